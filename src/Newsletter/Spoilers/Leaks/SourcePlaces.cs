using System.Text.RegularExpressions;
using Newsletter.Articles;

namespace Newsletter.Spoilers.Leaks;

/// <summary>
/// Finds words of a rendered text again in the file that they came from, so that a message can point at them. It helps editors; nothing is let
/// through or stopped by it.
/// </summary>
internal sealed partial class SourcePlaces
{
    private readonly FoldedText folded;
    private readonly List<int> lines = [0];
    private readonly bool[] hidden;

    public SourcePlaces(string text)
    {
        // A note's mark stands in the middle of a sentence, and is not read with it.
        folded = FoldedText.Of(Note().Replace(text, note => new string(' ', note.Length)), withPlaces: true);
        for (var i = text.IndexOf('\n'); i >= 0; i = text.IndexOf('\n', i + 1))
        {
            lines.Add(i + 1);
        }

        hidden = HiddenIn(text);
    }

    /// <summary>The place of letters on lines from first to last, hidden or not; null when they aren't there in one piece.</summary>
    public TextPosition? Find(ReadOnlySpan<char> letters, int first, int last, bool isHidden)
    {
        for (var at = 0; folded.Letters[at..].IndexOf(letters) is var found and >= 0; at++)
        {
            at += found;
            var place = folded.PlaceOf(at);
            var line = LineOf(place);
            if (line >= first && line <= last && hidden[place] == isHidden)
            {
                return new(line, place - lines[line - 1] + 1);
            }
        }

        return null;
    }

    private int LineOf(int place) => lines.BinarySearch(place) is >= 0 and var exact ? exact + 1 : ~lines.BinarySearch(place);

    /// <summary>Roughly what is hidden: below the boundary, in containers, between bars.</summary>
    private static bool[] HiddenIn(string text)
    {
        var hidden = new bool[text.Length];
        var (below, depth, bars) = (false, 0, false);
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is >= 0 and var found ? found : text.Length;
            var line = text.AsSpan(start, end - start);
            below |= Boundary.Names(line);
            var fence = line.TrimStart();
            depth += fence.StartsWith(":::", StringComparison.Ordinal) ? fence.TrimStart(':').IsWhiteSpace() ? -1 : 1 : 0;
            depth = Math.Max(0, depth);
            bars &= !line.IsWhiteSpace();
            for (var i = start; i < end; i++)
            {
                bars ^= i > start && text[i] == '|' && text[i - 1] == '|';
                hidden[i] = below || bars || (depth > 0 && !fence.StartsWith(":::", StringComparison.Ordinal));
            }

            start = end + 1;
        }

        return hidden;
    }

    [GeneratedRegex(@"\[\^[^\]\s]+\]")]
    private static partial Regex Note();
}

using System.Globalization;
using System.Text;

namespace Newsletter.Site.Cards;

/// <summary>Breaks a text into lines of a width.</summary>
/// <param name="width">Width of a text, in units of one's own.</param>
internal sealed class TextLines(Func<string, float> width)
{
    private const string Ellipsis = "…";

    /// <summary>Text that stays together, and whether a space goes before it.</summary>
    private readonly record struct Piece(string Text, float Width, bool AfterSpace);

    /// <summary>As few lines as there can be, about as long as each other; null: there would be more than so many.</summary>
    public IReadOnlyList<string>? Break(string text, float most, int lines)
    {
        var pieces = PiecesOf(text, most);
        var count = Fill(pieces, most).Count;
        if (count > lines)
        {
            return null;
        }

        var (tooNarrow, enough) = (most / 2, most);
        while (enough - tooNarrow > most / 100)
        {
            var middle = (tooNarrow + enough) / 2;
            if (pieces.TrueForAll(piece => piece.Width <= middle) && Fill(pieces, middle).Count == count)
            {
                enough = middle;
            }
            else
            {
                tooNarrow = middle;
            }
        }

        return Fill(pieces, enough);
    }

    /// <summary>The first lines; what is left is cut, and the last ends in an ellipsis.</summary>
    public IReadOnlyList<string> Cut(string text, float most, int lines)
    {
        var all = Fill(PiecesOf(text, most), most);
        return all.Count <= lines ? all : [.. all.Take(lines - 1), Shortened(all[lines - 1], most)];
    }

    private string Shortened(string line, float most)
    {
        var elements = StringInfo.ParseCombiningCharacters(line);
        var kept = elements.Length;
        while (kept > 0 && width(line[..End(kept)].TrimEnd() + Ellipsis) > most)
        {
            kept--;
        }

        return line[..End(kept)].TrimEnd() + Ellipsis;

        int End(int count) => count == elements.Length ? line.Length : elements[count];
    }

    private List<string> Fill(List<Piece> pieces, float most)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        var filled = 0f;
        var space = width(" ");
        foreach (var piece in pieces)
        {
            var gap = piece.AfterSpace ? space : 0;
            if (line.Length > 0 && filled + gap + piece.Width > most)
            {
                lines.Add(line.ToString());
                line.Clear();
                filled = 0;
            }

            if (line.Length > 0 && piece.AfterSpace)
            {
                line.Append(' ');
                filled += gap;
            }

            line.Append(piece.Text);
            filled += piece.Width;
        }

        if (line.Length > 0)
        {
            lines.Add(line.ToString());
        }

        return lines;
    }

    private List<Piece> PiecesOf(string text, float most)
    {
        var pieces = new List<Piece>();
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var isFirst = true;
            foreach (var part in Parts(word, most))
            {
                pieces.Add(new(part, width(part), isFirst));
                isFirst = false;
            }
        }

        return pieces;
    }

    /// <summary>A word; its characters where the script knows no spaces, or where it is wider than a line.</summary>
    private List<string> Parts(string word, float most)
    {
        if (width(word) <= most && !word.EnumerateRunes().Any(IsUnspaced))
        {
            return [word];
        }

        var parts = new List<string>();
        var elements = StringInfo.GetTextElementEnumerator(word);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            if (parts.Count > 0 && ClosesText(element))
            {
                parts[^1] += element;
            }
            else
            {
                parts.Add(element);
            }
        }

        return parts;
    }

    /// <summary>A mark that no line begins with.</summary>
    private static bool ClosesText(string element) =>
        CharUnicodeInfo.GetUnicodeCategory(element, 0) is UnicodeCategory.ClosePunctuation or UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.OtherPunctuation;

    /// <summary>Han, kana and what goes with them.</summary>
    private static bool IsUnspaced(Rune rune) => rune.Value is (>= 0x2E80 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF00 and <= 0xFFEF) or (>= 0x20000 and <= 0x3FFFF);
}

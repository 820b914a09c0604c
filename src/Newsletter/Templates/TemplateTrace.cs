using System.Text;
using Newsletter.Spoilers.Leaks;
using Scriban.Parsing;

namespace Newsletter.Templates;

/// <summary>Finds the place in a template that puts out some words, while outputs are rendered again. Costs more than rendering: only for what went wrong.</summary>
/// <param name="letters">The words, folded.</param>
internal sealed class TemplateTrace(string letters) : IDisposable
{
    private static readonly AsyncLocal<TemplateTrace?> Running = new();

    /// <summary>The trace that this rendering is part of.</summary>
    public static TemplateTrace? Current => Running.Value;

    /// <summary>Template and 1-based line; null: no template has put them out.</summary>
    public (string File, int Line)? Found { get; private set; }

    /// <summary>What is rendered from here on, and in whatever is called from here, is looked at.</summary>
    public static TemplateTrace Begin(string letters)
    {
        var trace = new TemplateTrace(letters);
        Running.Value = trace;
        return trace;
    }

    public void Dispose() => Running.Value = null;

    /// <summary>Looks at what a template has written.</summary>
    /// <param name="places">From which byte on the output comes from which place, in order.</param>
    public void Look(ReadOnlySpan<byte> output, bool isHtml, IReadOnlyList<(int Start, SourceSpan Place)> places)
    {
        if (Found is not null || letters.Length == 0)
        {
            return;
        }

        var text = Encoding.UTF8.GetString(output);
        var reader = new OutputReader(withPlaces: true) { SkipsHidden = true };
        reader.Read(text, isHtml ? Notation.Markup : Notation.Plain);
        foreach (var lane in (ReadOnlySpan<FoldedText>)[reader.Text.Finish(), reader.Aside.Finish()])
        {
            if (lane.Letters.IndexOf(letters) is var at and >= 0)
            {
                var start = Encoding.UTF8.GetByteCount(text.AsSpan(0, lane.PlaceOf(at)));
                var place = places.LastOrDefault(p => p.Start <= start).Place;
                Found = place.FileName is { } file ? (file, place.Start.Line + 1) : null;
                return;
            }
        }
    }
}

using System.Text;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Newsletter.Templates;

/// <summary>Notes which place of a template writes what.</summary>
internal sealed class TracedOutput(Utf8Output target, TemplateContext context) : IScriptOutput
{
    private readonly List<(int Start, SourceSpan Place)> places = [];

    /// <summary>From which byte on the output comes from which place, in order.</summary>
    public IReadOnlyList<(int Start, SourceSpan Place)> Places => places;

    public void Write(string text, int offset, int count)
    {
        var from = 0;
        var place = context.CurrentNode?.Span ?? default;
        // A template's own text may go over many lines.
        while (context.CurrentNode is ScriptRawStatement && text.AsSpan(offset + from, count - from).IndexOf('\n') is >= 0 and var length)
        {
            Note(text.AsSpan(offset, from), place);
            place.Start = new(place.Start.Offset, place.Start.Line + 1, 0);
            from += length + 1;
        }

        Note(text.AsSpan(offset, from), place);
        target.Write(text, offset, count);
    }

    public ValueTask WriteAsync(string text, int offset, int count, CancellationToken cancellationToken)
    {
        Write(text, offset, count);
        return default;
    }

    private void Note(ReadOnlySpan<char> before, SourceSpan place) => places.Add((target.Written.Length + Encoding.UTF8.GetByteCount(before), place));
}

using System.Buffers;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Newsletter.Spoilers.Syntax;

/// <summary>
/// Pairs <c>||</c> with the next <c>||</c> of the same block, whatever stands beside them: there are no flanking rules as for emphasis, since a
/// pair that goes unseen would show what it was meant to hide. In a table, a pair must stand in one row, so that <c>||</c> can be an empty cell.
/// </summary>
internal sealed class SpoilerPhraseParser : InlineParser
{
    private static readonly object TableKey = new();
    private static readonly SearchValues<char> DelimiterRow = SearchValues.Create(" \t|:-+");

    public SpoilerPhraseParser() => OpeningCharacters = ['|'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        if (slice.PeekChar() != '|')
        {
            return false;
        }

        var open = processor.Inline as SpoilerPhraseDelimiter ?? processor.Inline?.FirstParentOfType<SpoilerPhraseDelimiter>();
        if (open is null)
        {
            if (IsTable(processor, slice) && !ClosesInThisRow(slice))
            {
                return false;
            }

            processor.Inline = new SpoilerPhraseDelimiter(this)
            {
                Span = new SourceSpan(processor.GetSourcePosition(slice.Start, out var line, out var column), slice.Start + 1),
                Line = line,
                Column = column,
                IsClosed = false,
            };
        }
        else
        {
            var phrase = new SpoilerPhrase { Line = open.Line, Column = open.Column, Span = open.Span };
            open.ReplaceBy(phrase);
            processor.Inline = phrase;
            processor.PostProcessInlines(0, phrase, null, false);
            phrase.IsClosed = true;
        }

        slice.Start += 2;
        return true;
    }

    private static bool ClosesInThisRow(StringSlice slice)
    {
        var rest = slice.Text.AsSpan(slice.Start + 2, slice.End - slice.Start - 1);
        var end = rest.IndexOf('\n');
        var row = end < 0 ? rest : rest[..end];
        var close = row.IndexOf("||", StringComparison.Ordinal);
        return close > 0 && !row[..close].IsWhiteSpace();
    }

    /// <summary>A paragraph whose second line is the delimiter row of a pipe table. The text of a paragraph of several lines is a string of its own.</summary>
    private static bool IsTable(InlineProcessor processor, StringSlice slice)
    {
        if (processor.Block is not ParagraphBlock paragraph || slice.End != slice.Text.Length - 1)
        {
            return false;
        }

        if (paragraph.GetData(TableKey) is bool known)
        {
            return known;
        }

        var text = slice.Text.AsSpan();
        var second = text.IndexOf('\n') is var end and >= 0 ? text[(end + 1)..] : default;
        second = second.IndexOf('\n') is var next and >= 0 ? second[..next] : second;
        var isTable = second.Contains('-') && !second.ContainsAnyExcept(DelimiterRow);
        paragraph.SetData(TableKey, isTable);
        return isTable;
    }
}

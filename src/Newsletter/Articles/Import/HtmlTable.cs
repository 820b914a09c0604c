using System.Text;
using AngleSharp.Dom;

namespace Newsletter.Articles.Import;

/// <summary>Writes a plain table as a Markdown one.</summary>
internal static class HtmlTable
{
    private const int MostColumns = 30;

    /// <summary>Null for a table that lays out a page, has cells over several columns or rows, or hides a phrase.</summary>
    public static string? Write(IElement table)
    {
        if (table.QuerySelector("table, p + p, div, ul, ol, h2, h3, blockquote, [colspan], [rowspan]") is not null
            || table.QuerySelectorAll("*").Any(HtmlNoise.IsSpoiler))
        {
            return null;
        }

        var rows = table.QuerySelectorAll("tr").Select(row => row.Children.Select(Cell).ToList()).Where(row => row.Count > 0).ToList();
        var columns = rows.Count == 0 ? 0 : rows.Max(row => row.Count);
        if (rows.Count < 2 || columns is < 2 or > MostColumns || table.QuerySelector("caption") is not null)
        {
            return null;
        }

        var markdown = new StringBuilder();
        for (var i = 0; i < rows.Count; i++)
        {
            markdown.Append(i == 0 ? "" : "\n").Append("| ").AppendJoin(" | ", rows[i].Concat(Enumerable.Repeat("", columns - rows[i].Count))).Append(" |");
            if (i == 0)
            {
                markdown.Append("\n|").Append(string.Concat(Enumerable.Repeat(" --- |", columns)));
            }
        }

        return markdown.ToString();
    }

    private static string Cell(IElement cell) =>
        MarkdownEscape.Bars(HtmlInline.Paragraph([.. cell.ChildNodes]).Replace("\\\n", " ", StringComparison.Ordinal));
}

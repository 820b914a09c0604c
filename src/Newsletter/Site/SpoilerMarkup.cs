using System.Text;
using Newsletter.Articles;
using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Site;

/// <summary>
/// What stands around hidden text, in the words of one language and for the work of one article. The style sheet and the script of
/// <c>templates/web/assets/</c> know these classes and attributes and no others.
/// </summary>
public sealed class SpoilerMarkup
{
    private readonly Words words;
    private readonly string? title;
    private readonly string attributes;

    /// <param name="work">The work that is spoiled; null when the article is about none.</param>
    public SpoilerMarkup(Words words, SafeText? work)
    {
        this.words = words;
        title = work is { IsEmpty: false } named ? named.ToString() : null;
        attributes = title is null ? "" : $" data-work=\"{Slug.Of(title)}\"";
    }

    /// <summary>
    /// A closed block. It opens without script, by keyboard too; search engines leave it out of their snippets (which
    /// <c>data-nosnippet</c> only says on div, section and span).
    /// </summary>
    /// <param name="label">The editor's neutral words for the part; null: none.</param>
    /// <param name="isRest">The part from the boundary to the end.</param>
    public void OpenBlock(StringBuilder output, SpoilerLevel level, string? label, bool isRest)
    {
        output.Append("<details class=\"spoiler spoiler-").Append(level.Word()).Append(isRest ? " spoiler-rest" : "").Append('"').Append(attributes);
        output.Append(" data-level=\"").Append(level.Word()).Append("\" data-nosnippet>\n<summary data-show=\"").Append(Word("show"));
        output.Append("\" data-hide=\"").Append(Word("hide")).Append("\"><span class=\"meter\" aria-hidden=\"true\"><i></i><i></i><i></i></span>");
        output.Append("<span class=\"spoiler-what\">").Append(What(level, title is null ? null : $"<cite>{TextEncoding.Html(title)}</cite>")).Append("</span>");
        if (label is not null || isRest)
        {
            output.Append(" <span class=\"spoiler-label\">").Append(label is null ? Word("rest") : TextEncoding.Html(label)).Append("</span>");
        }

        output.Append("</summary>\n<div class=\"spoiler-text\" data-nosnippet>\n");
    }

    public static void CloseBlock(StringBuilder output) => output.Append("</div>\n</details>\n");

    /// <summary>
    /// A hidden phrase: a checkbox that looks like a black bar, and the words after it, which are not displayed (so not read out,
    /// not found, not copied) until it is checked. May stand wherever text may, except in a link.
    /// </summary>
    public void OpenPhrase(StringBuilder output, SpoilerLevel level) =>
        output.Append("<span class=\"phrase\" data-level=\"").Append(level.Word()).Append('"').Append(attributes).Append(" data-nosnippet>")
            .Append(Toggle(level, "phrase")).Append("<span class=\"phrase-text\">");

    public static void ClosePhrase(StringBuilder output) => output.Append("</span></span>");

    /// <summary>
    /// A hidden phrase in a link. A link cannot hold a checkbox, so that one stands before the link, which shows a placeholder
    /// until it is checked. It goes to the beginning of the link that is still open at the end of <paramref name="output"/>.
    /// </summary>
    public void OpenPhraseInLink(StringBuilder output, SpoilerLevel level)
    {
        if (LinkStart(output) is not { } start)
        {
            // The link leads nowhere yet, so there is none.
            OpenPhrase(output, level);
            return;
        }

        var toggle = Toggle(level, "phrase_in_link");
        if (start < toggle.Length || output.ToString(start - toggle.Length, toggle.Length) != toggle)
        {
            output.Insert(start, toggle);
        }

        output.Append("<span class=\"phrase phrase-in-link\" data-nosnippet><span class=\"phrase-mask\">").Append(Word("placeholder"))
            .Append("</span><span class=\"phrase-text\">");
    }

    /// <summary>What a safe channel shows in place of a phrase.</summary>
    public void RedactPhrase(StringBuilder output) => output.Append("<span class=\"redacted\">").Append(Word("placeholder")).Append("</span>");

    /// <summary>What a safe channel shows in place of a block: its level and work, not its label.</summary>
    public void RedactBlock(StringBuilder output, SpoilerLevel level) =>
        output.Append("<p class=\"redacted\">").Append(Words.Fill(Word("block_placeholder"), [Plain(level)])).Append("</p>\n");

    /// <summary>What a channel that hides nothing shows before a block.</summary>
    public void Announce(StringBuilder output, SpoilerLevel level, string? label) =>
        output.Append("<p><em>").Append(What(level, title is null ? null : TextEncoding.Html(title)))
            .Append(label is null ? "" : ": " + TextEncoding.Html(label)).Append("</em></p>\n");

    private string Toggle(SpoilerLevel level, string label) =>
        "<input type=\"checkbox\" class=\"phrase-toggle\" aria-label=\"" + Words.Fill(Word(label), [Plain(level)]) + "\">";

    private string Plain(SpoilerLevel level) => What(level, title is null ? null : TextEncoding.Html(title));

    private string What(SpoilerLevel level, string? markup) =>
        markup is null ? Word(level.Word() + "_alone") : Words.Fill(Word(level.Word()), [markup]);

    private string Word(string name) => TextEncoding.Html(words.Text("spoiler", name));

    /// <summary>Where the last link begins, if it has not ended.</summary>
    private static int? LinkStart(StringBuilder output)
    {
        const int Far = 16 * 1024;
        var from = Math.Max(0, output.Length - Far);
        var tail = output.ToString(from, output.Length - from);
        var start = tail.LastIndexOf("<a href=", StringComparison.Ordinal);
        return start >= 0 && tail.IndexOf("</a>", start, StringComparison.Ordinal) < 0 ? from + start : null;
    }
}

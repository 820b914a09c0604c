using System.Text;
using Newsletter.Articles;
using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Site;

/// <summary>
/// What stands around hidden text, in the words of one language. The style sheet and the script of <c>templates/web/assets/</c> know these
/// classes and attributes and no others. Hidden text has the attribute <c>hidden</c> besides: without the style sheet, and for whoever
/// extracts the text of a page, it is still not there.
/// </summary>
public sealed class SpoilerMarkup(Words words)
{
    /// <summary>
    /// A closed block, after the names that addresses may lead to. It opens without script, by keyboard too; search engines leave it out of
    /// their snippets.
    /// </summary>
    public void OpenBlock(StringBuilder output, BodySpoiler spoiler)
    {
        foreach (var anchor in spoiler.Anchors)
        {
            output.Append("<span class=\"anchor\" id=\"").Append(anchor).Append("\"></span>");
        }

        var level = spoiler.Level.Word();
        output.Append(spoiler.Anchors.Count > 0 ? "\n" : "");
        output.Append("<details class=\"spoiler spoiler-").Append(level).Append(spoiler.IsRest ? " spoiler-rest\"" : "\"").Append(Attributes(spoiler));
        output.Append(">\n<summary data-show=\"").Append(Word("show")).Append("\" data-hide=\"").Append(Word("hide"));
        output.Append("\"><span class=\"meter\" aria-hidden=\"true\"><i></i><i></i><i></i></span><span class=\"spoiler-what\">");
        output.Append(What(spoiler, "<cite>", "</cite>")).Append("</span>");
        if (spoiler.Label is not null || spoiler.IsRest)
        {
            output.Append(" <span class=\"spoiler-label\">").Append(spoiler.Label is { } label ? TextEncoding.Html(label) : Word("rest")).Append("</span>");
        }

        output.Append("</summary>\n<div class=\"spoiler-text\" data-nosnippet hidden>\n");
    }

    public static void CloseBlock(StringBuilder output) => output.Append("</div>\n</details>\n");

    /// <summary>
    /// A hidden phrase: a checkbox that looks like a black bar, what stands there for those who copy or print, and the words, which are
    /// not displayed (so not read out, not found, not copied) until it is checked. May stand wherever text may, except in a link. The
    /// script makes a button of the checkbox.
    /// </summary>
    public void OpenPhrase(StringBuilder output, BodySpoiler spoiler) =>
        output.Append("<span class=\"phrase\" data-nosnippet>").Append(Toggle(spoiler, "phrase")).Append(Mask());

    public static void ClosePhrase(StringBuilder output) => output.Append("</span></span>");

    /// <summary>
    /// A hidden phrase in a link. A link cannot hold a checkbox, so that one stands before the link, which shows a placeholder
    /// until it is checked. It goes to the beginning of the link that is still open at the end of <paramref name="output"/>.
    /// </summary>
    public void OpenPhraseInLink(StringBuilder output, BodySpoiler spoiler)
    {
        if (LinkStart(output) is not { } start)
        {
            // The link leads nowhere yet, so there is none.
            OpenPhrase(output, spoiler);
            return;
        }

        var toggle = Toggle(spoiler, "phrase_in_link");
        if (start < toggle.Length || output.ToString(start - toggle.Length, toggle.Length) != toggle)
        {
            output.Insert(start, toggle);
        }

        output.Append("<span class=\"phrase phrase-in-link\" data-nosnippet>").Append(Mask());
    }

    /// <summary>What a safe channel shows in place of a phrase.</summary>
    public void RedactPhrase(StringBuilder output) => output.Append("<span class=\"redacted\">").Append(Word("placeholder")).Append("</span>");

    /// <summary>What a safe channel shows in place of a block: its level and works, not its label.</summary>
    public void RedactBlock(StringBuilder output, BodySpoiler spoiler) =>
        output.Append("<p class=\"redacted\">").Append(Words.Fill(Word("block_placeholder"), [What(spoiler)])).Append("</p>\n");

    /// <summary>What a channel that hides nothing shows before a block.</summary>
    public void Announce(StringBuilder output, BodySpoiler spoiler) =>
        output.Append("<p><em>").Append(What(spoiler)).Append(spoiler.Label is null ? "" : ": " + TextEncoding.Html(spoiler.Label)).Append("</em></p>\n");

    /// <summary>The keys by which a browser remembers works: the slugs of their titles, with spaces between.</summary>
    public static string Keys(IEnumerable<string> titles) => string.Join(' ', titles.Select(title => Slug.Of(title)));

    private static string Attributes(BodySpoiler spoiler) => $" data-level=\"{spoiler.Level.Word()}\" data-works=\"{Keys(spoiler.Works)}\"";

    private string Toggle(BodySpoiler spoiler, string label) =>
        $"<input type=\"checkbox\" class=\"phrase-toggle\"{Attributes(spoiler)} aria-label=\"{Words.Fill(Word(label), [What(spoiler)])}\">";

    private string Mask() => $"<span class=\"phrase-mask\">{Word("placeholder")}</span><span class=\"phrase-text\" hidden>";

    /// <summary><c>Ending of Nosferatu and Dracula</c>; the level alone where there is no work.</summary>
    private string What(BodySpoiler spoiler, string before = "", string after = "")
    {
        var works = spoiler.Works;
        if (works.Count == 0)
        {
            return Word(spoiler.Level.Word() + "_alone");
        }

        var row = new StringBuilder();
        for (var i = 0; i < works.Count; i++)
        {
            row.Append(i == 0 ? "" : TextEncoding.Html(words.Text(i == works.Count - 1 ? "list_and" : "list_comma")));
            row.Append(before).Append(TextEncoding.Html(works[i])).Append(after);
        }

        return Words.Fill(Word(spoiler.Level.Word()), [row.ToString()]);
    }

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

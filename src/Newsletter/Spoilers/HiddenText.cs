using Newsletter.Articles;

namespace Newsletter.Spoilers;

/// <summary>Finds text that an editor means to hide where nothing can hide it: in attributes, in raw HTML, by the rules of other tools.</summary>
internal static class HiddenText
{
    private const string Bars = "||";

    /// <summary>Whether a text that is shown as it is has words between two pairs of bars.</summary>
    public static bool HasPhrase(string? text)
    {
        var open = text is null ? -1 : text.IndexOf(Bars, StringComparison.Ordinal);
        return open >= 0 && text!.AsSpan(open + Bars.Length).TrimStart('|').IndexOf(Bars, StringComparison.Ordinal) > 0;
    }

    /// <summary>Raw HTML of the open text: bars are not seen in it, and elements that other tools hide text in hide nothing here.</summary>
    public static void CheckHtml(BodyProblems problems, string html, int line, int column)
    {
        if (HasPhrase(html))
        {
            problems.Add(HidingRules.PhraseMisplaced, line, column, "HTML cannot hide words between bars.", HidingRules.PhraseAdvice);
        }

        if (html.Contains("<details", StringComparison.OrdinalIgnoreCase) || html.Contains("<spoiler", StringComparison.OrdinalIgnoreCase))
        {
            problems.Add(HidingRules.OtherTool, line, column, "This element hides nothing from feeds and mails.", HidingRules.OtherToolAdvice);
        }
    }

    /// <summary>A comment of several lines takes along what stands behind it.</summary>
    public static void CheckComment(BodyProblems problems, string comment, int line)
    {
        var end = comment.LastIndexOf("-->", StringComparison.Ordinal);
        if (end >= 0 && !comment.AsSpan(end + 3).IsWhiteSpace())
        {
            problems.Add(HidingRules.TextBehindComment, line + comment.AsSpan(0, end).Count('\n'), 0, "The text behind the end of this comment is not shown.", "Begin a line of its own with it.");
        }
    }
}

namespace Newsletter.Articles;

/// <summary>Rules of what an editor means to hide and would show; among the codes of the body, NL030-NL059.</summary>
public static class HidingRules
{
    internal const string PhraseAdvice = "Hide words in the text itself, in a `::: spoiler` part, or leave them out; for two bars write `&#124;&#124;`.";

    internal const string OtherToolAdvice = "Put the text between '::: spoiler' and ':::', or words in a line between '||' and '||'.";

    private const string Front =
        """
        ---
        title: "Nosferatu, Explained"
        summary: A vampire film that a court wanted gone.
        spoilers: ending
        ---

        """;

    private const string Rest =
        """


        <!-- spoilers -->

        The count stays too long.
        """;

    public static Rule AddressHidden { get; } = new("NL039", Severity.Warning, "Address of the lead stands among the spoilers",
        "A link in the safe part takes its address from a line that is hidden, below the boundary or in a container. What is hidden stays hidden: the link's text is shown without a link, a picture not at all.",
        Front + "The lead names [a book][1].\n\n<!-- spoilers -->\n\nThe count stays too long.\n\n[1]: https://books.example/dracula");

    public static Rule TextBehindComment { get; } = new("NL046", Severity.Warning, "Text behind a comment",
        "A comment of several lines takes along what follows on its last line: nobody will see that text.",
        Front + "The lead gives nothing away.\n\n<!-- A note\nto myself --> The lead goes on." + Rest);

    public static Rule StrayFence { get; } = new("NL047", Severity.Error, "Line with ::: that hides nothing",
        "A line that begins with `:::` begins or ends a hidden part. One that does neither is misspelt, or swallowed by HTML or code above it, and would show what it was to hide.",
        Front + "The lead gives nothing away.\n\n::: spolier ending\nThe last night.\n:::" + Rest);

    public static Rule PhraseMisplaced { get; } = new("NL048", Severity.Error, "Hidden phrase where nothing can hide it",
        "`||Bars||` hide words of the text. In front matter, in a link's title, in a container's label, in raw HTML and in code made by indenting they hide nothing, so nothing is published.",
        Front + "The lead names [a book](https://books.example/ \"by the ||murderer||\")." + Rest);

    public static Rule OtherTool { get; } = new("NL049", Severity.Error, "Hidden by the rules of another tool",
        "`<details>`, `>!marks!<`, `[spoiler]` and the like hide text elsewhere. Feeds and mails would show it, so nothing is published.",
        Front + "<details><summary>The last night</summary>The count stays too long.</details>" + Rest);

    public static Rule NoteNotRead { get; } = new("NL057", Severity.Error, "Footnote that is not read as one",
        "Indented, or in a list or a quote, `[^1]: ...` is ordinary text and would be shown even if only hidden words refer to it.",
        Front + "- A ||vampire[^1]||.\n\n  [^1]: He stays too long." + Rest);
}

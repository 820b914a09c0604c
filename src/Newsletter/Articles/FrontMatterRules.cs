namespace Newsletter.Articles;

/// <summary>Rules of the front matter; codes NL010-NL029.</summary>
public static class FrontMatterRules
{
    public static Rule None { get; } = new("NL010", Severity.Warning, "No front matter",
        "The article does not begin with a `---` line. Its title is taken from a `# heading` in its first line, else from the file name, " +
        "and everything in it counts as a spoiler of the ending.",
        """
        # Dracula, Explained

        A safe guide to the novel.

        <!-- spoilers -->

        The Count has bought a house in Essex.
        """);

    public static Rule Fence { get; } = new("NL011", Severity.Error, "The lines around the front matter",
        "Front matter stands between two lines of exactly three hyphens. One of them is missing or written otherwise (some programs turn `---` into a dash), " +
        "so it is unclear where the article begins.",
        """
        ---
        title: "Dracula, Explained"
        summary: What comes ashore at Whitby.
        spoilers: none

        The Count has bought a house in Essex.
        """);

    public static Rule Syntax { get; } = new("NL012", Severity.Error, "The front matter cannot be read",
        "Front matter is YAML. Most often a value holds a colon and a space, or begins with a sign that means something to YAML; double quotes around the " +
        "value cure both.",
        """
        ---
        title: Nosferatu: A Symphony of Horror
        summary: A vampire film that a court wanted gone.
        spoilers: none
        ---
        A safe guide to the film.
        """);

    public static Rule Limits { get; } = new("NL013", Severity.Error, "The front matter is over a limit",
        "It may have 64 KB, lists and mappings 64 deep, and aliases (`*name`) that stand for 100 values in all.",
        """
        ---
        title: "Dracula, Explained"
        summary: What comes ashore at Whitby.
        spoilers: none
        tags: \x5B{65}gothic\x5D{65}
        ---
        A safe guide to the novel.
        """);

    public static Rule DuplicateKey { get; } = new("NL014", Severity.Error, "The same key twice",
        "Which of the two values is meant cannot be known.",
        """
        ---
        title: "Dracula, Explained"
        summary: What comes ashore at Whitby.
        spoilers: none
        summary: The Count goes to sea.
        ---
        A safe guide to the novel.
        """);

    public static Rule UnknownKey { get; } = new("NL015", Severity.Warning, "An unknown key",
        "The line is ignored. Keys are lower case, with `_` between words.",
        """
        ---
        title: "Dracula, Explained"
        summary: What comes ashore at Whitby.
        spoilers: none
        tgas: [gothic]
        ---
        A safe guide to the novel.
        """);

    public static Rule UnknownGuard { get; } = new("NL016", Severity.Error, "An unknown key that seems to hold something back",
        "If a slip in `safe_title`, `secrets`, `published`, `draft`, `email`, or an image's `spoiler` were ignored, something would get out that cannot be " +
        "called back. So the article waits until the key is right. `hidden` and its like from other systems are treated alike.",
        """
        ---
        title: "Who Betrays the Count, Explained"
        safe-title: "Dracula, Explained"
        summary: What comes ashore at Whitby.
        spoilers: none
        ---
        A safe guide to the novel.
        """);

    public static Rule NoTitle { get; } = new("NL017", Severity.Warning, "No title",
        "The title is taken from `safe_title`, else from a `# heading` in the first line of the article, else from the file name.",
        """
        ---
        summary: What comes ashore at Whitby.
        spoilers: none
        ---
        A safe guide to the novel.
        """);

    public static Rule WrongKind { get; } = new("NL018", Severity.Error, "A value of the wrong kind",
        "A list stands where one text is meant, a group of keys where a list is meant, or nothing but a comment where a value is meant.",
        """
        ---
        title: [Dracula, Explained]
        summary: What comes ashore at Whitby.
        spoilers: none
        ---
        A safe guide to the novel.
        """);

    public static Rule Level { get; } = new("NL019", Severity.Error, "Not a spoiler level",
        "`spoilers` is one of `none`, `minor`, `major`, `ending`.",
        """
        ---
        title: "Dracula, Explained"
        summary: What comes ashore at Whitby.
        spoilers: some
        ---
        A safe guide to the novel.
        """);

    public static Rule Date { get; } = new("NL020", Severity.Error, "Not a date",
        "A date is `2026-11-20` (09:00 in the site's time zone), `2026-11-20T18:30` (the site's time zone) or `2026-11-20T18:30+01:00`. " +
        "Other orders of day and month are not guessed.",
        """
        ---
        title: "Dracula, Explained"
        summary: What comes ashore at Whitby.
        spoilers: none
        published: 20.11.2026
        ---
        A safe guide to the novel.
        """);

    public static Rule YesNo { get; } = new("NL021", Severity.Error, "Neither yes nor no",
        "`email` and an image's `spoiler` are `true` or `false`; `yes`, `no`, `on` and `off` will do as well.",
        """
        ---
        title: "Dracula, Explained"
        summary: What comes ashore at Whitby.
        spoilers: none
        email: sometimes
        ---
        A safe guide to the novel.
        """);

    public static Rule BadSlug { get; } = new("NL022", Severity.Error, "A slug that cannot stand in an address",
        "A slug has lower-case letters and digits of any script with single hyphens between words, 80 characters at most.",
        """
        ---
        title: "Dracula, Explained"
        slug: Dracula Explained!
        summary: What comes ashore at Whitby.
        spoilers: none
        ---
        A safe guide to the novel.
        """);

    public static Rule NoLevel { get; } = new("NL023", Severity.Warning, "No spoiler level",
        "Without `spoilers` the article counts as one that gives the ending away.",
        """
        ---
        title: "Dracula, Explained"
        summary: What comes ashore at Whitby.
        ---
        A safe guide to the novel.

        <!-- spoilers -->

        The Count has bought a house in Essex.
        """);

    public static Rule NoSummary { get; } = new("NL024", Severity.Warning, "No summary",
        "Lists, feeds and mails show the summary. Without one they may have nothing but the title to show.",
        """
        ---
        title: "Dracula, Explained"
        spoilers: none
        ---
        A safe guide to the novel.
        """);

    public static Rule LeftOut { get; } = new("NL025", Severity.Warning, "A value that was left out",
        "The year, language or picture address cannot be used, or a work has no title. The article is published without it.",
        """
        ---
        title: "Dracula, Explained"
        work: { title: Dracula, kind: book, year: the nineties }
        summary: What comes ashore at Whitby.
        spoilers: none
        ---
        A safe guide to the novel.
        """);

    public static Rule NoAlt { get; } = new("NL026", Severity.Warning, "A picture without a description",
        "People who do not see the picture read or hear its `alt` text instead.",
        """
        ---
        title: "Dracula, Explained"
        summary: What comes ashore at Whitby.
        spoilers: none
        image: whitby.jpg
        ---
        A safe guide to the novel.
        """);

    public static Rule LongTitle { get; } = new("NL027", Severity.Error, "A title over 300 characters",
        "Mail subjects and lists cut long titles anywhere; good ones have 60 characters. Usually a closing quote is missing.",
        """
        ---
        title: "Dracula\x21{300}"
        summary: What comes ashore at Whitby.
        spoilers: none
        ---
        A safe guide to the novel.
        """);

    public static Rule CutByComment { get; } = new("NL028", Severity.Warning, "A value that ends at a #",
        "A space and a `#` begin a comment, so the rest of the line is not part of the value. A comment has a space behind its `#`, " +
        "and then no warning is given.",
        """
        ---
        title: Dracula, Explained #2
        summary: What comes ashore at Whitby.
        spoilers: none
        ---
        A safe guide to the novel.
        """);

    public static Rule NoBody { get; } = new("NL029", Severity.Error, "Nothing below the front matter",
        "There is no article to publish yet.",
        """
        ---
        title: "Dracula, Explained"
        summary: What comes ashore at Whitby.
        spoilers: none
        ---
        """);

    internal static IReadOnlyList<Rule> All =>
    [
        None, Fence, Syntax, Limits, DuplicateKey, UnknownKey, UnknownGuard, NoTitle, WrongKind, Level,
        Date, YesNo, BadSlug, NoLevel, NoSummary, LeftOut, NoAlt, LongTitle, CutByComment, NoBody,
    ];
}

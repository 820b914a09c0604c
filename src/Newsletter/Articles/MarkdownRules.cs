namespace Newsletter.Articles;

/// <summary>Rules of the body: Markdown, spoilers, the Read More line; codes NL030-NL059.</summary>
public static class MarkdownRules
{
    public static Rule UnclosedContainer { get; } = new("NL030", Severity.Error, "Spoiler container without end",
        "A `::: spoiler` needs a line `:::` of its own where the hidden part ends. Without it nobody knows where that is, so nothing is published.",
        """
        ---
        title: "Nosferatu, Explained"
        summary: A vampire film that a court wanted gone.
        spoilers: ending
        ---
        The lead gives nothing away.

        ::: spoiler ending The last scene
        The count stays too long.
        """);

    public static Rule UnclosedPhrase { get; } = new("NL031", Severity.Error, "Hidden phrase without end",
        "A phrase is hidden between two pairs of bars in one paragraph: `||like this||`. One pair alone may show what it was meant to hide, so nothing is published.",
        """
        ---
        title: "Nosferatu, Explained"
        summary: A vampire film that a court wanted gone.
        spoilers: ending
        ---
        The lead names the ||murderer of the play.

        <!-- spoilers -->

        And so it goes.
        """);

    public static Rule ContainerLevel { get; } = new("NL032", Severity.Warning, "Spoiler container without a known level",
        "Behind `::: spoiler` stands `minor`, `major` or `ending`, then a label if you like. With another word the part is hidden at the article's level, and the words are its label.",
        """
        ---
        title: "Nosferatu, Explained"
        summary: A vampire film that a court wanted gone.
        spoilers: ending
        ---
        The lead gives nothing away.

        ::: spoiler huge The last scene
        The count stays too long.
        :::
        """);

    public static Rule NoBoundary { get; } = new("NL033", Severity.Warning, "No boundary: everything is hidden",
        "An article with spoilers needs `<!-- spoilers -->` where they begin, or `::: spoiler` containers around them. Without either, readers see only the summary until they ask.",
        """
        ---
        title: "Nosferatu, Explained"
        summary: A vampire film that a court wanted gone.
        spoilers: ending
        ---
        The count stays too long, and the sun comes up.
        """);

    public static Rule BoundaryMisplaced { get; } = new("NL034", Severity.Error, "Boundary inside other text",
        "Inside a list, a quote, a container or a line of text the boundary hides nothing. It stands on a line of its own, without indentation.",
        """
        ---
        title: "Nosferatu, Explained"
        summary: A vampire film that a court wanted gone.
        spoilers: ending
        ---
        The lead gives nothing away. <!-- spoilers --> The count stays too long.

        <!-- spoilers -->

        And so it goes.
        """);

    public static Rule SecondBoundary { get; } = new("NL035", Severity.Warning, "More than one boundary",
        "The first boundary counts; everything below it is hidden already.",
        """
        ---
        title: "Nosferatu, Explained"
        summary: A vampire film that a court wanted gone.
        spoilers: ending
        ---
        The lead gives nothing away.

        <!-- spoilers -->

        The count stays too long.

        <!-- spoilers -->

        And the sun comes up.
        """);

    public static Rule SpoilersInSafeArticle { get; } = new("NL036", Severity.Warning, "Spoilers in an article that says it has none",
        "The front matter says `spoilers: none`, but a boundary, container or phrase hides something. It stays hidden; say how much it gives away.",
        """
        ---
        title: "Nosferatu, Explained"
        summary: A vampire film that a court wanted gone.
        spoilers: none
        ---
        The lead gives nothing away.

        <!-- spoilers -->

        The count stays too long.
        """);

    public static Rule EmptyLead { get; } = new("NL037", Severity.Warning, "Nothing before the boundary",
        "Readers who want no spoilers see only the summary, and feeds and mails have nothing to show.",
        """
        ---
        title: "Nosferatu, Explained"
        summary: A vampire film that a court wanted gone.
        spoilers: ending
        ---
        <!-- spoilers -->

        The count stays too long.
        """);

    public static Rule FootnoteHidden { get; } = new("NL038", Severity.Warning, "Footnote of the lead stands below the boundary",
        "The note's text is hidden with everything else below the boundary, though the safe part refers to it.",
        """
        ---
        title: "Nosferatu, Explained"
        summary: A vampire film that a court wanted gone.
        spoilers: ending
        ---
        The lead has a note.[^a]

        <!-- spoilers -->

        The count stays too long.

        [^a]: The note.
        """);

    public static Rule LinkRefused { get; } = new("NL040", Severity.Warning, "Address not allowed",
        "Links lead to `https:`, `http:`, `mailto:` and `tel:` addresses, to paths of the site, to other articles' files and to headings; pictures to files beside the article or the web. The text stays, the link goes.",
        """
        ---
        title: "Nosferatu, Explained"
        summary: A vampire film that a court wanted gone.
        spoilers: ending
        ---
        The lead has [a link](javascript:alert) in it.

        <!-- spoilers -->

        The count stays too long.
        """);

    public static Rule RemovedHtml { get; } = new("NL041", Severity.Warning, "HTML not allowed",
        "Elements and attributes that could run, load or restyle anything are left out, with what is in them.",
        """
        ---
        title: "Nosferatu, Explained"
        summary: A vampire film that a court wanted gone.
        spoilers: ending
        ---
        The lead gives nothing away.

        <script>alert(1)</script>

        <!-- spoilers -->

        The count stays too long.
        """);

    public static Rule UnbalancedHtml { get; } = new("NL042", Severity.Warning, "HTML element not closed in its block",
        "An HTML block ends at the next blank line, and each is cleaned by itself: an element that is to wrap Markdown cannot. To hide text, use `::: spoiler`.",
        """
        ---
        title: "Nosferatu, Explained"
        summary: A vampire film that a court wanted gone.
        spoilers: ending
        ---
        The lead gives nothing away.

        <div>

        More of it.

        <!-- spoilers -->

        The count stays too long.
        """);

    public static Rule ImageWithoutAlt { get; } = new("NL043", Severity.Warning, "Picture without description",
        "Those who cannot see the picture, or whose mail program does not load it, have only its description.",
        """
        ---
        title: "Nosferatu, Explained"
        summary: A vampire film that a court wanted gone.
        spoilers: ending
        ---
        The lead has a picture: ![](https://pictures.example/castle.jpg)

        <!-- spoilers -->

        The count stays too long.
        """);

    public static Rule TooDeep { get; } = new("NL044", Severity.Error, "Nested too deeply",
        "Lists, quotes and containers may stand in each other 64 deep. More is a slip, or an attack.",
        """
        ---
        title: "Nosferatu, Explained"
        summary: A vampire film that a court wanted gone.
        spoilers: ending
        ---
        \x3E{99} Too deep.
        """);

    public static Rule EmptyBody { get; } = new("NL045", Severity.Warning, "Empty body",
        "There is a Read More line, but no text above it.",
        """
        ---
        title: "Nosferatu, Explained"
        summary: A vampire film that a court wanted gone.
        spoilers: ending
        ---
        Read More in Explainers: Vampyr
        """);

    public static Rule ReadMoreEmpty { get; } = new("NL050", Severity.Warning, "Read More line without titles",
        "The line says that there is more to read, and names nothing.",
        """
        ---
        title: "Nosferatu, Explained"
        summary: A vampire film that a court wanted gone.
        spoilers: ending
        ---
        The lead gives nothing away.

        <!-- spoilers -->

        The count stays too long.

        Read More in Explainers:
        """);

    public static Rule ReadMoreTooLong { get; } = new("NL051", Severity.Warning, "Read More line with too many titles",
        "A dozen titles is a wall that nobody reads; all are shown all the same.",
        """
        ---
        title: "Nosferatu, Explained"
        summary: A vampire film that a court wanted gone.
        spoilers: ending
        ---
        The lead gives nothing away.

        <!-- spoilers -->

        The count stays too long.

        Read More in Explainers: A | B | C | D | E | F | G | H | I | J | K | L | M
        """);

    internal static IReadOnlyList<Rule> All =>
    [
        UnclosedContainer,
        UnclosedPhrase,
        ContainerLevel,
        NoBoundary,
        BoundaryMisplaced,
        SecondBoundary,
        SpoilersInSafeArticle,
        EmptyLead,
        FootnoteHidden,
        HidingRules.AddressHidden,
        LinkRefused,
        RemovedHtml,
        UnbalancedHtml,
        ImageWithoutAlt,
        TooDeep,
        EmptyBody,
        HidingRules.TextBehindComment,
        HidingRules.StrayFence,
        HidingRules.PhraseMisplaced,
        HidingRules.OtherTool,
        ReadMoreEmpty,
        ReadMoreTooLong,
    ];
}

namespace Newsletter.Articles;

/// <summary>Rules of the search for leaks; codes NL052-NL056, NL058 and NL068.</summary>
public static class LeakRules
{
    public static Rule Run { get; } = new("NL052", Severity.Error, "Words of a spoiler in the open",
        "Six words in a row of what is hidden stand, just so, where everybody reads: in a title, the summary, a tag, a label, a name of a file. Capitals, accents, " +
        "punctuation, mark-up and invisible characters make no difference. Words that the lead holds too are free, and so are titles of works. " +
        "The message says where both places are.",
        """
        ---
        title: "Nosferatu, Explained"
        summary: A vampire film in which the count stays too long at her bed.
        spoilers: ending
        ---
        The lead gives nothing away.

        <!-- spoilers -->

        The count stays too long at her bed, and the sun comes up.
        """);

    public static Rule Phrase { get; } = new("NL053", Severity.Error, "A hidden phrase in the open",
        "What stands between `||` bars stands without them, too, where everybody reads. One of the two is a slip. A phrase of fewer than four letters, or one that " +
        "is part of a work's title, is not looked for.",
        """
        ---
        title: "Nosferatu, Explained"
        summary: A vampire film that a court wanted gone.
        spoilers: ending
        ---
        He is undone by ||the crowing cock||. In Murnau's film, the crowing cock came first.

        <!-- spoilers -->

        And so it ends.
        """);

    public static Rule Secret { get; } = new("NL054", Severity.Error, "A secret in the open",
        "A word of `secrets` stands where everybody reads. It is looked for as it is written, between borders of words: `[creep]` does not find `creeping`.",
        """
        ---
        title: "Nosferatu, Explained"
        summary: A vampire film that ends with a sunrise.
        spoilers: ending
        secrets: [sunrise]
        ---
        The lead gives nothing away.

        <!-- spoilers -->

        The count stays too long.
        """);

    public static Rule AllowedNothing { get; } = new("NL055", Severity.Warning, "`allow_leak` without a leak",
        "An entry is a code, a colon and a reason: `allow_leak: [\"NL052: the film's own poster says it\"]`. One that is written otherwise, or that meets no such " +
        "finding, allows nothing; it would let the next slip through unseen, so remove it.",
        """
        ---
        title: "Nosferatu, Explained"
        summary: A vampire film that a court wanted gone.
        spoilers: ending
        allow_leak: ["NL052: the poster says it"]
        ---
        The lead gives nothing away.

        <!-- spoilers -->

        The count stays too long.
        """);

    public static Rule Allowed { get; } = new("NL056", Severity.Warning, "A leak that was allowed",
        "The words are published where everybody reads, since `allow_leak` gives a reason. The report shows it with every upload.",
        """
        ---
        title: "Nosferatu, Explained"
        summary: A vampire film in which the count stays too long at her bed.
        spoilers: ending
        allow_leak: ["NL052: the film's own poster says it"]
        ---
        The lead gives nothing away.

        <!-- spoilers -->

        The count stays too long at her bed, and the sun comes up.
        """);

    public static Rule OtherArticle { get; } = new("NL058", Severity.Error, "Words that another article hides",
        "Two articles are about one work, or spoil it, and six words in a row that one hides stand in the open of the other. Nobody who reads of the one asked for " +
        "the other's spoilers. The article that is uploaded later is stopped.",
        """
        ---
        title: "Nosferatu, Explained"
        work: Nosferatu
        summary: A vampire film that a court wanted gone.
        spoilers: ending
        published: 2020-03-02
        ---
        The lead gives nothing away.

        <!-- spoilers -->

        The count stays too long at her bed, and the sun comes up.
        === nosferatu-shot-by-shot.md
        ---
        title: "Nosferatu, Shot by Shot"
        work: Nosferatu
        summary: How a scene is cut in which the count stays too long at her bed.
        spoilers: none
        published: 2020-03-03
        ---
        Eleven shots, and no word.
        """);

    public static Rule HiddenInVain { get; } = new("NL068", Severity.Warning, "Hidden here, open in another article",
        "Another article about the work, which is out already, shows six words in a row that this one hides. This one is published; look at the other, and hide the " +
        "words there if they give something away.",
        """
        ---
        title: "Nosferatu, Shot by Shot"
        work: Nosferatu
        summary: How one scene is cut.
        spoilers: none
        published: 2020-03-02
        ---
        Eleven shots in which the count stays too long at her bed.
        === nosferatu.md
        ---
        title: "Nosferatu, Explained"
        work: Nosferatu
        summary: A vampire film that a court wanted gone.
        spoilers: ending
        published: 2020-03-03
        ---
        The lead gives nothing away.

        <!-- spoilers -->

        The count stays too long at her bed, and the sun comes up.
        """);

    internal static IReadOnlyList<Rule> All => [Run, Phrase, Secret, AllowedNothing, Allowed];
}

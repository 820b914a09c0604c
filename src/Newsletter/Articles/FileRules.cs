namespace Newsletter.Articles;

/// <summary>Rules of the file as bytes and characters; codes NL001-NL009.</summary>
public static class FileRules
{
    public static Rule Encoding { get; } = new("NL001", Severity.Error, "Not UTF-8 or UTF-16 text",
        "Articles are UTF-8, or UTF-16 with a byte-order mark. Other encodings (Windows-1252, Latin-1, UTF-32) and other files (Word, PDF, pictures) " +
        "cannot be read without guessing. The line and column are those of the first bad byte.",
        """
        ---
        title: "The Phantom of the Op\xE9ra, Explained"
        ---
        """);

    public static Rule TooLarge { get; } = new("NL002", Severity.Error, "The file is over 1 MB",
        "An article has 1,048,576 bytes at most; a long one has about 20,000. Usually a picture has been pasted into the text.",
        """
        ---
        title: "Dracula, Explained"
        summary: What comes ashore at Whitby.
        spoilers: none
        ---
        A\x68{1048577}!
        """);

    public static Rule ControlCharacters { get; } = new("NL003", Severity.Warning, "Control characters",
        "Invisible codes (NUL, bell, escape, ...) come from copying out of other programs; feeds may not hold them. They are taken out; vertical tabs and " +
        "form feeds become spaces, and codes that were Windows quotes or dashes become those again.",
        """
        ---
        title: "Dracula, Explained"
        summary: What comes ashore at Whitby.
        spoilers: none
        ---
        A safe\u0007 guide to the novel.
        """);

    public static Rule BidiOverrides { get; } = new("NL004", Severity.Warning, "Marks that turn the direction of text",
        "Overrides, embeddings and isolates (U+202A-U+202E, U+2066-U+2069) can make a text look like another one, and reach past the end of their line. " +
        "They are taken out. Right-to-left scripts need none of them; the marks U+200E and U+200F stay.",
        """
        ---
        title: "Dracula, Explained"
        summary: What comes ashore at Whitby.
        spoilers: none
        ---
        A safe \u202Eediug\u202C to the novel.
        """);

    public static Rule StrayMarks { get; } = new("NL005", Severity.Hint, "A byte-order mark inside the text",
        "U+FEFF belongs at the start of a file only; inside, it comes from joining files. It is taken out.",
        """
        ---
        title: "Dracula, Explained"
        summary: What comes ashore at Whitby.
        spoilers: none
        ---
        A safe guide\uFEFF to the novel.
        """);

    public static Rule LoneSurrogates { get; } = new("NL006", Severity.Warning, "Half a character",
        "A UTF-16 file holds one half of a character that needs two, mostly a cut emoji. It becomes U+FFFD, the sign for a lost character.",
        """
        ---
        title: "Dracula, Explained"
        summary: What comes ashore at Whitby.
        spoilers: none
        ---
        A safe \uD83E guide to the novel.
        """);

    public static Rule NonCharacters { get; } = new("NL007", Severity.Warning, "A code that is no character",
        "U+FFFE, U+FFFF and their like never stand for text. They are taken out.",
        """
        ---
        title: "Dracula, Explained"
        summary: What comes ashore at Whitby.
        spoilers: none
        ---
        A safe guide\uFFFE to the novel.
        """);

    public static Rule LineSeparators { get; } = new("NL008", Severity.Hint, "Line separators of another program",
        "U+2028 and U+2029 come from page-layout programs. Some programs see a new line there and some do not, so they become spaces.",
        """
        ---
        title: "Dracula, Explained"
        summary: What comes ashore at Whitby.
        spoilers: none
        ---
        A safe guide\u2028to the novel.
        """);

    public static Rule Empty { get; } = new("NL009", Severity.Error, "The file is empty",
        "There is nothing in it but white space. Perhaps it was uploaded before it was saved.",
        """
        \x20
        """);

    internal static IReadOnlyList<Rule> All =>
        [Encoding, TooLarge, ControlCharacters, BidiOverrides, StrayMarks, LoneSurrogates, NonCharacters, LineSeparators, Empty];
}

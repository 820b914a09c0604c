namespace Newsletter.Articles;

/// <summary>Rules of an article among others; codes NL060-NL079.</summary>
public static class CatalogueRules
{
    public static Rule SlugTaken { get; } = new("NL060", Severity.Error, "Two files of one address",
        "Another file already has the address that this one would get. The first one keeps it and stays as it is; this one is not published until " +
        "it has a `slug:` or a file name of its own.",
        """
        === dracula.md
        ---
        title: "Dracula, Explained"
        summary: What comes ashore at Whitby.
        spoilers: none
        ---
        A safe guide to the novel.
        === Dracula!.md
        ---
        title: "Dracula on Stage, Explained"
        summary: The cape came with the play.
        spoilers: none
        ---
        A safe guide to the play.
        """);

    public static Rule NameUnusable { get; } = new("NL061", Severity.Error, "The file's name or kind cannot be used",
        "Articles end in `.md`; beside them lie pictures. A name has 200 characters at most and must work on every system that keeps the file: no folder " +
        "steps such as `..`, no backslash, no control character, no dot or space at the end. Rename the file and upload it again; `newsletter import` " +
        "makes articles of plain text and HTML.",
        """
        === faust.docm
        A safe guide to the play.
        """);

    public static Rule TitleWanted { get; } = new("NL062", Severity.Hint, "Read More names an article that is not here yet",
        "The title is shown without a link. As soon as an article of that title is published, the link appears by itself; nothing needs to be done.",
        """
        ---
        title: "Nosferatu, Explained"
        summary: A vampire film that a court wanted gone.
        spoilers: none
        read_more: ["Vampyr, Explained"]
        ---
        A safe guide to the film.
        """);

    public static Rule UnknownFile { get; } = new("NL063", Severity.Warning, "A link to an article file that is not here",
        "The link names a file (`faust.md`) that nobody has uploaded. The text is shown without a link until the file is there; look for a slip in its name.",
        """
        ---
        title: "Nosferatu, Explained"
        summary: A vampire film that a court wanted gone.
        spoilers: none
        ---
        Its director also made [a film of Faust](fuast.md).
        """);

    public static Rule Scheduled { get; } = new("NL064", Severity.Hint, "Scheduled",
        "`published` lies in the future. The article waits, and appears by itself within five minutes of that moment.",
        """
        ---
        title: "Nosferatu, Explained"
        summary: A vampire film that a court wanted gone.
        spoilers: none
        published: 2126-03-04
        ---
        A safe guide to the film.
        """);

    public static Rule AssetTooLarge { get; } = new("NL065", Severity.Error, "Picture or file too large",
        "A file beside articles may have 20 MB. Readers on the road load it too.",
        """
        === castle.jpg
        \xFF{20971521}
        """);

    public static Rule ActivePicture { get; } = new("NL066", Severity.Error, "Picture with script in it",
        "An SVG picture may draw, not run: no script, no event attributes, nothing loaded from elsewhere.",
        """
        === castle.svg
        <svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>
        """);

    public static Rule NotProcessed { get; } = new("NL067", Severity.Error, "A fault of ours stopped this file",
        "Nothing is wrong with the file that we know of: the program or a template failed on it. Its last good version stays up, other files are published, " +
        "and this one is tried again at every publication until it works. Tell whoever runs the site.",
        """
        ---
        title: "Nosferatu, Explained"
        summary: A vampire film that a court wanted gone.
        spoilers: none
        ---
        A safe guide to the film.
        """);

    internal static IReadOnlyList<Rule> All => [SlugTaken, NameUnusable, TitleWanted, UnknownFile, Scheduled, AssetTooLarge, ActivePicture, NotProcessed];
}

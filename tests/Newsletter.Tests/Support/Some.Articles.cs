using Newsletter.Articles;
using Newsletter.Spoilers;

namespace Newsletter.Tests.Support;

/// <summary>Valid arbitrary values; a test names only what it is about.</summary>
public static partial class Some
{
    /// <summary>The lines between the fences that give no diagnostic; the body of <see cref="Article"/> goes with them.</summary>
    public const string Yaml = "title: \"Nosferatu, Explained\"\nsummary: A vampire film that a court wanted gone.\nspoilers: none\n";

    public static FrontMatter FrontMatter() => new()
    {
        Title = "Nosferatu, Explained",
        Work = new Work("Nosferatu", "film", 1922, "F. W. Murnau"),
        Section = "Explainers",
        Tags = ["horror", "silent film"],
        Authors = ["Ida Vance"],
        Summary = "A vampire film that a court wanted gone.",
        Spoilers = SpoilerLevel.Ending,
        Language = "en",
    };

    /// <summary>An article that gives no diagnostic, with lines of front matter added or put in place of <see cref="Yaml"/>.</summary>
    public static string Article(string more = "", string yaml = Yaml, string body = "A safe guide to the film.\n") =>
        $"---\n{yaml}{(more.Length == 0 ? "" : more + "\n")}---\n{body}";
}

using System.Text;
using Newsletter.Articles;
using Newsletter.ReadMore;
using Newsletter.Spoilers;

namespace Newsletter.Tests.Support;

public static partial class Some
{
    /// <summary>An article cut by the splitter, with front matter that matters little.</summary>
    public static SplitArticle Split(string markdown, SpoilerLevel level = SpoilerLevel.Ending, Func<FrontMatter, FrontMatter>? with = null)
    {
        var front = new FrontMatter { Title = "Nosferatu, Explained", Section = "Explainers", Spoilers = level, Language = "en", Work = new("Nosferatu", "film", 1922, "F. W. Murnau") };
        var line = ReadMoreLine.Find(markdown);
        return Splitter.Split(with?.Invoke(front) ?? front, line is null ? markdown : markdown[..line.Start], line, 1);
    }

    public static string SafeOf(this SplitArticle split) => split.Body.Safe(PlainStyle.Instance, Links).Markup;

    public static string FullOf(this SplitArticle split, SpoilerLevel tolerance = SpoilerLevel.Ending) =>
        split.Body.Reveal(PlainStyle.Instance, Links, new Tolerance(tolerance)).Markup;

    public static BodyLinks Links { get; } = new(
        new("https://site.example/"),
        new("https://site.example/explainers/self/"),
        file => file is "faust.md" or "faust" ? new Uri("https://site.example/explainers/faust/") : null,
        file => file == "castle.jpg" ? new BodyAsset(new Uri("https://site.example/assets/castle.123.jpg"), 640, 480) : null);

    /// <summary>Brackets that tests can read: <c>[ending:label>...&lt;]</c>, <c>[-]</c> for what is left out.</summary>
    private sealed class PlainStyle : BodyStyle
    {
        public static PlainStyle Instance { get; } = new();

        public override void Open(StringBuilder output, BodySpoiler spoiler) =>
            output.Append($"[{spoiler.Level.Word()}{(spoiler.Label is null ? "" : ":" + spoiler.Label)}>");

        public override void Close(StringBuilder output, BodySpoiler spoiler) => output.Append("<]");

        public override void Redact(StringBuilder output, BodySpoiler spoiler) => output.Append("[-]");
    }
}

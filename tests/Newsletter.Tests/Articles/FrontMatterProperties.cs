using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Newsletter.Articles;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Articles;

/// <summary>Whatever is uploaded: an article or an error, and places that exist.</summary>
public sealed class FrontMatterProperties
{
    // What YAML, Markdown and people stumble over.
    private static readonly string[] Pieces =
    [
        "---\n", "...\n", "\n", "  ", "\t", ": ", ":", " #", "#", "- ", "[", "]", "{", "}", "\"", "'", "\\", "\\u0000", "\\uD800", "|\n", ">\n", "*a", "&a ",
        "!", "!!str ", "%YAML 1.2\n", "? ", "@", "`", ",", "||", "<!-- spoilers -->", "title: ", "spoilers: ", "work: ", "image: { ", "published: ",
        "2026-99-99", "null", "~", "<<: ", "\u0085", "\u2028", "\uFEFF", "\u202E", "日本", "😀", "0x1F", "1e9", ".inf", "=",
    ];

    [Property(MaxTest = 500)]
    public void RandomBytesAreAnArticleOrAnError(byte[] bytes) => Check(bytes);

    [Property(MaxTest = 1000)]
    public void RandomPiecesOfYamlAreAnArticleOrAnError(int[] picks) =>
        Check("---\n" + string.Concat(picks.Select(pick => Pieces[(uint)pick % Pieces.Length])) + "\n---\nText\n");

    [Property(MaxTest = 3000)]
    public void AValidArticleWithSlipsIsAnArticleOrAnError(PositiveInt seed, (int At, int Cut, int Pick)[] slips)
    {
        const string More = "work: { title: A, year: 1920 }\ntags: [a, b]\nimage: { src: a.jpg, alt: b }\npublished: 2026-11-20\nsecrets:\n  - c";
        var text = new StringBuilder(Some.Article(More));
        foreach (var (at, cut, pick) in slips)
        {
            var index = (int)((uint)(at * seed.Get) % (uint)(text.Length + 1));
            text.Remove(index, Math.Min((int)((uint)cut % 4), text.Length - index)).Insert(index, Pieces[(uint)pick % Pieces.Length]);
        }

        Check(text.ToString());
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{a: ", "}")]
    [InlineData("[", "")]
    [InlineData("{", "")]
    [InlineData("{? ", "")]
    [InlineData("- ", "")]
    [InlineData("? ", "")]
    [InlineData("!a ", "")]
    [InlineData("&a ", "")]
    [InlineData("'", "")]
    [InlineData("\"", "")]
    [InlineData("\"\\", "")]
    [InlineData("- - ? : ", "")]
    [InlineData("a: &x\n ", "")]
    public void DeepNestingIsAnErrorAndNoCrash(string open, string close)
    {
        foreach (var depth in (int[])[65, 1_000, 15_000])
        {
            var result = Check(Some.Article($"tags: {string.Concat(Enumerable.Repeat(open, depth))}x{string.Concat(Enumerable.Repeat(close, depth))}"));

            Assert.Null(result!.FrontMatter);
        }
    }

    [Theory]
    [InlineData(62, null)]
    [InlineData(63, "NL013")]
    public void NestingIsReadToALimit(int lists, string? code)
    {
        // The mapping and the innermost text are levels as well.
        var result = Check(Some.Article($"zzz: {new string('[', lists)}x{new string(']', lists)}"));

        Assert.Equal(code ?? "NL015", Assert.Single(result!.Diagnostics).Code);
    }

    [Theory]
    [InlineData("a0: &a0 [x, x, x, x, x, x, x, x, x]\n", 20)]
    [InlineData("a0: &a0 { p: x, q: y }\n", 200)]
    public void AYamlBombIsAnErrorBeforeItGoesOff(string fuse, int links)
    {
        var bomb = fuse + string.Concat(Enumerable.Range(1, links).Select(n => $"a{n}: &a{n} [{string.Join(", ", Enumerable.Repeat($"*a{n - 1}", 9))}]\n"));

        Assert.Contains(Check(Some.Article(bomb.TrimEnd()))!.Diagnostics, d => d.Code == "NL013");
    }

    [Theory]
    [InlineData(100, false)]
    [InlineData(101, true)]
    public void AliasesMayStandForAHundredValues(int aliases, bool refused)
    {
        var result = Check(Some.Article($"section: &s Guides\ntags: [{string.Join(", ", Enumerable.Repeat("*s", aliases))}]"));

        Assert.Equal(refused, result!.Diagnostics.Any(d => d.Code == "NL013"));
    }

    [Theory]
    [InlineData("tags: &t [*t]")]
    [InlineData("tags: &t { a: *t }")]
    [InlineData("tags: *t\nadvisories: &t [a]")]
    public void AnAliasOfWhatIsNotCompleteIsAnError(string yaml) => Assert.Equal("NL012", Assert.Single(Check(Some.Article(yaml))!.Diagnostics).Code);

    [Fact]
    public void ManyKeysAndItemsAreReadOrRefused()
    {
        Assert.Contains(Check(Some.Article(string.Join('\n', Enumerable.Range(0, 8_000).Select(n => $"k{n}: "))))!.Diagnostics, d => d.Code == "NL013");
        Assert.Equal(9_000, Check(Some.Article($"tags: [{string.Join(',', Enumerable.Range(0, 9_000))}]"))!.FrontMatter!.Tags.Count);
    }

    [Property(MaxTest = 500)]
    public void TheSlugThatAnAdviceNamesIsValid(NonEmptyString written)
    {
        var yaml = System.Text.Json.JsonSerializer.Serialize(written.Get);
        var found = Check(Some.Article("slug: " + yaml))!.Diagnostics.FirstOrDefault(d => d.Code == "NL022");
        if (found is null)
        {
            return;
        }

        var again = Check(Some.Article(found.Advice[(found.Advice.IndexOf('`', StringComparison.Ordinal) + 1)..^2]));

        Assert.Empty(again!.Diagnostics);
    }

    private static FrontMatterResult? Check(string text) => Check(Encoding.UTF8.GetBytes(text));

    private static FrontMatterResult? Check(byte[] bytes)
    {
        var (text, diagnostics) = ArticleText.Decode(bytes);
        var result = text is null ? null : FrontMatterReader.Read(text, "some-article.md", new SiteSettings { TimeZone = "Europe/Berlin" });
        var lines = text is null ? 1 : text.Count(c => c == '\n') + 1;

        foreach (var found in diagnostics.Concat(result?.Diagnostics ?? []))
        {
            Assert.Equal(DiagnosticRules.Find(found.Code)?.Severity, found.Severity);
            Assert.True(found.Message.Length > 10 && found.Message[^1] is '.' && found.Advice.Length > 10 && found.Advice[^1] is '.' or '?', found.ToString());
            Assert.True(text is null || found.Line <= lines, found.ToString());
            Assert.True(found is { Line: >= 0, Column: >= 0 });
        }

        if (result is not null)
        {
            Assert.Equal(result.Diagnostics.Any(d => d.Severity == Severity.Error), result.FrontMatter is null);
            Assert.InRange(result.BodyStart, 0, text!.Length);
            Assert.InRange(result.FrontMatter?.Title.Length ?? 1, 1, FrontMatterReader.MaxTitle);
            Assert.True(result.FrontMatter is null || result.BodyLine == text[..result.BodyStart].Count(c => c == '\n') + 1);
        }

        return result;
    }
}

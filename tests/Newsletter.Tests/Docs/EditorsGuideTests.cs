using System.Text.RegularExpressions;
using Newsletter.Articles;
using Newsletter.Storage;
using Newsletter.Tests.Publishing;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Docs;

/// <summary>The guide is true: its list of codes is the catalogue's, and every example in it is read.</summary>
public sealed partial class EditorsGuideTests
{
    private const string Begin = "<!-- codes: written by the tests (NEWSLETTER_GOLDEN=write) from the catalogue of rules -->\n";
    private const string End = "<!-- end of codes -->\n";

    /// <summary>
    /// Who reads the examples of which codes. A part that adds rules adds its reader here, or widens the range of a reader that knows more.
    /// </summary>
    private static readonly (string First, string Last, Func<string, IEnumerable<Diagnostic>> Read)[] Readers =
    [
        ("NL001", "NL057", ReadFiles),
        ("NL058", "NL058", PublishFiles),
        ("NL060", "NL061", PublishFiles),
        ("NL065", "NL066", PublishFiles),
        ("NL067", "NL067", FailOnFiles),
    ];

    private static readonly string Guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "editors.md"));

    public static TheoryData<string> Codes() => [.. Examples().Select(example => example.Code).Where(code => ReadersOf(code).Any())];

    public static TheoryData<string> Keys() => [.. FrontMatterKeys.Article];

    [Theory]
    [MemberData(nameof(Codes))]
    public void AnExampleGivesItsCodeAndNoOther(string code)
    {
        var (_, text) = Examples().Single(example => example.Code == code);
        foreach (var read in ReadersOf(code))
        {
            var found = read(text).ToList();

            Assert.Equal([code], found.Select(d => d.Code).Distinct());
            Assert.All(found, d => Assert.Equal(DiagnosticRules.Find(code)!.Severity, d.Severity));
        }
    }

    [Fact]
    public void EveryRuleHasAnExample()
    {
        var shown = Examples().Select(example => example.Code).ToHashSet();

        Assert.Equal([], DiagnosticRules.All.Select(rule => rule.Code).Where(code => !shown.Contains(code)));
    }

    [Fact]
    public void TheArticlesThatTheGuideShowsGiveNoDiagnostic()
    {
        var articles = Fences().Where(f => f.Info == "markdown article").ToList();

        Assert.NotEmpty(articles);
        Assert.All(articles, article => Assert.Empty(ReadFiles(article.Text)));
    }

    [Fact]
    public void TheListOfCodesIsTheCatalogue()
    {
        var (from, to) = (Guide.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, Guide.IndexOf(End, StringComparison.Ordinal));
        var written = GuideToCodes.Write(DiagnosticRules.All);
        if (Golden.Rewrites)
        {
            File.WriteAllText(Path.Combine(Repository.Root, "docs", "editors.md"), Guide[..from] + written + Guide[to..]);
            return;
        }

        Assert.Equal(written, Guide[from..to]);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void EveryKeyIsInTheTableOfKeys(string key) => Assert.Contains($"\n| `{key}` |", Guide, StringComparison.Ordinal);

    private static IEnumerable<Func<string, IEnumerable<Diagnostic>>> ReadersOf(string code) =>
        Readers.Where(r => string.CompareOrdinal(r.First, code) <= 0 && string.CompareOrdinal(code, r.Last) <= 0).Select(r => r.Read);

    private static IEnumerable<Diagnostic> ReadFiles(string example) => RuleExample.Files(example).SelectMany(file => ArticleReader.Read(file.Name, file.Bytes, new SiteSettings()).Diagnostics);

    private static List<Diagnostic> PublishFiles(string example) => PublishFiles(example, inbox => inbox);

    private static List<Diagnostic> FailOnFiles(string example) => PublishFiles(example, inbox => new BrokenStore(inbox, _ => true));

    private static List<Diagnostic> PublishFiles(string example, Func<IBlobStore, IBlobStore> open)
    {
        using var site = new TestSite();
        foreach (var (name, bytes) in RuleExample.Files(example))
        {
            site.Upload(name, bytes);
        }

        return [.. site.PublishAsync(through: stores => stores with { Inbox = open(stores.Inbox) }).GetAwaiter().GetResult().Outcomes.SelectMany(outcome => outcome.Diagnostics)];
    }

    private static IEnumerable<(string Code, string Text)> Examples() =>
        Fences().Where(f => f.Info.StartsWith("markdown NL", StringComparison.Ordinal)).Select(f => (f.Info[9..], f.Text));

    private static IEnumerable<(string Info, string Text)> Fences() =>
        Fence().Matches(Guide).Select(match => (match.Groups["info"].Value, match.Groups["text"].Value));

    [GeneratedRegex(@"^(?<fence>`{3,})(?<info>[^`\n]+)\n(?<text>.*?)\n\k<fence>$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}

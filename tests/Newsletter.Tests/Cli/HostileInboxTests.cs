using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Cli;

/// <summary>Everything that should never be uploaded, published at once by the command.</summary>
public sealed partial class HostileInboxTests(HostileSite site) : IClassFixture<HostileSite>
{
    private static readonly Uri Site = new("https://newsletter.example/");

    [Fact]
    public void EachUploadIsPublishedOrRefusedWithAReasonAndAdvice()
    {
        Assert.Equal(1, site.First.ExitCode);

        // How far it is, when it takes long.
        Assert.Matches(@"^(Publishing: \d+ of \d+\n)*$", site.First.Errors);
        using var json = JsonDocument.Parse(site.First.Output);
        var reports = json.RootElement.GetProperty("reports").EnumerateArray().ToDictionary(r => r.GetProperty("file").GetString()!);

        Assert.Equal(HostileInbox.Taken.Concat(HostileInbox.Refused.Keys).Order(StringComparer.Ordinal), reports.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(HostileInbox.Taken.Order(StringComparer.Ordinal), reports.Where(r => Status(r.Value) == "published").Select(r => r.Key).Order(StringComparer.Ordinal));
        Assert.All(HostileInbox.Refused, refused =>
        {
            Assert.Equal("rejected", Status(reports[refused.Key]));
            Assert.Contains(refused.Value, reports[refused.Key].GetProperty("diagnostics").EnumerateArray().Select(d => d.GetProperty("code").GetString()));
        });
        Assert.All(
            reports.Values.SelectMany(r => r.GetProperty("diagnostics").EnumerateArray()),
            diagnostic => Assert.NotEqual("", diagnostic.GetProperty("advice").GetString()));
    }

    [Fact]
    public void EachFeedKeepsAllRules()
    {
        var feeds = Keys().Where(key => FeedFile().IsMatch(key)).ToList();

        Assert.True(feeds.Count > 60, $"{feeds.Count} feeds");
        Assert.Empty(feeds.SelectMany(key => FeedRules.Check(File.ReadAllBytes(At(key)), Address(key)).Select(problem => $"{key}: {problem}")));
    }

    [Fact]
    public void EachXmlFileIsWellFormed() =>
        Assert.All(Keys().Where(key => key.EndsWith(".xml", StringComparison.Ordinal) || key.EndsWith(".opml", StringComparison.Ordinal)), key => Assert.NotNull(XDocument.Load(At(key)).Root));

    [Fact]
    public void NothingForeignRunsOrLoads() => Assert.All(Keys().Where(key => key.EndsWith(".html", StringComparison.Ordinal)), key =>
    {
        var page = new HtmlParser().ParseDocument(File.ReadAllText(At(key)));
        Assert.DoesNotContain(page.Scripts, script => script.Text.Contains("alert", StringComparison.Ordinal));
        Assert.Empty(page.QuerySelectorAll("iframe, object, embed, base, [onclick], [href^='javascript:'], [src^='javascript:']"));
    });

    [Fact]
    public void TagsThatDifferHaveAddressesThatDiffer()
    {
        var article = XDocument.Load(At("feed.xml")).Descendants("item").Single(item => item.Element("title")!.Value == "Tags");
        var tags = article.Elements("category").Select(c => c.Value).ToList();
        var page = new HtmlParser().ParseDocument(File.ReadAllText(At("explainers/tags/index.html")));
        var addresses = page.QuerySelectorAll("a[href*='/tags/']").Select(a => (Tag: a.TextContent.Trim(), Href: a.GetAttribute("href")!)).Where(a => tags.Contains(a.Tag)).Distinct().ToList();

        Assert.Subset(tags.ToHashSet(), new HashSet<string> { "C#", "C", "sci-fi", "日本", "🎬", "شرق", "C++" });
        Assert.Equal(tags.Count, addresses.Select(a => a.Href).Distinct().Count());
        Assert.All(addresses, a => Assert.True(File.Exists(At(Uri.UnescapeDataString(a.Href).TrimStart('/') + "index.html")), a.Href));
    }

    [Fact]
    public void WhatIsHiddenIsInNoSafeOutput() => Assert.All(
        Keys().Where(key => !key.StartsWith("full/", StringComparison.Ordinal) && !key.StartsWith("explainers/", StringComparison.Ordinal)),
        key => Assert.DoesNotContain("dies at dawn", File.ReadAllText(At(key)), StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void NothingIsWrittenOutsideItsFolders() =>
        Assert.Equal([".newsletter", "inbox", "public"], Directory.EnumerateFileSystemEntries(site.Folder.Path).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal));

    [Fact]
    public async Task PublishingAgainWritesNothingAndTheInboxIsAsItWas()
    {
        using var again = JsonDocument.Parse((await site.PublishAsync()).Output);
        Assert.Equal(0, again.RootElement.GetProperty("written").GetInt32());

        using var fresh = new TempFolder();
        HostileInbox.Write(fresh.At("inbox"));
        Assert.Equal(Uploads(fresh), Uploads(site.Folder));
    }

    private static IEnumerable<(string Name, string Bytes)> Uploads(TempFolder folder) =>
        Directory.EnumerateFiles(folder.At("inbox"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => (Path.GetRelativePath(folder.Path, file), Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))));

    private static string? Status(JsonElement report) => report.GetProperty("status").GetString();

    private static Uri Address(string key) => new(Site, string.Join('/', key.Split('/').Select(Uri.EscapeDataString)));

    private string At(string key) => Path.Combine(site.Folder.At("public"), key);

    private IEnumerable<string> Keys() => Directory.EnumerateFiles(At(""), "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(At(""), file)).Where(key => !key.StartsWith(".tmp", StringComparison.Ordinal));

    [GeneratedRegex(@"(^|/)(feed\.xml|atom\.xml|feed\.json|feeds\.opml)$")]
    private static partial Regex FeedFile();
}

/// <summary>The hostile inbox, published once for all tests that look at it.</summary>
public sealed class HostileSite : IAsyncLifetime, IDisposable
{
    public TempFolder Folder { get; } = new();

    public ChildResult First { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        HostileInbox.Write(Folder.At("inbox"));
        First = await PublishAsync("--report-all");
    }

    public Task<ChildResult> PublishAsync(params string[] options) => ChildProcess.RunAsync(
        "dotnet", [DocumentedCommandsTests.CliPath, "publish", "inbox", "--json", .. options], new() { Folder = Folder.Path });

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => Folder.Dispose();
}

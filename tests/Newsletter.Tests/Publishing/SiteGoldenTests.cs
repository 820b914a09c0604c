using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Newsletter.Digests;
using Newsletter.Publishing;
using Newsletter.Site;
using Newsletter.Spoilers;
using Newsletter.Templates;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Publishing;

/// <summary>
/// Whole articles and all that becomes of them: <c>tests/golden/site/{case}/article.md</c> with the files that it needs beside it, its page, its item
/// in the safe feed and in the full one, the digest that it is in, and what its editor is told. Of a refused article there is the report alone.
/// </summary>
public sealed partial class SiteGoldenTests
{
    private const string Topic = "site";

    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";

    public static TheoryData<string> Cases => Golden.Cases(Topic);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task AnArticleBecomesWhatWeShowed(string name)
    {
        using var site = new TestSite();
        foreach (var file in Directory.GetFiles(Golden.PathOf(Topic, name, "")).Where(f => Path.GetExtension(f) is ".md" or ".svg"))
        {
            site.Upload(Path.GetFileName(file), await File.ReadAllBytesAsync(file));
        }

        await site.PublishAsync(new() { ReportAll = true });

        var outputs = await OutputsAsync(site);
        Assert.All(outputs, output => Golden.Matches(Topic, name, output.File, Encoding.UTF8.GetBytes(AssetHash().Replace(output.Text, "$1.hash.$2"))));
        Assert.Equal(
            Directory.GetFiles(Golden.PathOf(Topic, name, "")).Select(f => Path.GetFileName(f)).Where(f => Path.GetExtension(f) is not (".md" or ".svg")).Order(StringComparer.Ordinal),
            outputs.Select(output => output.File).Order(StringComparer.Ordinal));
    }

    private static async Task<IReadOnlyList<(string File, string Text)>> OutputsAsync(TestSite site)
    {
        var outputs = new List<(string, string)> { ("report.html", site.Report("article.md.html")), ("report.json", site.Report("article.md.json")) };
        if (site.Published().Keys.FirstOrDefault(k => k.StartsWith("explainers/", StringComparison.Ordinal)) is not { } page)
        {
            return outputs;
        }

        var digest = await DigestAsync(site);
        return
        [
            .. outputs,
            ("page.html", site.Read(page)),
            ("feed-item.xml", Item(site.Read("feed.xml"))),
            ("full-feed-item.xml", Item(site.Read("full/feed.xml"))),
            ("digest.html", digest.Html),
            ("digest.txt", $"Subject: {digest.Subject}\nPreview: {digest.Preheader}\n\n{digest.Text}"),
        ];
    }

    /// <summary>The only item of an RSS feed, its text as its reader gets it.</summary>
    private static string Item(string rss)
    {
        var item = XDocument.Parse(rss).Descendants("item").Single();
        var content = item.Element(Content + "encoded")!;
        var text = content.Value;
        content.Remove();
        return $"{item}\n\n{text}\n";
    }

    private static async Task<ComposedDigest> DigestAsync(TestSite site)
    {
        using var storage = site.Open();
        var stores = new Stores(storage.Inbox, storage.Web, storage.Reports, storage.State, storage.Catalogue);
        var composer = new DigestComposer(stores.Catalogue(site.Settings), new OutputRenderer(site.Settings, TemplateSources.Default), site.Settings);
        var links = new DigestLinks(new("https://site.example/unsubscribe/?t=token"), new("https://site.example/preferences/?t=token"));
        var (from, until) = (new DateTimeOffset(2020, 3, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2020, 3, 8, 0, 0, 0, TimeSpan.Zero));
        return (await composer.ComposeAsync(DigestCadence.Weekly, from, until, Tolerance.None, links, CancellationToken.None))!;
    }

    /// <summary>Hashes of the style sheet and the script change with every touch of them, and are no business of these cases.</summary>
    [GeneratedRegex(@"(assets/(?:site|icon))\.[0-9a-f]{10}\.(css|js|svg)")]
    private static partial Regex AssetHash();
}

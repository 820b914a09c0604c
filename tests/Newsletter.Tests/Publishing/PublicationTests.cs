using Newsletter.Publishing;
using Newsletter.Templates;

namespace Newsletter.Tests.Publishing;

public sealed class PublicationTests
{
    [Fact]
    public async Task AnUploadBecomesPageListsFeedsAndSitemap()
    {
        using var site = new TestSite();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained"));

        var result = await site.PublishAsync();

        Assert.Equal(1, result.Counts[IngestStatus.Published]);
        Assert.Contains("He dies at dawn.", site.Read("explainers/nosferatu/index.html"));
        foreach (var key in new[]
        {
            "index.html", "feed.xml", "atom.xml", "feed.json", "full/feed.xml", "tags/horror/index.html", "tags/horror/atom.xml", "full/tags/horror/feed.json",
            "sections/explainers/index.html", "archive/index.html", "archive/2026/11/index.html", "archive/2026/11/feed.xml", "tags/horror/2026/index.html",
            "sitemap.xml", "sitemap-2026-11.xml", "sitemap-lists.xml", "feeds/index.html", "feeds.opml", "robots.txt", "404.html",
        })
        {
            Assert.True(site.Has(key), key);
        }
    }

    [Fact]
    public async Task NothingBelowTheBoundaryIsInASafeOutput()
    {
        using var site = new TestSite();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained"));

        await site.PublishAsync();

        Assert.DoesNotContain(site.SafeOutputs(), o => o.Text.Contains("dawn", StringComparison.Ordinal) || o.Text.Contains("How it ends", StringComparison.Ordinal));
        Assert.Contains("dawn", site.Read("full/feed.xml"));
    }

    [Fact]
    public async Task PublishingAgainWritesNothing()
    {
        using var site = new TestSite();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained"));
        await site.PublishAsync();

        var again = await site.PublishAsync();
        var rebuilt = await site.PublishAsync(new() { Rebuild = true });

        Assert.Equal((0, 0), (again.Written, again.Unchanged));
        Assert.Equal(0, rebuilt.Written);
        Assert.True(rebuilt.Unchanged > 20);
    }

    [Fact]
    public async Task TheSameBytesSavedAgainChangeNothing()
    {
        using var site = new TestSite();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained"));
        await site.PublishAsync();
        var before = site.Published();
        site.Clock.Advance(TimeSpan.FromDays(1));
        File.SetLastWriteTimeUtc(Path.Combine(site.Inbox, "nosferatu.md"), DateTime.UnixEpoch.AddYears(60));

        var again = await site.PublishAsync();

        Assert.Equal(1, again.Counts[IngestStatus.Unchanged]);
        Assert.Equal(0, again.Written);
        Assert.Equal(before, site.Published());
    }

    [Fact]
    public async Task AChangedUploadKeepsItsIdAndMovesUpdated()
    {
        using var site = new TestSite();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained"));
        await site.PublishAsync();
        site.Clock.Advance(TimeSpan.FromDays(2));
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu at Last, Explained").Replace("2026-11-01", "2026-10-01", StringComparison.Ordinal));

        await site.PublishAsync();

        var atom = site.Read("atom.xml");
        Assert.Contains("<id>tag:site.example,2026:nosferatu</id>", atom);
        Assert.Contains("Nosferatu at Last, Explained", atom);
        Assert.Contains("<updated>2026-11-22T09:00:00Z</updated>", atom);
        Assert.DoesNotContain("nosferatu", site.Read("archive/2026/11/feed.xml"));
        Assert.Contains("nosferatu", site.Read("archive/2026/10/feed.xml"));
    }

    [Fact]
    public async Task AnotherSlugLeavesAStubThatPointsOn()
    {
        using var site = new TestSite();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained"));
        await site.PublishAsync();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained", more: "slug: count-orlok"));

        await site.PublishAsync();

        Assert.Contains("/explainers/count-orlok/", site.Read("explainers/nosferatu/index.html"));
        Assert.DoesNotContain("dawn", site.Read("explainers/nosferatu/index.html"));
        Assert.Contains("dawn", site.Read("explainers/count-orlok/index.html"));
        Assert.Contains("<id>tag:site.example,2026:nosferatu</id>", site.Read("atom.xml"));
        Assert.DoesNotContain("explainers/nosferatu/", site.Read("sitemap-2026-11.xml"));
    }

    [Fact]
    public async Task ATitleThatWasAwaitedIsLinkedOnceItIsOut()
    {
        using var site = new TestSite();
        site.Upload("hamlet.md", TestSite.Article("Hamlet, Explained", end: "Read More in Explainers: Faust | [Medea](medea.md)"));
        site.Upload("other.md", TestSite.Article("Other, Explained"));
        await site.PublishAsync();
        Assert.DoesNotContain("explainers/faust/", site.Read("explainers/hamlet/index.html"));
        site.Upload("faust.md", TestSite.Article("Faust, Explained").Replace("2026-11-01", "2026-11-02", StringComparison.Ordinal));

        var result = await site.PublishAsync();

        Assert.Contains("explainers/faust/", site.Read("explainers/hamlet/index.html"));
        Assert.Contains("explainers/faust/", site.Read("feed.xml"));
        Assert.DoesNotContain("explainers/other/index.html", result.Keys);
        Assert.DoesNotContain("404.html", result.Keys);

        site.Remove("faust.md");
        await site.PublishAsync();
        Assert.DoesNotContain("explainers/faust/", site.Read("explainers/hamlet/index.html"));
    }

    [Fact]
    public async Task ARejectedVersionLeavesTheLastGoodOneUp()
    {
        using var site = new TestSite();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained"));
        await site.PublishAsync();
        var before = site.Published();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained", hidden: "::: spoiler ending\nnever closed"));

        var result = await site.PublishAsync();

        Assert.Equal(1, result.Counts[IngestStatus.Rejected]);
        Assert.Equal(before, site.Published());
        Assert.Contains("NL030", site.Report("nosferatu.md.html"));
        Assert.Contains("\"code\": \"NL030\"", site.Report("nosferatu.md.json"));
    }

    [Fact]
    public async Task TwoFilesOfOneSlugNeverReplaceEachOther()
    {
        using var site = new TestSite();
        site.Upload("a.md", TestSite.Article("First", more: "slug: same"));
        site.Upload("b.md", TestSite.Article("Second", more: "slug: same"));

        var result = await site.PublishAsync();

        Assert.Contains("First", site.Read("explainers/same/index.html"));
        Assert.Equal("NL060", Assert.Single(Assert.Single(result.Outcomes, o => o.Name == "b.md").Diagnostics, d => d.Code == "NL060").Code);

        site.Remove("a.md");
        var next = await site.PublishAsync();
        Assert.Equal(1, next.Counts[IngestStatus.Published]);
        Assert.Contains("Second", site.Read("explainers/same/index.html"));
        Assert.DoesNotContain("First", site.Read("feed.xml"));
    }

    [Fact]
    public async Task AFileThatGetsAnotherNameIsNoProblem()
    {
        using var site = new TestSite();
        site.Upload("a.md", TestSite.Article("First", more: "slug: same"));
        await site.PublishAsync();
        site.Remove("a.md");
        site.Upload("b.md", TestSite.Article("First", more: "slug: same"));

        var result = await site.PublishAsync();

        Assert.False(result.Counts.ContainsKey(IngestStatus.Rejected));
        Assert.DoesNotContain(result.Outcomes, o => o.Diagnostics.Any(d => d.Code == "NL060"));
        Assert.Contains("First", site.Read("explainers/same/index.html"));
    }

    [Fact]
    public async Task APictureArrivesBeforeOrAfterItsArticle()
    {
        using var site = new TestSite();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained", lead: "Look: ![A castle](castle.svg)", more: "image: { src: castle.svg, alt: A castle, spoiler: false }"));
        await site.PublishAsync();
        Assert.DoesNotContain("<img", site.Read("explainers/nosferatu/index.html"));
        site.Upload("castle.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 480\"/>");

        await site.PublishAsync();

        Assert.Contains("width=\"640\" height=\"480\"", site.Read("explainers/nosferatu/index.html"));
        Assert.Contains("<enclosure", site.Read("feed.xml"));
    }

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"https://tracker.example/x.png\"/></svg>")]
    [InlineData("not an svg at all <")]
    public async Task APictureThatRunsIsRefused(string svg)
    {
        using var site = new TestSite();
        site.Upload("castle.svg", svg);

        var result = await site.PublishAsync();

        Assert.Equal(1, result.Counts[IngestStatus.Rejected]);
        Assert.DoesNotContain(site.Published(), f => f.Key.StartsWith("assets/castle", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnEmptyInboxIsASiteAllTheSame()
    {
        using var site = new TestSite();

        await site.PublishAsync();

        Assert.True(site.Has("index.html"));
        Assert.True(site.Has("feed.xml"));
    }

    [Fact]
    public async Task AChangedSettingRendersEverythingAnew()
    {
        using var first = new TestSite();
        first.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained"));
        await first.PublishAsync();
        using var storage = first.Open();
        var renamed = first.Settings with { Title = "Another Name" };

        await new Publication(new(storage.Inbox, storage.Web, storage.Reports, storage.State, storage.Catalogue), renamed, TemplateSources.Default, first.Clock)
            .RunAsync(new(), _ => { }, CancellationToken.None);

        Assert.Contains("Another Name", first.Read("explainers/nosferatu/index.html"));
        Assert.Contains("Another Name", first.Read("feed.xml"));
    }
}

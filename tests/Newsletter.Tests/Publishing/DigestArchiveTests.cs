using AngleSharp.Html.Parser;
using Newsletter.Digests;
using Newsletter.Spoilers;
using Newsletter.Tests.Digests;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Publishing;

/// <summary>The copies of digests on the site: of each week one, for everybody.</summary>
public sealed class DigestArchiveTests : IDisposable
{
    private readonly TestSite site = new() { Settings = TestSite.WithMail };

    [Fact]
    public async Task EachWeeksArticlesStandUnderTheMondayAfterThem()
    {
        Upload("early", "2026-10-26T00:00:00Z");
        Upload("late", "2026-11-01T23:59:59Z");
        Upload("next", "2026-11-02");
        Upload("quiet", "2026-10-28", "email: false");
        await site.PublishAsync();

        Assert.Equal(["digests/2026-11-02/index.html", "digests/2026-11-09/index.html", "digests/index.html"], site.Published().Keys.Where(key => key.StartsWith("digests/", StringComparison.Ordinal)));
        Assert.Equal(["/explainers/late/", "/explainers/early/"], Entries("digests/2026-11-02/index.html"));
        Assert.Equal(["/explainers/next/"], Entries("digests/2026-11-09/index.html"));
        Assert.Contains("href=\"/digests/2026-11-09/\" rel=\"next\"", site.Read("digests/2026-11-02/index.html"), StringComparison.Ordinal);
        Assert.Contains("href=\"/digests/2026-11-02/\" rel=\"prev\"", site.Read("digests/2026-11-09/index.html"), StringComparison.Ordinal);
        Assert.Contains("/digests/", site.Read("archive/index.html"), StringComparison.Ordinal);
        Assert.Contains("https://site.example/digests/", site.Read("sitemap-lists.xml"), StringComparison.Ordinal);
        Assert.All(site.Published().Where(file => file.Key.StartsWith("digests/", StringComparison.Ordinal)), file =>
        {
            Assert.DoesNotContain("He dies at dawn", file.Value, StringComparison.Ordinal);
            Assert.DoesNotContain("?t=", file.Value, StringComparison.Ordinal);
        });
        Assert.Empty(await WebTools.ValidateHtmlAsync([Path.Combine(site.Web, "digests/index.html"), Path.Combine(site.Web, "digests/2026-11-02/index.html")]));
    }

    [Fact]
    public async Task OnlyTheWeeksThatAChangeTouchesAreWritten()
    {
        Upload("one", "2026-10-12");
        Upload("two", "2026-10-20");
        Upload("three", "2026-11-03");
        await site.PublishAsync();
        var before = Written();

        Upload("four", "2026-10-21");
        await site.PublishAsync();
        Assert.Equal(["digests/2026-10-26/index.html"], Written().Except(before).Select(file => file.Key));

        // A new week changes the index, and those beside it.
        before = Written();
        Upload("five", "2026-10-28");
        await site.PublishAsync();
        Assert.Equal(
            ["digests/2026-10-26/index.html", "digests/2026-11-02/index.html", "digests/2026-11-09/index.html", "digests/index.html"],
            Written().Except(before).Select(file => file.Key).Order(StringComparer.Ordinal));

        before = Written();
        site.Remove("one.md");
        await site.PublishAsync();
        Assert.Empty(Entries("digests/2026-10-19/index.html"));
        Assert.DoesNotContain("2026-10-19", site.Read("digests/index.html"), StringComparison.Ordinal);
        Assert.Equal(
            ["digests/2026-10-19/index.html", "digests/2026-10-26/index.html", "digests/index.html"],
            Written().Except(before).Select(file => file.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AMailLeadsToTheDigestWithItsNewestArticle()
    {
        Upload("early", "2026-11-05");
        Upload("late", "2026-11-12");
        await site.PublishAsync();

        var digest = await DigestOf.ComposeAsync(site, Tolerance.None);

        Assert.Contains("https://site.example/digests/2026-11-16/", digest.Html, StringComparison.Ordinal);
        Assert.Contains("https://site.example/digests/2026-11-16/", digest.Text, StringComparison.Ordinal);
        Assert.Equal("https://site.example/digests/", MailIdentity.Of(site.Settings).Archive.AbsoluteUri);
        Assert.True(site.Has("digests/2026-11-16/index.html"));
    }

    [Fact]
    public async Task ASiteWithoutMailHasNone()
    {
        using var quiet = new TestSite();
        quiet.Upload("one.md", TestSite.Article("One"));
        await quiet.PublishAsync();

        Assert.DoesNotContain(quiet.Published().Keys, key => key.StartsWith("digests/", StringComparison.Ordinal));
        Assert.DoesNotContain("digests", quiet.Read("archive/index.html"), StringComparison.Ordinal);
    }

    public void Dispose() => site.Dispose();

    private void Upload(string slug, string published, string more = "") =>
        site.Upload(slug + ".md", TestSite.Article($"{slug}, Explained", more: more).Replace("2026-11-01T09:00:00Z", published, StringComparison.Ordinal).Replace("---\ntitle", $"---\nslug: {slug}\ntitle", StringComparison.Ordinal));

    private List<KeyValuePair<string, string>> Written() => [.. site.Published().Where(file => file.Key.StartsWith("digests/", StringComparison.Ordinal))];

    private List<string?> Entries(string key) => [.. new HtmlParser().ParseDocument(site.Read(key)).QuerySelectorAll(".entry h2 a").Select(link => link.GetAttribute("href"))];
}

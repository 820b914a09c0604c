using Newsletter.Publishing;

namespace Newsletter.Tests.Publishing;

/// <summary>A slip stops its article before anything of it is written.</summary>
public sealed class LeakGateTests
{
    private const string Slip = "image: { src: a.jpg, alt: In the end he dies at dawn }";

    private const string Hidden = "In the end he dies at dawn, all alone.";

    [Fact]
    public async Task TheLastGoodVersionStaysUpToTheByte()
    {
        using var site = new TestSite();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained", hidden: Hidden));
        await site.PublishAsync();
        var before = site.Published();

        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained", lead: "A new lead.", hidden: Hidden, more: Slip));
        var result = await site.PublishAsync();

        Assert.Equal(before, site.Published());
        var outcome = Assert.Single(result.Outcomes);
        Assert.Equal(IngestStatus.Rejected, outcome.Status);
        var found = Assert.Single(outcome.Diagnostics);
        Assert.Equal(("NL052", 7, 27), (found.Code, found.Line, found.Column));
        Assert.Contains("hidden in line 15 stand in the description of the picture: \"In the end he dies at dawn\"", found.Message, StringComparison.Ordinal);
        Assert.Contains("NL052", site.Report("nosferatu.md.html"), StringComparison.Ordinal);
        Assert.Contains("In the end he dies at dawn", site.Report("nosferatu.md.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ANewArticleWithASlipLeavesNothingAndOthersArePublished()
    {
        using var site = new TestSite();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained", hidden: Hidden, more: Slip));
        site.Upload("faust.md", TestSite.Article("Faust, Explained"));

        var result = await site.PublishAsync();

        Assert.Equal(1, result.Counts[IngestStatus.Rejected]);
        Assert.True(site.Has("explainers/faust/index.html"));
        Assert.False(site.Has("explainers/nosferatu/index.html"));
        Assert.DoesNotContain(site.Published(), f => f.Value.Contains("dies at dawn, all alone", StringComparison.Ordinal) || f.Value.Contains("Nosferatu", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnAllowedSlipIsPublishedAndTheReportSaysWhy()
    {
        using var site = new TestSite();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained", hidden: Hidden, more: Slip + "\nallow_leak: [\"NL052: it is the poster's own line\"]"));

        var result = await site.PublishAsync();

        Assert.Equal(1, result.Counts[IngestStatus.Published]);
        Assert.Contains("it is the poster&#39;s own line", site.Report("nosferatu.md.html"), StringComparison.Ordinal);
    }
}

using Newsletter.Publishing;

namespace Newsletter.Tests.Publishing;

/// <summary>Articles in the inbox that are not to come out yet: until their date, or as long as they are drafts.</summary>
public class HeldBackTests
{
    [Fact]
    public async Task AScheduledArticleWaitsForItsDate()
    {
        using var site = new TestSite();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained").Replace("2026-11-01", "2026-12-01", StringComparison.Ordinal));

        var first = await site.PublishAsync();

        Assert.Equal(1, first.Counts[IngestStatus.Scheduled]);
        Assert.DoesNotContain(site.Published(), f => f.Value.Contains("Nosferatu", StringComparison.Ordinal));

        site.Clock.Advance(TimeSpan.FromDays(12));
        var second = await site.PublishAsync();

        Assert.Equal(1, second.Counts[IngestStatus.Published]);
        Assert.Contains("Nosferatu", site.Read("feed.xml"));
        Assert.True(site.Has("explainers/nosferatu/index.html"));
    }

    [Fact]
    public async Task OfADraftNothingIsPublishedUntilItIsNone()
    {
        using var site = new TestSite();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained", more: "draft: true"));

        var first = await site.PublishAsync();

        Assert.Equal(1, first.Counts[IngestStatus.Draft]);
        Assert.DoesNotContain(site.Published(), f => f.Value.Contains("Nosferatu", StringComparison.Ordinal));
        Assert.Equal(IngestStatus.Unchanged, Assert.Single((await site.PublishAsync()).Counts.Keys.DefaultIfEmpty(IngestStatus.Unchanged)));

        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained"));
        await site.PublishAsync();
        Assert.Contains("Nosferatu", site.Read("feed.xml"));
    }

    [Fact]
    public async Task WhatIsOutStaysAsItIsWhileTheNextVersionIsADraft()
    {
        using var site = new TestSite();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained"));
        await site.PublishAsync();
        var before = site.Published();
        site.Upload("nosferatu.md", TestSite.Article("Orlok, Explained", more: "draft: true"));

        var second = await site.PublishAsync();

        Assert.Equal((1, 0), (second.Counts[IngestStatus.Draft], second.Written));
        Assert.Equal(before, site.Published());
        Assert.Equal(1, (await site.PublishAsync(new() { Rebuild = true, RemembersKeys = true })).Counts[IngestStatus.Draft]);
        Assert.Equal(before, site.Published());

        site.Upload("nosferatu.md", TestSite.Article("Orlok, Explained"));
        await site.PublishAsync();
        Assert.Contains("Orlok", site.Read("feed.xml"));
        Assert.Contains("<id>tag:site.example,2026:nosferatu</id>", site.Read("atom.xml"));
    }

    [Fact]
    public async Task WhatWaitsForItsDateDoesNotComeOutAsADraft()
    {
        using var site = new TestSite();
        var scheduled = TestSite.Article("Nosferatu, Explained").Replace("2026-11-01", "2026-12-01", StringComparison.Ordinal);
        site.Upload("nosferatu.md", scheduled);
        await site.PublishAsync();
        site.Upload("nosferatu.md", scheduled.Replace("summary:", "draft: true\nsummary:", StringComparison.Ordinal));
        await site.PublishAsync();

        site.Clock.Advance(TimeSpan.FromDays(40));
        await site.PublishAsync();
        Assert.False(site.Has("explainers/nosferatu/index.html"));

        site.Upload("nosferatu.md", scheduled);
        await site.PublishAsync();
        Assert.True(site.Has("explainers/nosferatu/index.html"));
    }
}

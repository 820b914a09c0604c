using Newsletter.Publishing;

namespace Newsletter.Tests.Publishing;

public sealed class RetractionTests
{
    [Fact]
    public async Task ARemovedFileIsRetractedEverywhere()
    {
        using var site = new TestSite();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained"));
        site.Upload("faust.md", TestSite.Article("Faust, Explained"));
        await site.PublishAsync();
        site.Remove("nosferatu.md");

        var result = await site.PublishAsync();

        Assert.Equal(1, result.Counts[IngestStatus.Retracted]);
        Assert.DoesNotContain("dawn", site.Read("explainers/nosferatu/index.html"));
        Assert.Contains("Taken back", site.Read("explainers/nosferatu/index.html"));
        Assert.Contains("deleted-entry", site.Read("atom.xml"));
        Assert.DoesNotContain("Nosferatu", site.Read("feed.xml"));
        Assert.DoesNotContain("explainers/nosferatu/", site.Read("tags/horror/index.html"));

        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained"));
        await site.PublishAsync();
        Assert.Contains("<id>tag:site.example,2026:nosferatu</id>", site.Read("atom.xml"));
    }

    [Fact]
    public async Task MostOfTheInboxVanishingIsRefused()
    {
        using var site = new TestSite();
        for (var i = 0; i < 8; i++)
        {
            site.Upload($"a{i}.md", TestSite.Article($"Story {i}"));
        }

        await site.PublishAsync();
        for (var i = 0; i < 8; i++)
        {
            site.Remove($"a{i}.md");
        }

        await Assert.ThrowsAsync<MassRetractionException>(() => site.PublishAsync(new()));
        Assert.Contains("Story 1", site.Read("feed.xml"));
    }

    [Fact]
    public async Task AnArticleTakenBackByCommandStaysSoUntilItsFileChangesAndItsFileIsLeftAlone()
    {
        using var site = new TestSite();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained"));
        await site.PublishAsync();
        var file = File.ReadAllText(Path.Combine(site.Inbox, "nosferatu.md"));

        await site.WithdrawAsync("nosferatu.md");
        await site.PublishAsync();
        await site.PublishAsync(new() { Rebuild = true });

        Assert.Contains("Taken back", site.Read("explainers/nosferatu/index.html"));
        Assert.DoesNotContain("Nosferatu", site.Read("feed.xml"));
        Assert.Contains("\"status\": \"retracted\"", site.Report("nosferatu.md.json"));
        Assert.Equal(file, File.ReadAllText(Path.Combine(site.Inbox, "nosferatu.md")));

        site.Upload("nosferatu.md", TestSite.Article("Nosferatu at Last, Explained"));
        await site.PublishAsync();
        Assert.Contains("<id>tag:site.example,2026:nosferatu</id>", site.Read("atom.xml"));
        Assert.DoesNotContain("deleted-entry", site.Read("atom.xml"));
    }

    [Fact]
    public async Task AnEditorWhoSavesAFileThatWasTakenBackIsToldSo()
    {
        using var site = new TestSite();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained"));
        await site.PublishAsync();
        await site.WithdrawAsync("nosferatu.md");
        File.SetLastWriteTimeUtc(Path.Combine(site.Inbox, "nosferatu.md"), DateTime.UnixEpoch.AddYears(60));

        var result = await site.PublishAsync(new() { ReportAll = true });

        Assert.Equal(IngestStatus.Retracted, Assert.Single(result.Outcomes).Status);
        Assert.Contains("\"status\": \"retracted\"", site.Report("nosferatu.md.json"));
    }

    [Fact]
    public async Task AnArticleThatIsRestoredIsAsItWas()
    {
        using var site = new TestSite();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained"));
        site.Upload("hamlet.md", TestSite.Article("Hamlet, Explained", end: "Read More in Explainers: Nosferatu"));
        await site.PublishAsync();
        var before = site.Published();

        await site.WithdrawAsync("nosferatu.md");
        await site.PublishAsync();
        Assert.NotEqual(before, site.Published());
        await site.RestoreAsync("nosferatu.md");
        await site.PublishAsync();

        Assert.Equal(before, site.Published());
        Assert.Contains("\"status\": \"published\"", site.Report("nosferatu.md.json"));
    }

    [Fact]
    public async Task AScheduledArticleThatWasTakenBackDoesNotComeOut()
    {
        using var site = new TestSite();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained").Replace("2026-11-01", "2026-12-01", StringComparison.Ordinal));
        await site.PublishAsync();
        await site.WithdrawAsync("nosferatu.md");
        site.Clock.Advance(TimeSpan.FromDays(12));

        await site.PublishAsync();

        Assert.DoesNotContain("Nosferatu", site.Read("feed.xml"));
    }
}

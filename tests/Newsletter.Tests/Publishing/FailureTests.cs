using Newsletter.Catalogue;
using Newsletter.Publishing;
using Newsletter.Storage;
using Newsletter.Storage.Local;
using Newsletter.Templates;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Publishing;

/// <summary>A fault over one file is its editor's to read about, and nobody else's to wait for.</summary>
public sealed class FailureTests : IDisposable
{
    private readonly TestSite site = new();
    private readonly TempFolder templates = new();

    [Theory]
    [InlineData("bad.md")]
    [InlineData("bad.png")]
    public async Task AFileThatTheProgramFailsOnIsReportedAndTheOthersArePublished(string name)
    {
        site.Upload("good.md", TestSite.Article("Good, Explained"));
        site.Upload(name, TestSite.Article("Bad, Explained"));

        var result = await PublishAsync(isBroken: file => file == name);

        Assert.Equal("NL067", Assert.Single(Assert.Single(result.Outcomes, outcome => outcome.Name == name).Diagnostics).Code);
        Assert.Contains("NL067", site.Report(name + ".json"), StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException", site.Report(name + ".html"), StringComparison.Ordinal);
        Assert.True(site.Has("explainers/good/index.html"));
    }

    [Fact]
    public async Task WhatFailedIsTriedAgainAndItsLastGoodVersionStays()
    {
        site.Upload("bad.md", TestSite.Article("Bad, Explained"));
        await PublishAsync();
        site.Upload("bad.md", TestSite.Article("Bad, Explained", lead: "Second."));
        await PublishAsync(isBroken: _ => true);
        Assert.Contains("The lead.", site.Read("explainers/bad/index.html"), StringComparison.Ordinal);
        Assert.NotEmpty(await ProblemsAsync("bad.md"));

        var result = await PublishAsync();

        Assert.Equal(1, result.Counts[IngestStatus.Published]);
        Assert.Contains("Second.", site.Read("explainers/bad/index.html"), StringComparison.Ordinal);
        Assert.Empty(await ProblemsAsync("bad.md"));
    }

    [Fact]
    public async Task APageThatATemplateFailsOnIsReportedAndAllElseIsPublished()
    {
        site.Upload("bad.md", TestSite.Article("Bad, Explained", more: "lang: de"));
        site.Upload("good.md", TestSite.Article("Good, Explained"));
        FailOnGerman();

        await Assert.ThrowsAsync<TemplateException>(() => PublishAsync(Templates));

        Assert.False(site.Has("explainers/bad/index.html"));
        Assert.True(site.Has("explainers/good/index.html"));
        Assert.Contains("Good, Explained", site.Read("feed.xml"), StringComparison.Ordinal);
        Assert.Contains("NL067", site.Report("bad.md.json"), StringComparison.Ordinal);
        Assert.Equal("NL067", Assert.Single(await ProblemsAsync("bad.md")));

        await Assert.ThrowsAsync<TemplateException>(() => PublishAsync(Templates));
        await PublishAsync();
        Assert.True(site.Has("explainers/bad/index.html"));
        Assert.Empty(await ProblemsAsync("bad.md"));
        Assert.Contains("\"status\": \"published\"", site.Report("bad.md.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWorkerThatFailsOnAnUploadReportsItAndTheSweepTakesItWhenItCan()
    {
        using var storage = site.Open();
        site.Upload("bad.md", TestSite.Article("Bad, Explained"));

        var outcome = await Operations(storage, TemplateSources.Default, _ => true).IngestAsync("bad.md", default);

        Assert.Equal(IngestStatus.Rejected, outcome!.Status);
        Assert.Contains("NL067", site.Report("bad.md.json"), StringComparison.Ordinal);
        await Operations(storage, TemplateSources.Default, _ => false).SweepAsync(default);
        Assert.True(site.Has("explainers/bad/index.html"));
        Assert.Contains("\"status\": \"published\"", site.Report("bad.md.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("folder/bad. ", 1)]
    [InlineData(".hidden.md", 0)]
    public async Task AnUploadOfANameThatCannotBeTakenIsRefusedWithoutAQuestionToTheInbox(string name, int outcomes)
    {
        using var storage = site.Open();

        var outcome = await Operations(storage, TemplateSources.Default, _ => true).IngestAsync(name, default);

        Assert.Equal(outcomes, outcome is null ? 0 : 1);
        Assert.Equal(outcomes, await storage.Reports.ListAsync("", default).Where(report => report.Name.EndsWith(".json", StringComparison.Ordinal)).CountAsync());
    }

    [Theory]
    [InlineData("notes.docx", true)]
    [InlineData("sedQXvT0a", false)]
    public async Task OfAFileOfNoUseThatIsGoneAlreadyNothingIsTold(string name, bool isThere)
    {
        using var storage = site.Open();
        if (isThere)
        {
            site.Upload(name, "what a program wrote");
        }

        var outcome = await Operations(storage, TemplateSources.Default, _ => false).IngestAsync(name, default);

        Assert.Equal(isThere ? IngestStatus.Rejected : null, outcome?.Status);
    }

    [Fact]
    public async Task AWorkerThatFailsToKeepAnUploadReportsItAndTheSweepTakesItWhenItCan()
    {
        using var storage = site.Open();
        site.Upload("bad.md", TestSite.Article("Bad, Explained"));
        var stores = Stores(storage, _ => false) with { State = new BrokenStore(storage.State, _ => true) };
        var failing = new SiteOperations(stores, storage.Publish, site.Settings, TemplateSources.Default, site.Clock);

        await Assert.ThrowsAsync<InvalidOperationException>(() => failing.IngestAsync("bad.md", default));

        Assert.Contains("NL067", site.Report("bad.md.json"), StringComparison.Ordinal);
        Assert.Equal("NL067", Assert.Single(await ProblemsAsync("bad.md")));
        await Operations(storage, TemplateSources.Default, _ => false).SweepAsync(default);
        Assert.True(site.Has("explainers/bad/index.html"));
    }

    [Fact]
    public async Task AMessageThatWasGivenUpLeavesAReportAndGoesWhenTheSweepHasDoneWhatItAskedFor()
    {
        using var storage = site.Open(site.Clock);
        site.Upload("bad.md", TestSite.Article("Bad, Explained", more: "lang: de"));
        FailOnGerman();
        var failing = Operations(storage, Templates, _ => false);
        await failing.IngestAsync("bad.md", default);
        await WorkOffAsync(storage, failing);

        Assert.Contains("NL067", site.Report("bad.md.json"), StringComparison.Ordinal);
        await Assert.ThrowsAsync<TemplateException>(() => failing.SweepAsync(default));
        Assert.Single(await storage.Publish.ListPoisonAsync(default).ToListAsync());

        await Operations(storage, TemplateSources.Default, _ => false).SweepAsync(default);
        Assert.True(site.Has("explainers/bad/index.html"));
        Assert.Empty(await storage.Publish.ListPoisonAsync(default).ToListAsync());
        Assert.Empty(await ProblemsAsync("bad.md"));
    }

    private TemplateSources Templates => TemplateSources.Overriding(templates.Path);

    /// <summary>A template that runs into its limit, on some articles only.</summary>
    private void FailOnGerman() => templates.Write(
        "web/article.html",
        "{{ if page.language == \"de\" }}{{ for i in 1..10000000 }}x{{ end }}{{ end }}" + File.ReadAllText(Repository.At("templates/web/article.html")));

    private async Task<PublicationResult> PublishAsync(TemplateSources? sources = null, Predicate<string>? isBroken = null)
    {
        using var storage = site.Open();
        return await new Publication(Stores(storage, isBroken ?? (_ => false)), site.Settings, sources ?? TemplateSources.Default, site.Clock)
            .RunAsync(new() { ReportAll = true }, _ => { }, default);
    }

    private SiteOperations Operations(LocalStorage storage, TemplateSources sources, Predicate<string> isBroken) =>
        new(Stores(storage, isBroken), storage.Publish, site.Settings, sources, site.Clock);

    private static Stores Stores(LocalStorage storage, Predicate<string> isBroken) =>
        new(new BrokenStore(storage.Inbox, isBroken), storage.Web, storage.Reports, storage.State, storage.Catalogue);

    private async Task<IReadOnlyList<string>> ProblemsAsync(string name)
    {
        using var storage = site.Open();
        var source = await new ArticleCatalogue(storage.Catalogue, storage.State, site.Settings).SourceAsync(name, default);
        return [.. source!.Problems.Select(problem => problem.Code)];
    }

    /// <summary>As a host does it: a message whose call fails comes again, until the queue gives it up.</summary>
    private async Task WorkOffAsync(LocalStorage storage, SiteOperations failing)
    {
        for (var delivery = 1; delivery <= IWorkQueue.PoisonAfter; delivery++)
        {
            site.Clock.Advance(TimeSpan.FromSeconds(2));
            Assert.Single(await storage.Publish.ReceiveAsync(1, TimeSpan.FromSeconds(1), default));
            await Assert.ThrowsAsync<TemplateException>(() => failing.PublishAsync(new(null, null), default));
        }

        site.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty(await storage.Publish.ReceiveAsync(1, TimeSpan.FromSeconds(1), default));
    }

    public void Dispose()
    {
        site.Dispose();
        templates.Dispose();
    }
}

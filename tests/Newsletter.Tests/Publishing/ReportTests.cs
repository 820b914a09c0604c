namespace Newsletter.Tests.Publishing;

public sealed class ReportTests
{
    [Fact]
    public async Task AReportThatCannotBeWrittenHoldsUpNothingAndIsWrittenLater()
    {
        using var site = new TestSite();
        site.Upload("a.md", TestSite.Article("First", end: "Read More in Explainers: Faust"));
        site.Upload("b.md", TestSite.Article("Second", hidden: "::: spoiler ending\nnever closed"));
        Directory.CreateDirectory(site.ReportPath("a.md.html/in the way"));

        var result = await site.PublishAsync();

        Assert.Equal("a.md", Assert.Single(result.UnwrittenReports).Name);
        Assert.Contains("First", site.Read("feed.xml"));
        Assert.Contains("rejected", site.Report("b.md.json"));

        Directory.Delete(site.ReportPath("a.md.html"), recursive: true);
        Assert.Empty((await site.PublishAsync()).UnwrittenReports);
        Assert.Contains("Faust", site.Report("a.md.html"));
    }

    [Fact]
    public async Task TheLongestNameThatIsTakenHasAReport()
    {
        using var site = new TestSite();
        site.Upload(new string('\u65e5', 84) + ".md", TestSite.Article("Long", end: "Read More in Explainers: Faust"));

        var result = await site.PublishAsync();

        Assert.Empty(result.UnwrittenReports);
        Assert.Contains("Faust", File.ReadAllText(Assert.Single(Directory.GetFiles(site.ReportPath(""), "*.html"))));
    }

    [Fact]
    public async Task AnEditorIsToldWhichTitlesWaitAndWhenTheyNoLongerDo()
    {
        using var site = new TestSite();
        site.Upload("hamlet.md", TestSite.Article("Hamlet, Explained", end: "Read More in Explainers: Faust"));
        await site.PublishAsync();
        Assert.Contains("\"Faust\"", site.Report("hamlet.md.json"));

        site.Upload("faust.md", TestSite.Article("Faust, Explained"));
        await site.PublishAsync();

        Assert.DoesNotContain("\"Faust\"", site.Report("hamlet.md.json"));
    }

    [Fact]
    public async Task OnlyTitlesThatDidNotWaitBeforeAreNews()
    {
        using var site = new TestSite();
        site.Upload("hamlet.md", TestSite.Article("Hamlet, Explained", end: "Read More in Explainers: Faust | Medea"));
        Assert.Equal(["Faust", "Medea"], await WaitingAsync());
        site.Upload("faust.md", TestSite.Article("Faust, Explained", end: "Read More in Explainers: Medea | Antigone"));
        Assert.Equal(["Antigone", "Medea"], await WaitingAsync());
        site.Remove("faust.md");
        Assert.Equal(["Faust"], await WaitingAsync());

        async Task<IEnumerable<string>> WaitingAsync() => (await site.PublishAsync()).Waiting.Select(w => w.Title.ToString());
    }

    [Fact]
    public async Task ATitleThatArrivesDoesNotTurnARejectionIntoGoodNews()
    {
        using var site = new TestSite();
        site.Upload("hamlet.md", TestSite.Article("Hamlet, Explained", end: "Read More in Explainers: Faust"));
        await site.PublishAsync();
        site.Upload("hamlet.md", TestSite.Article("Hamlet, Explained", hidden: "::: spoiler ending\nnever closed"));
        site.Upload("faust.md", TestSite.Article("Faust, Explained"));

        await site.PublishAsync();

        Assert.Contains("\"status\": \"rejected\"", site.Report("hamlet.md.json"));
    }
}

using Newsletter.Catalogue;
using Newsletter.Publishing;

namespace Newsletter.Tests.Publishing;

/// <summary>A file that gets another name has the article that it had: readers see it once, and get it once.</summary>
public sealed class RenameTests : IDisposable
{
    private const string Id = "<id>tag:site.example,2026:nosferatu</id>";
    private readonly TestSite site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task AnotherNameMovesTheArticleAndLeavesAStub()
    {
        await PublishAsync("nosferatu.md");
        site.Clock.Advance(TimeSpan.FromDays(2));

        var result = await RenameAsync("nosferatu.md", "count-orlok.md");

        Assert.Equal(1, result.Counts[IngestStatus.Published]);
        Assert.False(result.Counts.ContainsKey(IngestStatus.Retracted));
        Assert.Contains("/explainers/count-orlok/", site.Read("explainers/nosferatu/index.html"));
        Assert.Contains("dawn", site.Read("explainers/count-orlok/index.html"));
        Assert.Contains(Id, site.Read("atom.xml"));
        Assert.Contains("/explainers/count-orlok/", site.Read("atom.xml"));
        Assert.DoesNotContain("deleted-entry", site.Read("atom.xml"));
        Assert.Equal(1, await AnnouncedAsync());
        Assert.False(File.Exists(site.ReportPath("nosferatu.md.html")));
        Assert.Equal(0, (await site.PublishAsync()).Written);
    }

    [Fact]
    public async Task AnotherFolderChangesNothingThatReadersSee()
    {
        await PublishAsync("2026/nosferatu.md");
        var before = site.Published();
        site.Clock.Advance(TimeSpan.FromDays(2));

        await RenameAsync("2026/nosferatu.md", "old/nosferatu.md");

        Assert.Equal(before, site.Published());
        Assert.Equal(1, await AnnouncedAsync());
    }

    [Fact]
    public async Task AnInboxThatIsPutInOrderIsNotTakenForOneThatIsEmptied()
    {
        var names = Enumerable.Range(1, 8).Select(number => $"story-{number}.md").ToList();
        names.ForEach(name => site.Upload(name, TestSite.Article(name)));
        site.Upload("fair.png", [137, 80, 78, 71]);
        await site.PublishAsync();
        var before = site.Published();
        foreach (var name in names.Append("fair.png"))
        {
            Directory.CreateDirectory(Path.Combine(site.Inbox, "2026"));
            File.Move(Path.Combine(site.Inbox, name), Path.Combine(site.Inbox, "2026", name));
        }

        await site.PublishAsync(new());

        Assert.Equal(before, site.Published());
        Assert.Equal(8, await AnnouncedAsync());
    }

    [Fact]
    public async Task AnotherFolderAndAnotherTextIsAnEdit()
    {
        await PublishAsync("2026/nosferatu.md");
        site.Remove("2026/nosferatu.md");
        site.Upload("old/nosferatu.md", Text.Replace("dawn", "daybreak", StringComparison.Ordinal));

        await site.PublishAsync();

        Assert.Contains("daybreak", site.Read("explainers/nosferatu/index.html"));
        Assert.Contains(Id, site.Read("atom.xml"));
        Assert.Equal(1, await AnnouncedAsync());
    }

    [Fact]
    public async Task ADateThatNobodyWroteStays()
    {
        var text = Text.Replace("published: 2026-11-01T09:00:00Z\n", "", StringComparison.Ordinal);
        site.Upload("nosferatu.md", text);
        await site.PublishAsync();
        var published = Published();
        site.Clock.Advance(TimeSpan.FromDays(40));

        await RenameAsync("nosferatu.md", "count-orlok.md", text);

        Assert.Equal(published, Published());
        Assert.Equal(1, await AnnouncedAsync());

        string Published() => site.Read("atom.xml").Split("<published>")[1].Split('<')[0];
    }

    [Fact]
    public async Task AFileThatComesBackUnderAnotherNameIsTheSameArticle()
    {
        await PublishAsync("nosferatu.md");
        site.Remove("nosferatu.md");
        await site.PublishAsync();
        Assert.Contains("Taken back", site.Read("explainers/nosferatu/index.html"));

        site.Upload("count-orlok.md", Text);
        await site.PublishAsync();

        Assert.Contains("/explainers/count-orlok/", site.Read("explainers/nosferatu/index.html"));
        Assert.Contains(Id, site.Read("atom.xml"));
        Assert.DoesNotContain("deleted-entry", site.Read("atom.xml"));
        Assert.Equal(1, await AnnouncedAsync());
    }

    [Fact]
    public async Task ACopyIsAnArticleOfItsOwn()
    {
        await PublishAsync("nosferatu.md");
        site.Upload("count-orlok.md", Text);

        await site.PublishAsync();

        Assert.Contains("dawn", site.Read("explainers/nosferatu/index.html"));
        Assert.Contains("dawn", site.Read("explainers/count-orlok/index.html"));
        Assert.Contains("2026:count-orlok<", site.Read("atom.xml"));
        Assert.Equal(2, await AnnouncedAsync());
    }

    [Fact]
    public async Task OfTwoCopiesOneInheritsTheArticle()
    {
        await PublishAsync("nosferatu.md");
        site.Upload("a.md", Text);

        await RenameAsync("nosferatu.md", "b.md");

        Assert.Contains("dawn", site.Read("explainers/a/index.html"));
        Assert.Contains("dawn", site.Read("explainers/b/index.html"));
        var atom = site.Read("atom.xml");
        Assert.Single(atom.Split(Id)[1..]);
        Assert.Equal(2, await AnnouncedAsync());
    }

    [Fact]
    public async Task TheOldNameIsFreeForAnotherArticleOfAnotherSlug()
    {
        await PublishAsync("nosferatu.md");
        await RenameAsync("nosferatu.md", "count-orlok.md");
        site.Upload("nosferatu.md", TestSite.Article("Vampyr, Explained", more: "slug: vampyr"));

        await site.PublishAsync();

        Assert.Contains("/explainers/count-orlok/", site.Read("explainers/nosferatu/index.html"));
        Assert.Contains("Vampyr", site.Read("explainers/vampyr/index.html"));
        Assert.Contains("2026:vampyr<", site.Read("atom.xml"));
        Assert.Single(site.Read("atom.xml").Split(Id)[1..]);
        Assert.Equal(2, await AnnouncedAsync());
    }

    [Fact]
    public async Task WhatWasTakenBackByCommandStaysSoUnderAnotherName()
    {
        await PublishAsync("nosferatu.md");
        await site.WithdrawAsync("nosferatu.md");
        await site.PublishAsync();

        var result = await RenameAsync("nosferatu.md", "count-orlok.md");

        Assert.Equal(1, result.Counts[IngestStatus.Retracted]);
        Assert.Contains("Taken back", site.Read("explainers/nosferatu/index.html"));
        Assert.False(site.Has("explainers/count-orlok/index.html"));

        await site.RestoreAsync("count-orlok.md");
        await site.PublishAsync();
        Assert.Contains("dawn", site.Read("explainers/count-orlok/index.html"));
        Assert.Contains(Id, site.Read("atom.xml"));
        Assert.Equal(1, await AnnouncedAsync());
    }

    private static string Text { get; } = TestSite.Article("Nosferatu, Explained");

    private async Task PublishAsync(string name)
    {
        site.Upload(name, Text);
        await site.PublishAsync(new() { ReportAll = true });
    }

    private Task<PublicationResult> RenameAsync(string from, string to, string? text = null)
    {
        site.Remove(from);
        site.Upload(to, text ?? Text);
        return site.PublishAsync();
    }

    private async Task<int> AnnouncedAsync()
    {
        using var storage = site.Open();
        return await new Announcements(storage.Catalogue).AfterAsync(0, default).CountAsync();
    }
}

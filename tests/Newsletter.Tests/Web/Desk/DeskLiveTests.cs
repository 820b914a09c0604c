using System.Text.Json;
using System.Threading.Channels;
using Newsletter.Tests.Publishing;

namespace Newsletter.Tests.Web.Desk;

/// <summary>The desk follows what editors save, however their programs do it.</summary>
public sealed class DeskLiveTests : IDisposable
{
    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(1));

    public enum Saving
    {
        InPlace,
        CutOffAndWritten,
        ByAnotherFile,
        ByAnotherFileWithABackup,
        Deleted,
    }

    public static TheoryData<Saving, bool> Ways()
    {
        var ways = new TheoryData<Saving, bool>();
        foreach (var how in Enum.GetValues<Saving>())
        {
            ways.Add(how, true);
            ways.Add(how, false);
        }

        return ways;
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task ASavedFileIsToldOfAndRead(Saving how, bool watches)
    {
        var site = new TestSite();
        site.Upload("a.md", TestSite.Article("Before"));
        await using var desk = await OpenDesk.StartAsync(site, it => it with { Watches = watches });
        Assert.Equal("Before", (await desk.ArticleAsync("a.md")).GetProperty("title").GetString());
        var told = await desk.ListenAsync(limit.Token);

        Save(how, Path.Join(site.Inbox, "a.md"), TestSite.Article("After"));

        await ToldOfAsync(told, "a.md");
        await EventuallyAsync(told, async () =>
            how == Saving.Deleted ? !(await desk.ArticleAsync("a.md")).TryGetProperty("title", out _) : (await desk.ArticleAsync("a.md")).GetProperty("title").GetString() == "After");
        var names = (await desk.AskAsync("list")).GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("name").GetString());
        Assert.Equal(how == Saving.Deleted ? [] : ["a.md"], names);
    }

    [Fact]
    public async Task AFileInANewFolderAndAPictureAreToldOf()
    {
        var site = new TestSite();
        await using var desk = await OpenDesk.StartAsync(site);
        var told = await desk.ListenAsync(limit.Token);

        site.Upload("2026/november/b.md", TestSite.Article("B"));
        await ToldOfAsync(told, "2026/november/b.md");
        site.Upload("ship.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"5\"/>");
        await ToldOfAsync(told, "ship.svg");

        Assert.Equal("B", (await desk.ArticleAsync("2026/november/b.md")).GetProperty("title").GetString());
    }

    [Fact]
    public async Task WhatIsHalfWrittenLeavesTheLastGoodPageUp()
    {
        var site = new TestSite();
        site.Upload("a.md", TestSite.Article("A", lead: "The good lead."));
        await using var desk = await OpenDesk.StartAsync(site);
        var told = await desk.ListenAsync(limit.Token);
        Assert.False((await desk.ArticleAsync("a.md", "page")).GetProperty("part").GetProperty("isOld").GetBoolean());

        site.Upload("a.md", "---\ntitle: [half\n");
        await ToldOfAsync(told, "a.md");

        var article = await desk.ArticleAsync("a.md", "page");
        Assert.False(article.GetProperty("isPublishable").GetBoolean());
        Assert.NotEqual(0, article.GetProperty("diagnostics").GetArrayLength());
        Assert.True(article.GetProperty("part").GetProperty("isOld").GetBoolean());
        Assert.Contains("The good lead.", await desk.FrameAsync(article.GetProperty("part")));
    }

    [Fact]
    public async Task AnArticleThatIsOutAndIsBrokenNowShowsThePublishedPage()
    {
        var site = new TestSite();
        site.Upload("a.md", TestSite.Article("A", lead: "The published lead."));
        await site.PublishAsync();
        site.Upload("a.md", "---\ntitle: [half\n");
        await using var desk = await OpenDesk.StartAsync(site);

        var part = (await desk.ArticleAsync("a.md", "page")).GetProperty("part");

        Assert.True(part.GetProperty("isOld").GetBoolean());
        Assert.Contains("The published lead.", await desk.FrameAsync(part));
    }

    [Fact]
    public async Task AnArticleWithErrorsIsShownAsFarAsItCanBe()
    {
        var site = new TestSite();
        site.Upload("a.md", TestSite.Article("A", end: "::: spoiler ending\nNever closed.\n"));
        await using var desk = await OpenDesk.StartAsync(site);

        var article = await desk.ArticleAsync("a.md", "page");

        Assert.False(article.GetProperty("isPublishable").GetBoolean());
        var problem = article.GetProperty("diagnostics").EnumerateArray().Single(d => d.GetProperty("severity").GetString() == "error");
        Assert.Equal("a.md:17:1", problem.GetProperty("place").GetString());
        Assert.EndsWith("a.md:17:1", problem.GetProperty("link").GetString(), StringComparison.Ordinal);
        Assert.False(article.GetProperty("part").GetProperty("isOld").GetBoolean());
        Assert.Contains("Never closed.", await desk.FrameAsync(article.GetProperty("part")));
    }

    [Fact]
    public async Task ATemplateIsSeenAtOnceAndABrokenOneLeavesTheLastGoodOneInUse()
    {
        var site = new TestSite();
        site.Upload("a.md", TestSite.Article("A"));
        site.Template("web/article.html", text => text.Replace("<h1>", "<h1>First: ", StringComparison.Ordinal));
        await using var desk = await OpenDesk.StartAsync(site);
        var told = await desk.ListenAsync(limit.Token);
        async Task<(string Page, IReadOnlyList<JsonElement> Problems)> LookAsync()
        {
            var article = await desk.ArticleAsync("a.md", "page");
            return (await desk.FrameAsync(article.GetProperty("part")), [.. article.GetProperty("templates").EnumerateArray()]);
        }

        Assert.Contains("<h1>First: A", (await LookAsync()).Page);

        site.Template("web/article.html", text => text.Replace("<h1>", "<h1>Second: ", StringComparison.Ordinal));
        await EventuallyAsync(told, async () => (await LookAsync()).Page.Contains("<h1>Second: A", StringComparison.Ordinal));

        site.Template("web/article.html", text => text.Replace("<h1>{{ title }}", "<h1>Third: {{ titel }}", StringComparison.Ordinal));
        await EventuallyAsync(told, async () => (await LookAsync()).Problems.Count > 0);
        var (page, problems) = await LookAsync();
        Assert.Contains("<h1>Second: A", page);
        Assert.Equal(("web/article.html", Array.FindIndex(site.TemplateLines("web/article.html"), line => line.Contains("Third", StringComparison.Ordinal)) + 1), (problems[0].GetProperty("template").GetString(), problems[0].GetProperty("line").GetInt32()));

        site.Template("web/article.html", text => text.Replace("<h1>", "<h1>Fourth: ", StringComparison.Ordinal));
        await EventuallyAsync(told, async () => (await LookAsync()) is { Problems.Count: 0 } now && now.Page.Contains("<h1>Fourth: A", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ATemplateThatSpoilsIsSaidWithItsLine()
    {
        var site = new TestSite();
        site.Upload("a.md", TestSite.Article("A", hidden: "He crosses the sea in a box of earth and dies at dawn."));
        site.Template("web/article.html", text => text.Replace("<h1>", "<h1>He crosses the sea in a box of earth and dies at dawn ", StringComparison.Ordinal));
        await using var desk = await OpenDesk.StartAsync(site);

        var article = await desk.ArticleAsync("a.md", "page");

        Assert.False(article.GetProperty("isPublishable").GetBoolean());
        Assert.Contains("web/article.html", article.GetProperty("leak").GetProperty("advice").GetString());
    }

    [Fact]
    public async Task WhatAPublicationBesideItDoesIsSeen()
    {
        var site = new TestSite();
        site.Upload("a.md", TestSite.Article("A"));
        await using var desk = await OpenDesk.StartAsync(site);
        async Task<string?> StateAsync() => (await desk.AskAsync("list")).GetProperty("rows")[0].GetProperty("state").GetString();
        Assert.Equal("draft", await StateAsync());
        var told = await desk.ListenAsync(limit.Token);

        await site.PublishAsync();

        await EventuallyAsync(told, async () => await StateAsync() == "published");
    }

    public void Dispose() => limit.Dispose();

    private static void Save(Saving how, string path, string text)
    {
        switch (how)
        {
            case Saving.InPlace:
                File.WriteAllText(path, text);
                break;
            case Saving.CutOffAndWritten:
                File.WriteAllText(path, "");
                File.WriteAllText(path, text[..20]);
                File.AppendAllText(path, text[20..]);
                break;
            case Saving.ByAnotherFile:
                File.WriteAllText(path + ".tmp", text);
                File.Move(path + ".tmp", path, overwrite: true);
                break;
            case Saving.ByAnotherFileWithABackup:
                File.Move(path, path + "~");
                File.WriteAllText(path, text);
                File.Delete(path + "~");
                break;
            default:
                File.Delete(path);
                break;
        }
    }

    private async Task ToldOfAsync(ChannelReader<string> told, string name)
    {
        while (!(await told.ReadAsync(limit.Token)).Contains($"\"{name}\"", StringComparison.Ordinal))
        {
        }
    }

    /// <summary>Looks after each thing that is told.</summary>
    private async Task EventuallyAsync(ChannelReader<string> told, Func<Task<bool>> isSo)
    {
        while (!await isSo())
        {
            await told.ReadAsync(limit.Token);
        }
    }
}

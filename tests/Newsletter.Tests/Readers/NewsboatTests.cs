using Newsletter.Tests.Support;

namespace Newsletter.Tests.Readers;

/// <summary>A feed reader for the terminal. It keys items by their ID over all its feeds, and strips what a browser would hide.</summary>
public sealed class NewsboatTests
{
    private const string Safe = "The Last Reel";

    [Theory]
    [InlineData("feed.xml")]
    [InlineData("atom.xml")]
    [InlineData("tags/horror/feed.xml")]
    [InlineData("archive/2020/03/atom.xml")]
    public async Task ASafeFeedShowsNothingHidden(string feed)
    {
        await using var site = await ReadersSite.ServeAsync();
        await using var reader = await OpenAsync(site, feed);

        await reader.PressAsync("Enter");
        var list = await OpenAsync(reader, "Nosferatu, Explained");
        var article = await reader.ShowsAsync(ReadersSite.Lead);

        Assert.Contains("Nosferatu, Explained", list, StringComparison.Ordinal);
        Assert.Contains("Ellen", article, StringComparison.Ordinal);
        Assert.Contains("https://last-reel.example/explainers/nosferatu-explained/", article, StringComparison.Ordinal);
        ReadersSite.ShowsNothingHidden(list + article);
    }

    [Fact]
    public async Task AFullFeedShowsItsWarningFirst()
    {
        await using var site = await ReadersSite.ServeAsync();
        await using var reader = await OpenAsync(site, "full/feed.xml");

        await reader.PressAsync("Enter");
        var list = await OpenAsync(reader, "[Spoilers] Withheldtitle");
        var article = await reader.ShowsAsync("Withheldtext");

        Assert.All(list.Split('\n').Where(line => line.Contains("Withheld", StringComparison.Ordinal)), line => Assert.Contains("[Spoilers]", line, StringComparison.Ordinal));
        var body = article[article.IndexOf(ReadersSite.Warning, StringComparison.Ordinal)..];
        ReadersSite.ShowsNothingHidden(article[..article.IndexOf(ReadersSite.Warning, StringComparison.Ordinal)].Replace("[Spoilers] Withheldtitle", "", StringComparison.Ordinal));
        Assert.True(body.IndexOf("Withheld", StringComparison.Ordinal) > 200, "A preview of two hundred characters holds nothing but the warning:\n" + body);
    }

    [Theory]
    [InlineData("feed.xml", "full/feed.xml")]
    [InlineData("full/atom.xml", "atom.xml")]
    [InlineData("full/feed.xml", "atom.xml")]
    public async Task WhoReadsBothKeepsThemApart(string first, string second)
    {
        await using var site = await ReadersSite.ServeAsync();
        await using var reader = await OpenAsync(site, first, second);
        var feedList = await OpenAsync(reader, ") The Last Reel");
        var list = await OpenAsync(reader, "Nosferatu, Explained");
        var safe = await reader.ShowsAsync(ReadersSite.Lead);

        ReadersSite.ShowsNothingHidden(feedList + list + safe);
        await reader.PressAsync("q", "q");
        await OpenAsync(reader, ") [Spoilers] The Last Reel");
        await OpenAsync(reader, "Withheldtitle");
        await reader.ShowsAsync("Withheldtext");
    }

    /// <summary>Newsboat with these feeds, loaded, showing their list.</summary>
    private static async Task<Terminal> OpenAsync(ReadersSite site, params string[] feeds)
    {
        var folder = site.Folder;
        folder.Write("newsboat/urls", string.Join('\n', feeds.Select(site.Address)) + "\n");
        folder.Write("newsboat/config", "auto-reload no\nshow-read-articles yes\nconfirm-exit no\narticle-sort-order title\n");
        var command = $"newsboat -u {folder.At("newsboat/urls")} -c {folder.At("newsboat/cache.db")} -C {folder.At("newsboat/config")}";
        var environment = new Dictionary<string, string?> { ["HOME"] = folder.At("home"), ["LC_ALL"] = "C.UTF-8" };
        Directory.CreateDirectory(folder.At("home"));
        (await ChildProcess.RunAsync("sh", ["-c", command + " -x reload"], new() { Environment = environment })).MustSucceed();
        var reader = await Terminal.StartAsync($"HOME={folder.At("home")} LC_ALL=C.UTF-8 {command}", columns: 100, rows: 90);
        await reader.ShowsAsync(Safe);
        return reader;
    }

    /// <summary>Opens an article of the list, or a feed, by the number that stands before its title.</summary>
    private static async Task<string> OpenAsync(Terminal reader, string title)
    {
        var list = await reader.ShowsAsync(title);
        var line = list.Split('\n').First(line => line.Contains(title, StringComparison.Ordinal));
        await reader.PressAsync(":", line.TrimStart().Split(' ')[0], "Enter", "Enter");
        return list;
    }
}

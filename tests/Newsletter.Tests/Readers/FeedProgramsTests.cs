using System.Text.Json;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Readers;

/// <summary>Programs that turn a feed into something else: the library of Python, and sfeed, a set of small commands.</summary>
public sealed class FeedProgramsTests
{
    private const string Parse =
        """
        import feedparser, json, sys
        feed = feedparser.parse(sys.argv[1])
        assert not feed.bozo, feed.bozo_exception
        print(json.dumps({"all": repr(feed), "ids": [e.id for e in feed.entries], "titles": [e.title for e in feed.entries],
            "contents": [e.content[0].value for e in feed.entries], "tags": [[t.term for t in e.get("tags", [])] for e in feed.entries]}))
        """;

    public static TheoryData<string> Feeds => ["feed.xml", "atom.xml", "tags/horror/feed.xml", "tags/horror/atom.xml", "archive/2020/03/feed.xml"];

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task FeedparserFindsNothingHiddenInASafeFeed(string feed)
    {
        await using var site = await ReadersSite.ServeAsync();
        var parsed = await FeedparserAsync(site, feed);

        Assert.Equal(["The Golem, Explained", "Nosferatu, Explained"], parsed.Titles);
        Assert.Contains(ReadersSite.Lead, parsed.Contents[1], StringComparison.Ordinal);
        ReadersSite.ShowsNothingHidden(parsed.All);
    }

    [Theory]
    [InlineData("feed.xml")]
    [InlineData("atom.xml")]
    public async Task FeedparserFindsEverythingInAFullFeedUnderOtherNames(string feed)
    {
        await using var site = await ReadersSite.ServeAsync();
        var full = await FeedparserAsync(site, "full/" + feed);
        var safe = await FeedparserAsync(site, feed);

        Assert.Empty(full.Ids.Intersect(safe.Ids));
        Assert.Contains("[Spoilers] Withheldtitle: Nosferatu, Explained", full.Titles);
        Assert.Contains("spoilers:ending", full.Tags[1]);
        Assert.All(ReadersSite.Secrets, secret => Assert.Contains(secret, full.All, StringComparison.Ordinal));
        Assert.StartsWith("<p><strong>" + ReadersSite.Warning, full.Contents[1].TrimStart(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task SfeedShowsNothingHiddenOfASafeFeed(string feed)
    {
        await using var site = await ReadersSite.ServeAsync();
        var items = await RunAsync("sfeed", site.Published(feed));
        var shown = items + await RunAsync("sfeed_plain", items) + await RunAsync("sfeed_html", items);

        Assert.Contains(ReadersSite.Lead, items, StringComparison.Ordinal);
        ReadersSite.ShowsNothingHidden(shown);
    }

    [Fact]
    public async Task SfeedShowsTheWarningOfAFullFeedFirst()
    {
        await using var site = await ReadersSite.ServeAsync();
        // Fields: date, title, address, content (sfeed(5)).
        var item = (await RunAsync("sfeed", site.Published("full/feed.xml"))).Split('\n').Single(line => line.Contains("Withheldtitle", StringComparison.Ordinal)).Split('\t');

        Assert.StartsWith("[Spoilers] ", item[1], StringComparison.Ordinal);
        Assert.StartsWith("<p><strong>" + ReadersSite.Warning, item[3].Replace("\\n", "", StringComparison.Ordinal).TrimStart(), StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(string program, string input) =>
        (await ChildProcess.RunAsync(program, [], new() { Input = input, Environment = new Dictionary<string, string?> { ["LC_ALL"] = "C.UTF-8" } })).MustSucceed().Output;

    private static async Task<Parsed> FeedparserAsync(ReadersSite site, string feed)
    {
        var output = (await ChildProcess.RunAsync("/usr/bin/python3", ["-c", Parse, site.Address(feed)])).MustSucceed().Output;
        return JsonSerializer.Deserialize<Parsed>(output, JsonSerializerOptions.Web)!;
    }

    private sealed record Parsed(string All, IReadOnlyList<string> Ids, IReadOnlyList<string> Titles, IReadOnlyList<string> Contents, IReadOnlyList<IReadOnlyList<string>> Tags);
}

using System.Text;
using Newsletter.Digests;
using Newsletter.Publishing;
using Newsletter.Site;
using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Tests.Publishing;

/// <summary>One thing is broken at a time, a template or the program, and the gate before the write stops it.</summary>
public sealed class OutputLeakTests
{
    private const string Hidden = "In the end he dies at dawn, all alone.";

    public static TheoryData<string> Disguises =>
    [
        "In the end he dies at dawn",
        "IN THE END HE DIES AT DAWN",
        "In the&#32;end h&#101; di&#x65;s at dawn",
        "in-the-end-he-dies-at-dawn",
        "In the e\u00ADnd he di\u00ADes at dawn",
        "In\u200Bthe\u200Bend\u200Bhe\u200Bdies\u200Bat\u200Bdawn",
        "Ｉｎ ｔｈｅ ｅｎｄ ｈｅ ｄｉｅｓ ａｔ ｄａｗｎ",
        "“In the end”, he <b>dies</b> at dawn",
        "Ín thé énd hé díés át dáwn",
    ];

    [Theory]
    [MemberData(nameof(Disguises))]
    public async Task AListThatShowsWhatIsHiddenIsNotWrittenHoweverItIsDressed(string words)
    {
        using var site = new TestSite();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained", hidden: Hidden));
        await site.PublishAsync();
        var before = site.Published();

        site.Template("web/list.html", template => template.Replace("</main>", $"<p>{words}</p>\n</main>", StringComparison.Ordinal));
        var result = await site.PublishAsync();

        Assert.Equal(before, site.Published());
        Assert.Equal(["index.html", "sections/explainers/index.html", "tags/horror/index.html"], result.Leaks.Select(l => l.Key));
        var leak = result.Leaks[0];
        Assert.Equal((Channel.Lists, "web/list.html", "nosferatu.md", 11), (leak.Channel, leak.Template, leak.Source, leak.SourceLine));
        Assert.StartsWith("<p>", site.TemplateLines("web/list.html")[leak.TemplateLine - 1].TrimStart(), StringComparison.Ordinal);
        Assert.Contains(words[^4..], leak.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("web/article.html", "<p class=\"byline\">", "<p class=\"byline\" title=\"In the end he dies at dawn\">", "explainers/nosferatu/index.html")]
    [InlineData("web/article.html", "<p class=\"byline\">", "<p hidden=\"until-found\">In the end he dies at dawn</p><p class=\"byline\">", "explainers/nosferatu/index.html")]
    [InlineData("partials/head.html", "<meta name=\"description\"", "<meta name=\"x\" content=\"In%20the%20end he dies at dawn\">\n<meta name=\"description\"", "explainers/nosferatu/index.html")]
    [InlineData("web/article.html", "</header>", "</header><!-- In the end he dies at dawn -->", "explainers/nosferatu/index.html")]
    [InlineData("feed/item.html", "", "<p>In the end he dies at dawn</p>", "feed.xml", "atom.xml", "feed.json", "tags/horror/feed.xml", "archive/2026/11/feed.xml")]
    [InlineData("web/month.html", "</main>", "<p>In the end he dies at dawn</p></main>", "archive/2026/11/index.html")]
    [InlineData("web/article.html", "<h1>", "<h1>Sunrise: ", "explainers/nosferatu/index.html")]
    public async Task EveryOtherTemplateIsStoppedTooAndTheRestGoesOut(string template, string place, string slip, params string[] stopped)
    {
        using var site = new TestSite();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained", hidden: Hidden, more: "secrets: [sunrise]"));
        site.Template(template, text => place.Length == 0 ? slip + text : text.Replace(place, slip, StringComparison.Ordinal));

        var result = await site.PublishAsync();

        Assert.All(stopped, key => Assert.Contains(key, result.Leaks.Select(l => l.Key)));
        Assert.All(result.Leaks, leak => Assert.False(site.Has(leak.Key), leak.Key));
        Assert.All(result.Leaks, leak => Assert.Equal(template, leak.Template));
        Assert.All(result.Leaks, leak => Assert.Contains(slip.Split('\n')[0], site.TemplateLines(template)[leak.TemplateLine - 1], StringComparison.Ordinal));
        Assert.True(site.Has("archive/index.html"));
        Assert.True(site.Has("robots.txt"));
    }

    [Fact]
    public async Task WhatWasStoppedIsTriedAgainUntilItIsMended()
    {
        using var site = new TestSite();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained", hidden: Hidden));
        site.Template("web/list.html", template => template.Replace("</main>", "<p>In the end he dies at dawn</p>\n</main>", StringComparison.Ordinal));
        var first = await site.PublishAsync();

        var second = await site.PublishAsync();
        site.Template("web/list.html", template => template);
        var third = await site.PublishAsync();

        Assert.Equal(first.Leaks, second.Leaks);
        Assert.Equal(0, second.Written);
        Assert.Empty(third.Leaks);
        Assert.True(site.Has("index.html"));
        Assert.Equal(0, (await site.PublishAsync()).Written);
    }

    [Theory]
    [InlineData("email/digest.html")]
    [InlineData("email/digest.txt")]
    public async Task AMailThatWouldShowItIsNotComposed(string template)
    {
        using var site = new TestSite();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained", hidden: Hidden));
        await site.PublishAsync();
        site.Template(template, text => text + "In the end he dies at dawn\n");
        using var storage = site.Open();
        var catalogue = new Stores(storage.Inbox, storage.Web, storage.Reports, storage.State, storage.Catalogue).Catalogue(site.Settings);
        var composer = new DigestComposer(catalogue, new OutputRenderer(site.Settings, TemplateSources.Overriding(site.Templates)), site.Settings);
        var links = new DigestLinks(new("https://site.example/unsubscribe/?t=token"), new("https://site.example/preferences/?t=token"));

        var stopped = await Assert.ThrowsAsync<LeakException>(() => composer.ComposeAsync(
            DigestCadence.Weekly, new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), Tolerance.None, links, CancellationToken.None));

        Assert.Equal((Channel.Mail, template, "nosferatu.md"), (stopped.Leak.Channel, stopped.Leak.Template, stopped.Leak.Source));
    }

    [Fact]
    public async Task WhatIsWrittenInTheSettingsIsSearchedToo()
    {
        using var site = new TestSite { Settings = new() { Title = "The Test", Tagline = "Where in the end he dies at dawn", BaseUrl = new("https://site.example/") } };
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained", hidden: Hidden));

        var result = await site.PublishAsync();

        Assert.Contains("explainers/nosferatu/index.html", result.Leaks.Select(l => l.Key));
    }

    [Fact]
    public async Task ATitleThatSpoilsIsStoppedWhereTheSafeOneBelongs()
    {
        using var site = new TestSite();
        site.Upload("nosferatu.md", TestSite.Article("Why the count must die at dawn in Nosferatu", hidden: Hidden, more: "safe_title: \"The last night of Nosferatu\""));
        site.Template("web/list.html", template => template.Replace("</main>", "Why the count must die at dawn</main>", StringComparison.Ordinal));

        var result = await site.PublishAsync();

        Assert.Contains("index.html", result.Leaks.Select(l => l.Key));
    }

    [Fact]
    public async Task APhraseIsAnOrdinaryWordWhereTheSiteOrAnotherArticleSaysIt()
    {
        using var site = new TestSite();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained", lead: "It ends with ||the sunrise||, or ||the archive||.", hidden: Hidden));
        site.Upload("sunrise.md", TestSite.Article("The Sunrise, Explained", lead: "A film called The Sunrise.", hidden: "They come back."));

        var result = await site.PublishAsync();

        Assert.Equal(2, result.Counts[IngestStatus.Published]);
        Assert.Empty(result.Leaks);
    }

    [Fact]
    public async Task TheSamplesAndEveryLanguageRaiseNoAlarm()
    {
        using var site = new TestSite();
        foreach (var file in Directory.GetFiles(Support.Repository.At("samples/inbox"), "*", SearchOption.TopDirectoryOnly))
        {
            site.Upload(Path.GetFileName(file), await File.ReadAllBytesAsync(file));
        }

        Assert.Empty((await site.PublishAsync()).Leaks);
    }

    [Fact]
    public void EveryChannelIsNamedInThePromiseToReaders()
    {
        var promise = File.ReadAllText(Support.Repository.At("docs/spoilers.md"), Encoding.UTF8);

        Assert.All(Channel.All, channel => Assert.Contains($"| {channel.Name} | {(channel.Policy == ChannelPolicy.Safe ? "nothing hidden" : "everything")} |", promise, StringComparison.OrdinalIgnoreCase));
    }
}

using Newsletter.Catalogue;
using Newsletter.Publishing;

namespace Newsletter.Tests.Publishing;

/// <summary>An article that spoils another one of the same work is stopped, whichever way the two come.</summary>
public sealed class SharedWorksTests : IDisposable
{
    private const string Hidden = "In the end he dies at dawn, all alone.";
    private const string Slip = "A film in which in the end he dies at dawn.";

    private readonly TestSite site = new();

    public void Dispose() => site.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TheLaterOneIsRejectedAlsoWhenBothComeTogether(bool together)
    {
        site.Upload("a.md", TestSite.Article("Nosferatu, Explained", hidden: Hidden, more: "work: Nosferatu"));
        if (!together)
        {
            await site.PublishAsync();
        }

        site.Upload("b.md", TestSite.Article("Shadows", lead: Slip, more: "work: Shadow of the Vampire\nspoils: [Nosferatu]"));
        var outcome = Assert.Single((await site.PublishAsync()).Outcomes, o => o.Name == "b.md");

        Assert.Equal(IngestStatus.Rejected, outcome.Status);
        var found = Assert.Single(outcome.Diagnostics);
        Assert.Equal(("NL058", 10), (found.Code, found.Line));
        Assert.Contains("'a.md' hides in the part at line 11 stand in the lead: \"in the end he dies at dawn\"", found.Message, StringComparison.Ordinal);
        Assert.True(site.Has("explainers/a/index.html"));
        Assert.False(site.Has("explainers/b/index.html"));
    }

    [Fact]
    public async Task OfAnotherWorkItIsNobodysBusinessAndAReasonLetsItThrough()
    {
        site.Upload("a.md", TestSite.Article("Nosferatu, Explained", hidden: Hidden, more: "work: Nosferatu"));
        site.Upload("b.md", TestSite.Article("Vampyr, Explained", lead: Slip, more: "work: Vampyr"));
        site.Upload("c.md", TestSite.Article("Nosferatu Again", lead: Slip, more: "work: Nosferatu\nallow_leak: [\"NL058: it is on the poster\"]"));

        var result = await site.PublishAsync();

        Assert.Equal(3, result.Counts[IngestStatus.Published]);
        Assert.Equal("NL056", Assert.Single(Assert.Single(result.Outcomes).Diagnostics).Code);
        Assert.Empty(result.Leaks);
    }

    [Theory]
    [InlineData(true, "In the end he dies at dawn, once more.")]
    [InlineData(false, "In the end he dies at dawn, once more.")]
    [InlineData(false, "Nothing is given away.", "advisories: [in the end he dies at dawn]")]
    public async Task WhatAnEarlierOneShowsIsToldToTheOneThatHidesIt(bool together, string lead, string more = "lang: en")
    {
        site.Upload("a.md", TestSite.Article("Shadows", lead: lead, more: "work: Nosferatu\n" + more));
        if (!together)
        {
            await site.PublishAsync();
        }

        site.Upload("b.md", TestSite.Article("Nosferatu, Explained", hidden: "A line.\n\n" + Hidden, more: "work: Nosferatu"));
        var outcome = Assert.Single((await site.PublishAsync()).Outcomes, o => o.Name == "b.md");

        Assert.Equal(IngestStatus.Published, outcome.Status);
        var found = Assert.Single(outcome.Diagnostics);
        Assert.Equal("NL068", found.Code);
        Assert.StartsWith("In the end", File.ReadLines(Path.Combine(site.Inbox, "b.md")).ElementAt(found.Line - 1), StringComparison.Ordinal);
        Assert.Contains("open in 'a.md': \"", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnArticleDoesNotSpoilItself()
    {
        site.Upload("a.md", TestSite.Article("Nosferatu, Explained", hidden: Hidden, more: "work: Nosferatu"));
        await site.PublishAsync();
        site.Upload("a.md", TestSite.Article("Nosferatu, Explained", lead: Slip, hidden: "Nothing more.", more: "work: Nosferatu"));

        Assert.Equal(1, (await site.PublishAsync()).Counts[IngestStatus.Published]);
    }

    [Fact]
    public async Task AStateThatLostATextIsMendedByTakingEveryFileAgain()
    {
        site.Upload("a.md", TestSite.Article("Nosferatu, Explained", hidden: Hidden, more: "work: Nosferatu"));
        await site.PublishAsync();
        var before = site.Published();
        await site.LoseBodiesAsync();
        site.Upload("b.md", TestSite.Article("Nosferatu Again", more: "work: Nosferatu"));

        var lost = await Assert.ThrowsAsync<BodyMissingException>(() => site.PublishAsync());
        Assert.Contains("'a.md'", lost.Message, StringComparison.Ordinal);
        Assert.Equal(before["explainers/a/index.html"], site.Read("explainers/a/index.html"));

        await site.PublishAsync(new() { Rebuild = true });
        Assert.Contains("Nosferatu Again", site.Read("feed.xml"), StringComparison.Ordinal);
    }
}

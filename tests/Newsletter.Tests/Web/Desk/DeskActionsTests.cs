using System.Net;
using System.Text;
using Newsletter.Tests.Publishing;
using Newsletter.Web.Desk;

namespace Newsletter.Tests.Web.Desk;

/// <summary>What editors do from the desk is what the commands of the same name do.</summary>
public class DeskActionsTests
{
    [Fact]
    public async Task AnArticleIsTakenBackAndBroughtBack()
    {
        var site = new TestSite();
        site.Upload("a.md", TestSite.Article("A"));
        await site.PublishAsync();
        await using var desk = await OpenDesk.StartAsync(site);
        async Task<(bool Retract, bool Restore)> CanAsync()
        {
            var known = (await desk.ArticleAsync("a.md")).GetProperty("known");
            return (known.GetProperty("canRetract").GetBoolean(), known.GetProperty("canRestore").GetBoolean());
        }

        Assert.Equal((true, false), await CanAsync());

        Assert.Equal(HttpStatusCode.OK, (await desk.DoAsync("retract", new { name = "a.md" })).Status);
        Assert.DoesNotContain("The lead.", site.Read("explainers/a/index.html"));
        Assert.DoesNotContain("<item>", site.Read("feed.xml"));
        Assert.True(File.Exists(Path.Join(site.Inbox, "a.md")));
        Assert.Equal((false, true), await CanAsync());

        Assert.Equal(HttpStatusCode.OK, (await desk.DoAsync("restore", new { name = "a.md" })).Status);
        Assert.Contains("The lead.", site.Read("explainers/a/index.html"));
        Assert.Equal((true, false), await CanAsync());
    }

    [Fact]
    public async Task TheDateIsWrittenIntoTheFileAndNothingElse()
    {
        var site = new TestSite();
        var text = TestSite.Article("A");
        site.Upload("a.md", text);
        await using var desk = await OpenDesk.StartAsync(site);

        Assert.Equal(HttpStatusCode.OK, (await desk.DoAsync("schedule", new { name = "a.md", published = "2036-10-31T09:30:00+01:00" })).Status);

        Assert.Equal(text.Replace("published: 2026-11-01T09:00:00Z", "published: 2036-10-31T08:30:00Z", StringComparison.Ordinal), File.ReadAllText(Path.Join(site.Inbox, "a.md")));
    }

    [Theory]
    [InlineData("what")]
    [InlineData("")]
    public async Task AnythingElseIsNotDone(string action)
    {
        var site = new TestSite();
        site.Upload("a.md", TestSite.Article("A"));
        await using var desk = await OpenDesk.StartAsync(site);

        using var answer = await desk.SendAsync(HttpMethod.Post, "do/" + action, OpenDesk.Json(new { name = "a.md" }), ("Origin", $"http://{desk.Address.Authority}"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("---\ntitle: A\nsummary: s\nspoilers: none\n---\nText\n", "---\ntitle: A\nsummary: s\nspoilers: none\npublished: 2036-01-02T03:04:05Z\n---\nText\n")]
    [InlineData("---\r\ntitle: A\r\npublished: 2026-01-01 # soon\r\nspoilers: none\r\n---\r\npublished: never\r\n", "---\r\ntitle: A\r\npublished: 2036-01-02T03:04:05Z\r\nspoilers: none\r\n---\r\npublished: never\r\n")]
    [InlineData("\uFEFF---\ntitle: A\npublished:\nspoilers: none\n---\nText", "\uFEFF---\ntitle: A\npublished: 2036-01-02T03:04:05Z\nspoilers: none\n---\nText")]
    public void OneLineIsWritten(string before, string after) => Assert.Equal(after, Write(before));

    [Theory]
    [InlineData("Text without front matter\n")]
    [InlineData("---\ntitle: A\n\"published\": 2026-01-01\n---\nText\n")]
    [InlineData("---\ntitle: A\npublished:\n  2026-01-01\n---\nText\n")]
    [InlineData("---\ntitle: [A\n---\nText\n")]
    [InlineData("---\ntitle: |\n  published: x\n...\nText\n---\n")]
    public void WhatCannotBeDonePlainlyIsLeftToTheEditor(string before) => Assert.True(Write(before) is not { } written || written.Split('\n').Except(before.Split('\n')).Single() == "published: 2036-01-02T03:04:05Z");

    private static string? Write(string before) =>
        PublishedLine.Write("a.md", Encoding.UTF8.GetBytes(before), new(2036, 1, 2, 3, 4, 5, TimeSpan.Zero), new()) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
}

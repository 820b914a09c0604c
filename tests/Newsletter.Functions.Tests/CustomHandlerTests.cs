using System.Net;
using System.Text.Json;
using Newsletter.Functions.Tests.Support;

namespace Newsletter.Functions.Tests;

/// <summary>The handler as a real process, called as the host calls it, on real storage.</summary>
public sealed class CustomHandlerTests : IAsyncLifetime
{
    private Account account = null!;
    private Handler handler = null!;

    public async Task InitializeAsync()
    {
        account = await Account.NewAsync();
        handler = await Handler.StartAsync(account.Connection);
    }

    public Task DisposeAsync()
    {
        handler.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task AnUploadBecomesAPageFeedsAndAReport()
    {
        Assert.Equal(HttpStatusCode.OK, await account.UploadAsync(handler, "nosferatu.md", Account.Article("Nosferatu, Explained")));
        await account.PumpAsync(handler);

        Assert.Contains("He dies at dawn.", await account.ReadAsync("$web", "explainers/nosferatu/index.html"));
        Assert.Contains("Nosferatu, Explained", await account.ReadAsync("$web", "feed.xml"));
        Assert.DoesNotContain("dawn", await account.ReadAsync("$web", "feed.xml"));
        Assert.Contains("dawn", await account.ReadAsync("$web", "full/feed.xml"));
        Assert.True(await account.HasAsync("$web", "tags/horror/atom.xml"));
        Assert.Contains("\"status\": \"published\"", await account.ReadAsync("reports", "nosferatu.md.json"));
        Assert.Contains("explainers/nosferatu/", await account.ReadAsync("reports", "nosferatu.md.html"));
    }

    [Fact]
    public async Task AChangeUpdatesAndADeletionIsTakenBackByTheSweep()
    {
        await account.UploadAsync(handler, "nosferatu.md", Account.Article("Nosferatu, Explained"));
        await account.PumpAsync(handler);
        await account.UploadAsync(handler, "nosferatu.md", Account.Article("Nosferatu, Explained", "The rats win."));
        await account.PumpAsync(handler);
        Assert.Contains("The rats win.", await account.ReadAsync("$web", "explainers/nosferatu/index.html"));

        await account.RemoveAsync("nosferatu.md");
        await SweepAsync();

        Assert.DoesNotContain("rats", await account.ReadAsync("$web", "explainers/nosferatu/index.html"));
        Assert.DoesNotContain("<title>Nosferatu", await account.ReadAsync("$web", "feed.xml"));
        Assert.Contains("\"status\": \"retracted\"", await account.ReadAsync("reports", "nosferatu.md.json"));
    }

    [Fact]
    public async Task ARejectedUploadGetsAReportAndTheLastGoodVersionStays()
    {
        await account.UploadAsync(handler, "nosferatu.md", Account.Article("Nosferatu, Explained"));
        await account.PumpAsync(handler);

        Assert.Equal(HttpStatusCode.OK, await account.UploadAsync(handler, "nosferatu.md", Account.Article("Nosferatu", "::: spoiler ending\nnever closed")));

        Assert.Contains("\"code\": \"NL030\"", await account.ReadAsync("reports", "nosferatu.md.json"));
        Assert.Contains("He dies at dawn.", await account.ReadAsync("$web", "explainers/nosferatu/index.html"));
    }

    [Fact]
    public async Task WhatEventsMissedIsFoundByTheSweep()
    {
        await account.UploadAsync("series/faust.md", Account.Article("Faust, Explained"));
        await SweepAsync();

        Assert.True(await account.HasAsync("$web", "explainers/faust/index.html"));
        Assert.Contains("\"status\": \"published\"", await account.ReadAsync("reports", "series/faust.md.json"));
        var before = await account.SiteAsync();
        await SweepAsync();
        Assert.Equal(before, await account.SiteAsync());
    }

    [Fact]
    public async Task EventsThatComeTwiceLateOrForNothingChangeNothing()
    {
        var first = Account.Article("Nosferatu, Explained");
        var second = Account.Article("Nosferatu, Explained", "The rats win.");
        await account.UploadAsync(handler, "nosferatu.md", first);
        await account.UploadAsync(handler, "nosferatu.md", second);
        await account.PumpAsync(handler);
        await SweepAsync();
        var (site, report) = (await account.SiteAsync(), await account.ReadAsync("reports", "nosferatu.md.json"));

        foreach (var late in new[] { first, second })
        {
            Assert.Equal(HttpStatusCode.OK, (await handler.CallAsync("IngestArticle", Bodies.Blob("nosferatu.md", System.Text.Encoding.UTF8.GetBytes(late)))).Status);
        }

        Assert.Equal(HttpStatusCode.OK, (await handler.CallAsync("IngestArticle", Bodies.Blob("was-deleted.md", []))).Status);
        await account.PumpAsync(handler);
        await SweepAsync();
        Assert.Equal(site, await account.SiteAsync());
        Assert.Equal(report, await account.ReadAsync("reports", "nosferatu.md.json"));
        Assert.False(await account.HasAsync("reports", "was-deleted.md.json"));
    }

    [Fact]
    public async Task ABlobOfThirtyMegabytesIsHeardOut()
    {
        var (status, _, _) = await handler.CallAsync("IngestArticle", Bodies.Blob("nothing.md", new byte[30 << 20]));

        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Theory]
    [InlineData("IngestArticle", "{\"Data\":{},\"Metadata\":{}}", HttpStatusCode.BadRequest)]
    [InlineData("IngestArticle", "not json", HttpStatusCode.BadRequest)]
    [InlineData("PublishChanges", "{\"Data\":{},\"Metadata\":{}}", HttpStatusCode.OK)]
    [InlineData("SweepInbox", "{}", HttpStatusCode.OK)]
    public async Task EveryAnswerIsTheJsonThatTheHostWaitsFor(string function, string body, HttpStatusCode expected)
    {
        var (status, type, answer) = await handler.CallAsync(function, body);

        Assert.Equal((expected, "application/json"), (status, type));
        var result = JsonDocument.Parse(answer).RootElement;
        Assert.Equal(JsonValueKind.Object, result.GetProperty("Outputs").ValueKind);
        Assert.Equal(JsonValueKind.Array, result.GetProperty("Logs").ValueKind);
        Assert.True(result.TryGetProperty("ReturnValue", out _));
    }

    private async Task SweepAsync() => Assert.Equal(HttpStatusCode.OK, (await handler.CallAsync("SweepInbox", Bodies.Timer())).Status);
}

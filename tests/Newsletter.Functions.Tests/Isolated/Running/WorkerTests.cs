using Newsletter.Functions.Tests.Support;

namespace Newsletter.Functions.Tests.Isolated.Running;

/// <summary>The isolated worker as a real process, called as the host calls it, on real storage. A build of its own: docs/developers.md.</summary>
public sealed class WorkerTests : IAsyncLifetime
{
    private static readonly TypedData Tick = new() { Json = """{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}""" };
    private Account account = null!;
    private FunctionsHost host = null!;

    public async Task InitializeAsync()
    {
        account = await Account.NewAsync();
        host = await FunctionsHost.StartAsync(account.Connection);
    }

    public Task DisposeAsync() => host.DisposeAsync().AsTask();

    [Fact]
    public void TheWorkerSaysWhatCallsEachFunction()
    {
        Assert.Equal(
            [
                Triggers.AnswerSignUp, Triggers.BounceHook, Triggers.Confirm, Triggers.HandleBounces, Triggers.IngestArticle, Triggers.PlanDigests, Triggers.Preferences,
                Triggers.PublishChanges, Triggers.SendBatch, Triggers.Subscribe, Triggers.SweepInbox, Triggers.Unsubscribe,
            ],
            host.Functions.Keys.Order());
        Assert.Equal((Triggers.Upload, "EventGrid", Site.Connection), (Said(Triggers.IngestArticle, "path"), Said(Triggers.IngestArticle, "source"), Said(Triggers.IngestArticle, "connection")));
        Assert.Equal((Triggers.PublishQueue, Site.Connection), (Said(Triggers.PublishChanges, "queueName"), Said(Triggers.PublishChanges, "connection")));
        Assert.Equal(Triggers.SweepSchedule, Said(Triggers.SweepInbox, "schedule"));
        Assert.Equal((Triggers.DigestQueue, Triggers.SignUpQueue), (Said(Triggers.SendBatch, "queueName"), Said(Triggers.AnswerSignUp, "queueName")));
        Assert.Equal(
            Triggers.ReaderRoutes.Order(),
            host.Functions.Values.Select(FunctionsHost.Trigger).Where(trigger => trigger.TryGetProperty("route", out _)).Select(trigger => trigger.GetProperty("route").GetString()).Order());
    }

    [Theory]
    [InlineData("nosferatu.md", "nosferatu")]
    [InlineData("series/ein Stück, 100% wahr.md", "ein-stuck-100-wahr")]
    public async Task AnUploadBecomesAPageFeedsAndAReport(string name, string slug)
    {
        await account.UploadAsync(name, Account.Article("Nosferatu, Explained"));
        await MustSucceedAsync(host.CallAsync(Triggers.IngestArticle, "inbox", name));
        await account.PumpAsync(async text => await MustSucceedAsync(host.CallAsync(Triggers.PublishChanges, new() { String = text })));

        Assert.Contains("He dies at dawn.", await account.ReadAsync("$web", $"explainers/{slug}/index.html"));
        Assert.DoesNotContain("dawn", await account.ReadAsync("$web", "feed.xml"));
        Assert.Contains("\"status\": \"published\"", await account.ReadAsync("reports", $"{name}.json"));
        Assert.Contains($"{name}: published", host.Logs);
    }

    [Fact]
    public async Task WhatEventsMissedIsFoundByTheSweep()
    {
        await account.UploadAsync("faust.md", Account.Article("Faust, Explained"));
        await MustSucceedAsync(host.CallAsync(Triggers.SweepInbox, Tick));
        Assert.True(await account.HasAsync("$web", "explainers/faust/index.html"));

        await account.RemoveAsync("faust.md");
        await MustSucceedAsync(host.CallAsync(Triggers.SweepInbox, Tick));
        Assert.Contains("\"status\": \"retracted\"", await account.ReadAsync("reports", "faust.md.json"));
    }

    [Fact]
    public async Task AnEventForNothingIsNoFailure()
    {
        await MustSucceedAsync(host.CallAsync(Triggers.IngestArticle, "inbox", "was-deleted.md"));

        Assert.False(await account.HasAsync("reports", "was-deleted.md.json"));
    }

    [Fact]
    public async Task ACallThatFailsIsToldToTheHostWhichCallsAgain()
    {
        var result = await host.CallAsync(Triggers.IngestArticle, "", "nosferatu.md");

        Assert.Equal(StatusResult.Types.Status.Failure, result.Status);
        Assert.NotEmpty(result.Exception.Message);
        await MustSucceedAsync(host.CallAsync(Triggers.SweepInbox, Tick));
    }

    private string? Said(string function, string property) =>
        FunctionsHost.Trigger(host.Functions[function]).GetProperty(property).GetString();

    private static async Task<bool> MustSucceedAsync(Task<StatusResult> call)
    {
        var result = await call;
        Assert.True(result.Status == StatusResult.Types.Status.Success, result.ToString());
        return true;
    }
}

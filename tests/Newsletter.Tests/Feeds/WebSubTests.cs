using System.Net;
using Newsletter.Feeds;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Feeds;

public sealed class WebSubTests
{
    private static readonly Uri Hub = new("https://hub.example/hub?key=secret");
    private static readonly Uri[] Topics = [Some.FeedAddresses().Rss, Some.FeedAddresses("tags/日本/").Atom, Some.FeedAddresses().Json];

    [Fact]
    public async Task EachChangedFeedIsAnnouncedOnceInItsOwnRequest()
    {
        using var hub = new FakeHub((_, _) => Answer(HttpStatusCode.NoContent));
        using var client = new HttpClient(hub);

        var results = await WebSub.PingAsync(client, Hub, [.. Topics, Topics[0]], TimeProvider.System, CancellationToken.None);

        Assert.Equal(Topics, results.Select(result => result.Topic));
        Assert.All(results, result => Assert.True(result.Accepted));
        Assert.Equal(
            [
                "POST https://hub.example/hub?key=secret application/x-www-form-urlencoded hub.mode=publish&hub.url=https%3A%2F%2Fnewsletter.example%2Ffeed.json&hub.topic=https%3A%2F%2Fnewsletter.example%2Ffeed.json",
                "POST https://hub.example/hub?key=secret application/x-www-form-urlencoded hub.mode=publish&hub.url=https%3A%2F%2Fnewsletter.example%2Ffeed.xml&hub.topic=https%3A%2F%2Fnewsletter.example%2Ffeed.xml",
                "POST https://hub.example/hub?key=secret application/x-www-form-urlencoded hub.mode=publish&hub.url=https%3A%2F%2Fnewsletter.example%2Ftags%2F%25E6%2597%25A5%25E6%259C%25AC%2Fatom.xml&hub.topic=https%3A%2F%2Fnewsletter.example%2Ftags%2F%25E6%2597%25A5%25E6%259C%25AC%2Fatom.xml",
            ],
            hub.Requests.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ATopicThatTheHubRefusesDoesNotStopTheOthersAndIsNotTriedAgain()
    {
        using var hub = new FakeHub((form, _) => Answer(form.Contains("feed.xml", StringComparison.Ordinal) ? HttpStatusCode.TooManyRequests : HttpStatusCode.Accepted));
        using var client = new HttpClient(hub);

        var results = await WebSub.PingAsync(client, Hub, Topics, TimeProvider.System, CancellationToken.None);

        Assert.Equal(["the hub answered 429", null, null], results.Select(result => result.Problem));
        Assert.Equal(3, hub.Requests.Count);
    }

    [Fact]
    public async Task ARedirectThatTurnedThePostIntoAGetIsNoSuccess()
    {
        using var hub = new FakeHub((_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = new HttpRequestMessage(HttpMethod.Get, Hub) }));
        using var client = new HttpClient(hub);

        var results = await WebSub.PingAsync(client, Hub, [Topics[0]], TimeProvider.System, CancellationToken.None);

        Assert.Contains("redirects", Assert.Single(results).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AHubOutOfReachIsAResultThatNamesNoAddress()
    {
        using var hub = new FakeHub((_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "hub.example:443 key=secret"));
        using var client = new HttpClient(hub);

        var results = await WebSub.PingAsync(client, Hub, [Topics[0]], TimeProvider.System, CancellationToken.None);

        Assert.Equal("the hub could not be reached (ConnectionError)", Assert.Single(results).Problem);
    }

    [Fact]
    public async Task AHubThatDoesNotAnswerIsGivenUpAfterTenSeconds()
    {
        var time = new HeldTime();
        var asked = new TaskCompletionSource();
        using var hub = new FakeHub((_, cancel) =>
        {
            asked.SetResult();
            return Never(cancel);
        });
        using var client = new HttpClient(hub);

        var ping = WebSub.PingAsync(client, Hub, [Topics[0]], time, CancellationToken.None);
        await asked.Task;
        time.Advance(WebSub.Patience - TimeSpan.FromMilliseconds(1));
        Assert.False(ping.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("the hub did not answer in time", Assert.Single(await ping).Problem);
    }

    [Fact]
    public async Task TheCallerCanStopIt()
    {
        using var stop = new CancellationTokenSource();
        using var hub = new FakeHub((_, cancel) =>
        {
            stop.Cancel();
            return Never(cancel);
        });
        using var client = new HttpClient(hub);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WebSub.PingAsync(client, Hub, Topics, TimeProvider.System, stop.Token));
    }

    [Fact]
    public async Task WithNoTopicsNothingIsSent()
    {
        using var hub = new FakeHub((_, _) => Answer(HttpStatusCode.NoContent));
        using var client = new HttpClient(hub);

        Assert.Empty(await WebSub.PingAsync(client, Hub, [], TimeProvider.System, CancellationToken.None));
        Assert.Empty(hub.Requests);
    }

    private static Task<HttpResponseMessage> Answer(HttpStatusCode status) => Task.FromResult(new HttpResponseMessage(status));

    private static async Task<HttpResponseMessage> Never(CancellationToken cancel)
    {
        var never = new TaskCompletionSource<HttpResponseMessage>();
        await using var stop = cancel.Register(() => never.TrySetCanceled(cancel));
        return await never.Task;
    }

    private sealed class FakeHub(Func<string, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        public System.Collections.Concurrent.ConcurrentBag<string> Requests { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var form = await request.Content!.ReadAsStringAsync(cancellationToken);
            Requests.Add($"{request.Method} {request.RequestUri} {request.Content.Headers.ContentType} {form}");
            return await answer(form, cancellationToken);
        }
    }
}

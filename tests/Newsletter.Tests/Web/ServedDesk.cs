using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Newsletter.Tests.Subscribers;
using Newsletter.Tests.Support;
using Newsletter.Web;

namespace Newsletter.Tests.Web;

/// <summary>A desk behind a server on this machine, and a client that is no browser.</summary>
internal sealed class ServedDesk : IAsyncDisposable
{
    private readonly WebApplication app;

    private ServedDesk(TestDesk test, WebApplication app)
    {
        (Test, this.app) = (test, app);
        Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) })
        {
            BaseAddress = Loopback.Address(app),
        };
    }

    public TestDesk Test { get; }

    public HttpClient Client { get; }

    /// <param name="map">Other endpoints.</param>
    public static async Task<ServedDesk> StartAsync(SiteSettings? settings = null, Action<TestDesk, WebApplication>? map = null)
    {
        var test = new TestDesk(settings);
        var app = Loopback.Server(services => services.AddRoutingCore());
        app.UseRouting();
        app.MapSubscribers(test.Desk);
        map?.Invoke(test, app);
        await app.StartAsync();
        return new(test, app);
    }

    public async Task<(HttpStatusCode Status, string Body)> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path.TrimStart('/')) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public Task<(HttpStatusCode Status, string Body)> PostAsync(string path, params (string Name, string Value)[] fields) =>
        SendAsync(HttpMethod.Post, path, Form(fields));

    public static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        Test.Dispose();
    }
}

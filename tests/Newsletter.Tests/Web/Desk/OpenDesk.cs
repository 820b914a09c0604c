using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Playwright;
using Newsletter.Publishing;
using Newsletter.Storage.Local;
using Newsletter.Tests.Publishing;
using Newsletter.Tests.Support;
using Newsletter.Web.Desk;

namespace Newsletter.Tests.Web.Desk;

/// <summary>A desk over a site of one test's own, served on this machine, and a client that is no browser.</summary>
internal sealed class OpenDesk : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly LocalStorage storage;
    private readonly DeskHost host;
    private readonly Task running;

    private OpenDesk(TestSite site, LocalStorage storage, DeskHost host, DeskKeys keys, List<string> log)
    {
        (Site, this.storage, this.host, Keys, Log) = (site, storage, host, keys, log);
        running = host.RunAsync(stop.Token);
    }

    public TestSite Site { get; }

    public DeskKeys Keys { get; }

    public List<string> Log { get; }

    public Uri Address => host.Address;

    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <param name="change">What differs from a desk as it is by default.</param>
    /// <param name="through">What stands between the desk and its stores.</param>
    public static async Task<OpenDesk> StartAsync(TestSite site, Func<DeskSite, DeskSite>? change = null, Func<Stores, Stores>? through = null)
    {
        var storage = site.Open();
        var stores = new Stores(storage.Inbox, storage.Web, storage.Reports, storage.State, storage.Catalogue);
        var desk = new DeskSite(site.Settings, through is null ? stores : through(stores), site.Inbox, Directory.Exists(site.Templates) ? site.Templates : null);
        var keys = DeskKeys.New(Some.Chance);
        for (var tries = 1; ; tries++)
        {
            var log = new List<string>();
            var host = new DeskHost(change is null ? desk : change(desk), new(IPAddress.Loopback, LoopbackPort.Free()), keys, TimeProvider.System, log.Add);
            try
            {
                await host.StartAsync(default);
                return new(site, storage, host, keys, log);
            }
            catch (IOException) when (tries < 5)
            {
                // Somebody else took the port meanwhile.
                await host.DisposeAsync();
            }
        }
    }

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    /// <param name="path">From the desk's address; one that begins with a slash, from its host.</param>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, new Uri(Address, path)) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Client.SendAsync(request);
    }

    /// <summary>As the desk's own script posts.</summary>
    public async Task<(HttpStatusCode Status, string Said)> DoAsync(string action, object wish)
    {
        using var answer = await SendAsync(HttpMethod.Post, "do/" + action, Json(wish), ("Origin", $"http://{Address.Authority}"));
        using var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return (answer.StatusCode, said.RootElement.GetProperty("said").GetString()!);
    }

    public static StringContent Json(object value) => new(JsonSerializer.Serialize(value), Encoding.UTF8, "application/json");

    public async Task<JsonElement> AskAsync(string path)
    {
        using var answer = await GetAsync(path);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    public Task<JsonElement> ArticleAsync(string name, string tab = "report") => AskAsync($"article?name={Uri.EscapeDataString(name)}&tab={tab}");

    /// <summary>What a frame of the desk shows.</summary>
    public async Task<string> FrameAsync(JsonElement part) => await Client.GetStringAsync(new Uri(Address, part.GetProperty("frame").GetString()));

    /// <summary>What is told from now on, each as its kind and names.</summary>
    public async Task<ChannelReader<string>> ListenAsync(CancellationToken cancel)
    {
        var told = Channel.CreateUnbounded<string>();
        var opened = new TaskCompletionSource();
        _ = Task.Run(async () =>
        {
            using var answer = await Client.GetAsync(new Uri(Address, "events"), HttpCompletionOption.ResponseHeadersRead, cancel);
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(cancel));
            while (await lines.ReadLineAsync(cancel) is { } line)
            {
                if (line == ": open")
                {
                    opened.SetResult();
                }
                else if (line.StartsWith("data: ", StringComparison.Ordinal))
                {
                    told.Writer.TryWrite(line[6..]);
                }
            }
        }, cancel);
        await opened.Task.WaitAsync(cancel);
        return told.Reader;
    }

    /// <summary>Opens the desk in a browser.</summary>
    /// <param name="hash">What is looked at, such as <c>article=x.md&amp;view=mail</c>.</param>
    public Task UseAsync(Chrome chrome, string hash, Func<IPage, Task> test, int width = 1280, ColorScheme scheme = ColorScheme.Light, int? height = null) => chrome.UseAsync(async page =>
    {
        var faults = new List<string>();
        page.PageError += (_, fault) => faults.Add(fault);
        page.SetDefaultTimeout(20_000);
        await page.GotoAsync($"{Address}#{hash}");
        await test(page);
        Assert.Empty(faults);
    }, new() { ViewportSize = new() { Width = width, Height = height ?? (width < 600 ? 720 : 800) }, ColorScheme = scheme, TimezoneId = "Etc/UTC" });

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        await host.DisposeAsync();
        Client.Dispose();
        storage.Dispose();
        stop.Dispose();
        Site.Dispose();
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Channels;
using Newsletter.Benchmarks.Corpus;
using Newsletter.Publishing;
using Newsletter.Site;
using Newsletter.Storage.Local;
using Newsletter.Templates;
using Newsletter.Tests.Support;
using Newsletter.Web.Desk;

namespace Newsletter.Benchmarks.Desk;

/// <summary>How long it takes from a save to the bytes of the new page, with so many published articles: what a browser adds is its own.</summary>
internal static class DeskFigures
{
    private const int Saves = 60;

    public static async Task RunAsync(int articles)
    {
        var folder = Directory.CreateTempSubdirectory("newsletter-desk-").FullName;
        try
        {
            CorpusFolder.Write(Path.Join(folder, "inbox"), CorpusFormat.Newsletter, articles);
            using var storage = new LocalStorage(LocalFolders.In(folder), TimeProvider.System, OutputHeaders.Of);
            var stores = new Stores(storage.Inbox, storage.Web, storage.Reports, storage.State, storage.Catalogue);
            var site = new SiteSettings();
            await new Publication(stores, site, TemplateSources.Default, TimeProvider.System).RunAsync(new(), _ => { }, default);
            var host = new DeskHost(new(site, stores, Path.Join(folder, "inbox"), null), new(IPAddress.Loopback, LoopbackPort.Free()), DeskKeys.New(RandomNumberGenerator.Create()), TimeProvider.System, Console.Error.WriteLine);
            var started = Stopwatch.GetTimestamp();
            await host.StartAsync(default);
            Say("open", [Stopwatch.GetElapsedTime(started)]);
            using var stop = new CancellationTokenSource();
            var running = host.RunAsync(stop.Token);
            using var client = new HttpClient { BaseAddress = host.Address };
            Say("the list, first", [await TimeAsync(() => client.GetByteArrayAsync("list"))]);
            Say("the list, again", [await TimeAsync(() => client.GetByteArrayAsync("list"))]);
            await MeasureAsync(client, Directory.GetFiles(Path.Join(folder, "inbox"), "*.md").Order(StringComparer.Ordinal).ElementAt(articles / 2), stop.Token);
            await stop.CancelAsync();
            await running;
            await host.DisposeAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(HttpClient client, string file, CancellationToken cancel)
    {
        var told = Channel.CreateUnbounded<bool>();
        using var events = await client.GetAsync("events", HttpCompletionOption.ResponseHeadersRead, cancel);
        using var lines = new StreamReader(await events.Content.ReadAsStreamAsync(cancel));
        _ = Task.Run(async () =>
        {
            while (await lines.ReadLineAsync(cancel) is { } line)
            {
                if (line.Contains($"\"{Path.GetFileName(file)}\"", StringComparison.Ordinal))
                {
                    told.Writer.TryWrite(true);
                }
            }
        }, cancel);
        var text = await File.ReadAllTextAsync(file, cancel);
        foreach (var tab in new[] { "page", "feed", "mail", "leaks" })
        {
            var (heard, seen) = (new List<TimeSpan>(), new List<TimeSpan>());
            await PageAsync(client, Path.GetFileName(file), tab);
            for (var i = 0; i < Saves; i++)
            {
                var word = string.Create(CultureInfo.InvariantCulture, $"newword{i}{tab}");
                while (told.Reader.TryRead(out _))
                {
                }

                var started = Stopwatch.GetTimestamp();
                await File.WriteAllTextAsync(file, text.Replace("<!-- spoilers -->", $"A {word}.\n\n<!-- spoilers -->", StringComparison.Ordinal), cancel);
                await told.Reader.ReadAsync(cancel);
                heard.Add(Stopwatch.GetElapsedTime(started));
                while (!(await PageAsync(client, Path.GetFileName(file), tab)).Contains(tab == "mail" ? "<html" : word, StringComparison.Ordinal))
                {
                }

                seen.Add(Stopwatch.GetElapsedTime(started));
            }

            Say($"{tab}: save to told", heard);
            Say($"{tab}: save to new bytes", seen);
        }
    }

    private static async Task<string> PageAsync(HttpClient client, string name, string tab)
    {
        var article = JsonDocument.Parse(await client.GetByteArrayAsync($"article?name={Uri.EscapeDataString(name)}&tab={tab}")).RootElement.GetProperty("part");
        return await client.GetStringAsync((tab == "feed" ? article.GetProperty("safe") : article).GetProperty("frame").GetString());
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started);
    }

    private static void Say(string what, List<TimeSpan> times)
    {
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: median {times[times.Count / 2].TotalMilliseconds:0.0} ms, 95 % {times[times.Count * 95 / 100].TotalMilliseconds:0.0} ms, longest {times[^1].TotalMilliseconds:0.0} ms"));
    }
}

using System.Text.Json;
using MimeKit;
using Newsletter.Subscribers;
using Newsletter.Tests.Cli;
using Newsletter.Tests.Delivery;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Web;

/// <summary>The program as it comes, in a folder of its own: it serves and sends, over a real SMTP server, by a clock that the test turns.</summary>
internal sealed class RunningProduct : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly MoodySmtp smtp;
    private readonly ChildProcess program;

    private RunningProduct(TempFolder folder, TurnedClock clock, MoodySmtp smtp)
    {
        (this.folder, Clock, this.smtp) = (folder, clock, smtp);
        program = ChildProcess.Start(
            "sh",
            ["-c", $"echo $$ >pid; exec env {TurnedClock.Preload} dotnet '{DocumentedCommandsTests.CliPath}' run inbox --out site --urls http://127.0.0.1:0 --json >run.out 2>run.err"],
            new() { Folder = folder.Path, Environment = Environment, Timeout = TimeSpan.FromMinutes(5) });
    }

    public TurnedClock Clock { get; }

    public Uri Site { get; private set; } = null!;

    private Dictionary<string, string?> Environment => new(Clock.Environment)
    {
        ["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location,
        [StartupHook.Variable] = folder.At("traces"),
    };

    /// <param name="articles">Published before it starts.</param>
    public static async Task<RunningProduct> StartAsync(params (string File, string Text)[] articles)
    {
        var folder = new TempFolder();
        var smtp = await MoodySmtp.StartAsync("calm", keeps: true);
        folder.Write("newsletter.yaml", $"mail_from: Explained <news@example.com>\nsmtp: smtp+plain://127.0.0.1:{smtp.Port}\n");
        foreach (var (file, text) in articles)
        {
            folder.Write("inbox/" + file, text);
        }

        var product = new RunningProduct(folder, new(folder.At("clock")), smtp);
        using var started = JsonDocument.Parse(await product.WaitAsync(() => product.Text("run.out") is { } text && text.EndsWith('\n') ? text : null));
        product.Site = new(started.RootElement.GetProperty("served").GetString()!);
        await product.PublishedAsync(articles);

        // Pages that every reader comes through may be written after the articles.
        await product.WaitAsync(() => product.Text("site/index.html"));
        await product.WaitAsync(() => product.Text("site/feeds/index.html"));
        return product;
    }

    /// <summary>Saves articles; they are out when it ends.</summary>
    public async Task PublishAsync(params (string File, string Text)[] articles)
    {
        foreach (var (file, text) in articles)
        {
            folder.Write("inbox/" + file, text);
        }

        await PublishedAsync(articles);
    }

    /// <summary>Plans and sends what is due now, beside the running program. Returns what the command says.</summary>
    public Task<string> SendAsync() => SayAsync("digest", "send", "--out", "site");

    /// <summary>All that is known of all subscribers.</summary>
    public async Task<string> RowsAsync() => await SayAsync("subscribers", "export", "-", "--out", "site");

    /// <summary>A subscriber as stored; its ETag tells whether anything was written.</summary>
    public async Task<Subscriber> SubscriberAsync(string address)
    {
        var keys = KeyFile.ReadOrMake(folder.At(".newsletter/site"), Some.Chance);
        using var database = new Newsletter.Storage.Local.SqliteDatabase(folder.At(".newsletter/site/newsletter.db"), TimeProvider.System);
        return (await new SubscriberBook(database.Table(SubscriberBook.TableName), keys.Address).FindAsync(Some.Address(address), default))!;
    }

    /// <summary>The mail that the server took as this one, from 0 on; waits for it.</summary>
    public async Task<MimeMessage> MailAsync(int number) => await MimeMessage.LoadAsync(await WaitAsync(() => smtp.Mails().ElementAtOrDefault(number)));

    public int Mails => smtp.Mails().Count;

    /// <summary>Ends it, as a service manager does. Returns all that it and every command ever said: to people, in traces, in metrics.</summary>
    public async Task<(string Said, string Traces)> StopAsync()
    {
        program.Terminate();
        await program.Completion;
        return (Text("run.out") + Text("run.err") + Text("said"), Text("traces") ?? "");
    }

    public void Dispose()
    {
        program.Dispose();
        TurnedClock.CleanUpAfter((Text("pid") ?? "").Trim());
        smtp.Dispose();
        folder.Dispose();
    }

    private async Task<string> SayAsync(params string[] arguments)
    {
        var result = (await ChildProcess.RunAsync("env", [TurnedClock.Preload, "dotnet", DocumentedCommandsTests.CliPath, .. arguments], new() { Folder = folder.Path, Environment = Environment })).MustSucceed();

        // An export is no log: it is what was asked for.
        File.AppendAllText(folder.At("said"), result.Errors + (arguments is [_, "export", ..] ? "" : result.Output));
        return result.Output;
    }

    private async Task PublishedAsync((string File, string Text)[] articles)
    {
        foreach (var (file, _) in articles)
        {
            await WaitAsync(() => Text($"site/explainers/{Path.GetFileNameWithoutExtension(file)}/index.html"));
        }
    }

    /// <summary>Looks again and again until there is something, or the program ended.</summary>
    private async Task<string> WaitAsync(Func<string?> look)
    {
        while (true)
        {
            if (look() is { } found)
            {
                return found;
            }

            Assert.False(program.Completion.IsCompleted, Text("run.err"));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    private string? Text(string file) => File.Exists(folder.At(file)) ? folder.Read(file) : null;
}

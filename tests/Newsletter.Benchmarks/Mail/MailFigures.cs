using System.Diagnostics;
using System.Text.Json;
using Newsletter.Delivery;
using Newsletter.Digests;
using Newsletter.Subscribers;

namespace Newsletter.Benchmarks.Mail;

/// <summary>The figures of docs/operators.md on sending: how many mails a second, at what cost. Each prints one line of JSON.</summary>
internal static class MailFigures
{
    private const int WarmUp = 2_000;

    /// <summary>Composes and sends mails over so many connections, as digests are sent, but without the ledger.</summary>
    /// <param name="keys">PEM files that sign.</param>
    public static async Task SendAsync(string folder, string host, int port, int mails, int connections, string[] keys)
    {
        using var site = await MailSite.OpenAsync(folder);
        var mailer = site.Mailer([.. keys.Select((file, i) => DkimKey.Parse("site.example", $"s{i}", File.ReadAllText(file)))]);
        var transport = new SmtpTransport(new("sink", host, port, SmtpSecurity.None));
        await MeasureAsync("ours", mails, connections, () => Task.FromResult(Sender(transport, mailer)));
    }

    /// <summary>The same by plain MailKit.</summary>
    public static async Task MailKitAsync(string folder, string host, int port, int mails, int connections, string[] keys)
    {
        var pieces = await PiecesAsync(folder);
        await MeasureAsync("mailkit", mails, connections, PlainMailKit.Worker(pieces, host, port, keys.Length > 0 ? await File.ReadAllTextAsync(keys[0]) : null));
    }

    /// <summary>Texts for peers that are no .NET programs. Prints the bytes of a mail.</summary>
    public static async Task WritePiecesAsync(string folder, string file)
    {
        await File.WriteAllTextAsync(file, (await PiecesAsync(folder)).ToJson());
        using var site = await MailSite.OpenAsync(folder);
        var reader = MailSite.Reader(1);
        Console.WriteLine((await site.Mailer([]).ComposeAsync(MailSite.Delivery(reader, 1), reader, default))!.Content.Length);
    }

    /// <summary>Everything that sending a digest takes: ledger, subscriber, suppression, composing, SMTP.</summary>
    /// <param name="readers">Each is due.</param>
    public static async Task LedgerAsync(string folder, string host, int port, int readers, int connections, string[] keys)
    {
        using var site = await MailSite.OpenAsync(folder);
        var book = new SubscriberBook(site.Storage.Database.Table(SubscriberBook.TableName), new(new byte[32]));
        var table = site.Storage.CarefulDatabase.Table(Ledger.TableName);
        var queue = site.Storage.CarefulDatabase.Queue(DeliveryQueue.Name);
        var ledger = new Ledger(table);
        foreach (var some in Enumerable.Range(0, readers).Chunk(1_000))
        {
            var added = await book.AddAsync([.. some.Select(MailSite.Reader)], default);
            var planned = await ledger.PlanAsync([.. added.Select((one, i) => MailSite.Delivery(one.Subscriber, some[i]) with { Changed = TimeProvider.System.GetUtcNow() })], default);
            await DeliveryQueue.EnqueueAsync(queue, planned.Select(p => p.Key), TimeSpan.Zero, default);
        }

        var mailer = site.Mailer([.. keys.Select((file, i) => DkimKey.Parse("site.example", $"s{i}", File.ReadAllText(file)))]);
        var rules = new SendingRules { Connections = connections };
        var clock = TimeProvider.System;
        using var throttle = new Throttle(table, "sink", RateLimit.None, rules.FirstHold, clock);
        var sender = new DigestSender(
            ledger, book, mailer.ComposeAsync, [new(new SmtpTransport(new("sink", host, port, SmtpSecurity.None)), throttle)], queue, new(table, clock), rules, clock);
        var measured = new Measured();
        var accepted = 0;
        while (await queue.ReceiveAsync(1, TimeSpan.FromMinutes(10), default) is [var message, ..])
        {
            accepted += (await sender.SendAsync(message.Body, default)).GetValueOrDefault(DeliveryState.Accepted);
            await queue.CompleteAsync(message, default);
        }

        measured.Say("ledger", accepted);
    }

    /// <summary>Plans for so many subscribers of whom so many are due.</summary>
    public static async Task PlanAsync(string folder, int subscribers, int due, int rounds)
    {
        using var site = await MailSite.OpenAsync(folder);
        var book = new SubscriberBook(site.Storage.Database.Table(SubscriberBook.TableName), new(new byte[32]));
        var now = TimeProvider.System.GetUtcNow();
        if (await book.FindAsync(MailSite.Reader(subscribers - 1).Address, default) is null)
        {
            foreach (var some in Enumerable.Range(0, subscribers).Chunk(1_000))
            {
                // Spread over the week to come.
                await book.AddAsync([.. some.Select(number => MailSite.Reader(number) with { NextDue = now.AddDays(1).AddSeconds(number % 604_800), Preferences = new() { Cadence = DigestCadence.Weekly } })], default);
            }
        }

        var ledger = new Ledger(site.Storage.CarefulDatabase.Table(Ledger.TableName));
        var queue = site.Storage.CarefulDatabase.Queue(DeliveryQueue.Name);
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < due; i++)
            {
                // Any of them, all over the million.
                var found = await book.FindAsync(MailSite.Reader((int)((long)((round * due) + i) * 7919 % subscribers)).Address, default);
                await book.ChangeAsync(found!.Id, reader => reader with { NextDue = now.AddMinutes(-1), Watermark = 0 }, default);
            }

            var measured = new Measured();
            var planned = await new DigestPlanner(site.Catalogue, site.Announcements, book, ledger, queue, TimeProvider.System).PlanAsync(default);
            measured.Say($"plan-{subscribers}", planned);
        }
    }

    private static Func<int, Task> Sender(SmtpTransport transport, DigestMailer mailer)
    {
        IMailConnection? connection = null;
        return async number =>
        {
            var reader = MailSite.Reader(number);
            var mail = await mailer.ComposeAsync(MailSite.Delivery(reader, number), reader, default) ?? throw new InvalidOperationException("There is no mail.");
            using var lent = mail.Lent;
            if (connection is not { IsUsable: true })
            {
                await (connection?.DisposeAsync() ?? ValueTask.CompletedTask);
                connection = (await transport.ConnectAsync(default)).Connection ?? throw new InvalidOperationException("Nobody listens.");
            }

            var reply = await connection.SendAsync(mail, () => new(true), default);
            if (reply.Outcome != SendOutcome.Accepted)
            {
                throw new InvalidOperationException($"Not taken: {reply.Text}");
            }
        };
    }

    /// <param name="connect">Makes a worker, which sends to readers one after another.</param>
    private static async Task MeasureAsync(string name, int mails, int connections, Func<Task<Func<int, Task>>> connect)
    {
        var workers = new List<Func<int, Task>>();
        for (var i = 0; i < connections; i++)
        {
            workers.Add(await connect());
        }

        var first = Math.Min(WarmUp, mails);
        await RunAsync(workers, 0, first);
        var measured = new Measured();
        await RunAsync(workers, first, mails);
        measured.Say(name, mails);
    }

    private static async Task RunAsync(IReadOnlyList<Func<int, Task>> workers, int first, int mails)
    {
        var next = first - 1;
        await Task.WhenAll(workers.Select(worker => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var number && number < first + mails)
            {
                await worker(number);
            }
        })));
    }

    private static async Task<MailPieces> PiecesAsync(string folder)
    {
        using var site = await MailSite.OpenAsync(folder);
        var composer = new DigestComposer(site.Catalogue, new(site.Settings, Templates.TemplateSources.Default), site.Settings);
        var (html, text) = (new List<string>(), new List<string>());
        MailPieces? some = null;
        foreach (var number in Enumerable.Range(1, MailSite.Articles))
        {
            var article = await site.Catalogue.FindAsync((await site.Announcements.FindAsync(number, default))!, default);
            var links = new DigestLinks(new("https://site.example/unsubscribe/?t=1"), new("https://site.example/preferences/?t=1"));
            var digest = await composer.ComposeAsync(new(DigestCadence.Weekly, MailSite.Since, [article!, article!], 0, Spoilers.Tolerance.None, new("en")), links, default);
            some = MailPieces.Of(digest.Html, digest.Text);
            html.Add(some.Html[1]);
            text.Add(some.Text[1]);
        }

        return new([some!.Html[0], .. html, some.Html[^1]], [some.Text[0], .. text, some.Text[^1]]);
    }

    /// <summary>Time and processor time from here on.</summary>
    private sealed class Measured
    {
        private readonly TimeSpan began = Process.GetCurrentProcess().TotalProcessorTime;
        private readonly Stopwatch watch = Stopwatch.StartNew();

        public void Say(string name, int mails)
        {
            var (seconds, cpu) = (watch.Elapsed.TotalSeconds, (Process.GetCurrentProcess().TotalProcessorTime - began).TotalSeconds);
            Console.WriteLine(JsonSerializer.Serialize(new { name, mails, seconds = Math.Round(seconds, 3), cpu = Math.Round(cpu, 3), peak = Process.GetCurrentProcess().PeakWorkingSet64 / 1024 / 1024, heap = GC.GetGCMemoryInfo().TotalCommittedBytes / 1024 / 1024 }));
        }
    }
}

using System.CommandLine;
using System.Globalization;
using Newsletter.Delivery;

namespace Newsletter.Cli.Commands;

/// <summary><c>newsletter deliveries</c>: what became of digests, and an operator's word about those that may have arrived.</summary>
internal static class DeliveriesCommand
{
    private const int MostListed = 100;

    private static readonly (DeliveryState State, string Word, string Meaning)[] Lists =
    [
        (DeliveryState.Planned, "open", "to be sent or tried again"),
        (DeliveryState.Failed, "failed", "refused for good"),
        (DeliveryState.Uncertain, "uncertain", "the connection died at the end: they may have arrived"),
    ];

    public static Command Create(CliConsole console)
    {
        var site = new SiteOptions();
        var uncertain = new Option<bool>("--uncertain") { Description = "Only those that may have arrived." };
        var failed = new Option<bool>("--failed") { Description = "Only those that were refused for good." };
        var again = new Option<string[]>("--send-again") { HelpName = "key", Description = "Send one again that failed or may have arrived: its reader may get it twice. May be given again.", DefaultValueFactory = _ => [] };
        var command = new Command("deliveries", "Say which digests wait, failed or may have arrived.") { uncertain, failed, again };
        site.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var open = site.Of(parsed).Open();
            var keys = parsed.GetRequiredValue(again);
            if (keys.Length > 0)
            {
                return await SendAgainAsync(console, open, keys, parsed.GetValue(CliOptions.Json), cancel);
            }

            var (onlyUncertain, onlyFailed) = (parsed.GetValue(uncertain), parsed.GetValue(failed));
            var lists = Lists.Where(l => !(onlyUncertain || onlyFailed) || (onlyUncertain && l.State == DeliveryState.Uncertain) || (onlyFailed && l.State == DeliveryState.Failed));
            await WriteAsync(console, open, lists, parsed.GetValue(CliOptions.Json), cancel);
            return ExitCodes.Success;
        });
        return command;
    }

    private static async Task<int> SendAgainAsync(CliConsole console, OpenSite open, string[] keys, bool asJson, CancellationToken cancel)
    {
        var desk = await OpenDigests.DeliveriesAsync(open, cancel);
        var (told, refused) = (0, new List<string>());
        foreach (var key in keys)
        {
            if (Parse(key) is { } digest && await desk.SendAgainAsync(digest, cancel))
            {
                told++;
            }
            else
            {
                refused.Add(key);
            }
        }

        if (asJson)
        {
            console.WriteJson(json => json.WriteNumber("again", told));
        }
        else if (told > 0)
        {
            console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{told} {(told == 1 ? "goes" : "go")} out again, by 'newsletter run' or: newsletter digest send"));
        }

        return refused.Count == 0
            ? ExitCodes.Success
            : throw new CliException(ExitCodes.Configuration, $"No failed or uncertain delivery has the key {string.Join(", ", refused)}.", "See the keys with: newsletter deliveries");
    }

    private static DigestKey? Parse(string key)
    {
        try
        {
            return DigestKey.Parse(key);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static async Task WriteAsync(
        CliConsole console, OpenSite open, IEnumerable<(DeliveryState State, string Word, string Meaning)> lists, bool asJson, CancellationToken cancel)
    {
        var book = await open.Readers.BookAsync(cancel);
        var ledger = new Ledger(open.Deliveries.Table);
        var found = new List<(string Word, string Meaning, IReadOnlyList<DeliveryRecord> Some, int Count)>();
        foreach (var (state, word, meaning) in lists)
        {
            var (some, count) = (new List<DeliveryRecord>(), 0);
            await foreach (var delivery in ledger.ListAsync(state, cancel))
            {
                count++;
                if (some.Count < MostListed)
                {
                    some.Add(delivery);
                }
            }

            found.Add((word, meaning, some, count));
        }

        var paused = await new SendingPause(open.Deliveries.Table, TimeProvider.System).SinceAsync(cancel);
        if (asJson)
        {
            WriteJson(console, found, paused);
            return;
        }

        foreach (var (word, meaning, some, count) in found)
        {
            console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} {word}{(count > 0 ? $": {meaning}" : "")}."));
            foreach (var delivery in some)
            {
                var address = (await book.GetAsync(delivery.Key.Subscriber, cancel))?.Address.Value ?? "(gone)";
                console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {delivery.Key}  {address}  {delivery.Changed.UtcDateTime:yyyy-MM-dd HH:mm}  {delivery.Reply}").TrimEnd());
            }

            if (count > some.Count)
            {
                console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ... and {count - some.Count} more"));
            }
        }

        if (paused is { } since)
        {
            console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Sending is paused since {since.UtcDateTime:yyyy-MM-dd HH:mm} UTC. Go on with: newsletter digest resume"));
        }
    }

    private static void WriteJson(CliConsole console, List<(string Word, string Meaning, IReadOnlyList<DeliveryRecord> Some, int Count)> found, DateTimeOffset? paused) => console.WriteJson(json =>
    {
        if (paused is { } since)
        {
            json.WriteString("paused", since);
        }

        json.WriteStartObject("counts");
        foreach (var (word, _, _, count) in found)
        {
            json.WriteNumber(word, count);
        }

        json.WriteEndObject();
        json.WriteStartArray("deliveries");
        foreach (var delivery in found.SelectMany(f => f.Some))
        {
            json.WriteStartObject();
            json.WriteString("key", delivery.Key.ToString());
            json.WriteString("state", delivery.State.ToString().ToLowerInvariant());
            json.WriteString("due", delivery.Due);
            json.WriteString("changed", delivery.Changed);
            json.WriteNumber("attempts", delivery.Attempts);
            json.WriteString("provider", delivery.Provider);
            json.WriteString("reply", delivery.Reply);
            json.WriteString("message_id", delivery.MessageId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}

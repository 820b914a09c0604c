using System.CommandLine;
using System.Globalization;
using Newsletter.Delivery;
using Newsletter.Digests;
using Newsletter.Subscribers;

namespace Newsletter.Cli.Commands;

/// <summary><c>newsletter digest send</c>, <c>pause</c>, <c>resume</c> and <c>cancel</c>.</summary>
internal static class DigestSending
{
    public static Command Send(CliConsole console)
    {
        var site = new SiteOptions();
        var outbox = new Option<DirectoryInfo?>("--outbox") { HelpName = "folder", Description = "Where mails go, as .eml files, while no server is set. Default: outbox in the state folder." };
        var test = new Option<string?>("--test") { HelpName = "address", Description = "Send only this address, as a test, what came out lately. Nothing is planned, and nobody's next digest changes." };
        var span = new DigestSpan();
        var command = new Command("send", "Plan the digests that are due now, and send what waits. Safe to run at any time, twice, and beside 'run'.") { outbox, test };
        span.AddTo(command);
        site.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var on = site.Of(parsed);
            using var open = on.Open();
            var folder = on.Settings.Mail.Servers.Count > 0 ? "" : OpenDigests.Outbox(on, parsed.GetValue(outbox));
            using var desk = await OpenDigests.DeskAsync(open, on.Settings, on, folder, cancel);
            if (parsed.GetValue(test) is { } address)
            {
                return await TryAsync(console, desk, address, span.Of(parsed), parsed.GetValue(CliOptions.Json), cancel);
            }

            span.MustBeUnused(parsed);
            if (await IsPausedAsync(open, cancel) is { } since)
            {
                throw new CliException(ExitCodes.Refused, string.Create(CultureInfo.InvariantCulture, $"Sending is paused since {since.UtcDateTime:yyyy-MM-dd HH:mm} UTC."), "Go on with: newsletter digest resume");
            }

            var planned = await desk.PlanAsync(cancel);
            var counts = new SortedDictionary<DeliveryState, int>();
            while (await desk.SendNextAsync(cancel) is { } sent)
            {
                foreach (var (state, count) in sent)
                {
                    counts[state] = counts.GetValueOrDefault(state) + count;
                }
            }

            Write(console, parsed.GetValue(CliOptions.Json), planned, counts);
            return counts.ContainsKey(DeliveryState.Failed) || counts.ContainsKey(DeliveryState.Uncertain) ? ExitCodes.Problems : ExitCodes.Success;
        });
        return command;
    }

    private static async Task<int> TryAsync(CliConsole console, DigestDesk desk, string address, (DigestCadence Cadence, DateTimeOffset From, DateTimeOffset Until) span, bool asJson, CancellationToken cancel)
    {
        if (!EmailAddress.TryParse(address, out var to))
        {
            throw new CliException(ExitCodes.Usage, "--test is no address that mail can be sent to.", "Say one such as editors@example.org; letters before the @ must be ASCII.");
        }

        var result = await desk.TryAsync(to, span.Cadence, span.From, span.Until, cancel);
        if (asJson)
        {
            console.WriteJson(json =>
            {
                json.WriteString("subject", result?.Subject);
                json.WriteString("reply", result?.Reply.Text);
            });
        }
        else
        {
            console.Out.WriteLine(result switch
            {
                null => string.Create(CultureInfo.InvariantCulture, $"Nothing for mail came out from {span.From:yyyy-MM-dd} up to {span.Until:yyyy-MM-dd}: no mail."),
                _ => result.Problem ?? $"Sent: {result.Subject}",
            });
        }

        return result?.Problem is null ? ExitCodes.Success : ExitCodes.Problems;
    }

    public static Command Pause(CliConsole console) => Order(
        "pause", "Stop sending within a second; mails under way are finished. Planning goes on.",
        async (desk, cancel) => ("paused", 1, $"Sending is paused since {Text(await desk.PauseAsync(cancel))} UTC. Go on with: newsletter digest resume"), console);

    public static Command Resume(CliConsole console) => Order(
        "resume", "Go on sending after a pause.",
        async (desk, cancel) => await desk.ResumeAsync(cancel) is { } open
            ? ("resumed", open, string.Create(CultureInfo.InvariantCulture, $"Sending goes on: {open} {(open == 1 ? "digest waits" : "digests wait")}."))
            : ("resumed", 0, "Sending was not paused."),
        console);

    public static Command Cancel(CliConsole console) => Order(
        "cancel", "Stop every digest that is planned and not on its way. Its articles do not come again in a later one.",
        async (desk, cancel) =>
        {
            var (cancelled, underWay) = await desk.CancelAsync(cancel);
            var late = underWay == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {underWay} {(underWay == 1 ? "is" : "are")} on the way and can't be stopped.");
            return ("cancelled", cancelled, string.Create(CultureInfo.InvariantCulture, $"{cancelled} {(cancelled == 1 ? "digest is" : "digests are")} stopped.") + late);
        },
        console);

    private static Command Order(
        string name, string description, Func<DeliveryDesk, CancellationToken, Task<(string Key, int Count, string Text)>> act, CliConsole console)
    {
        var site = new SiteOptions();
        var command = new Command(name, description);
        site.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var open = site.Of(parsed).Open();
            var (key, count, text) = await act(await OpenDigests.DeliveriesAsync(open, cancel), cancel);
            if (parsed.GetValue(CliOptions.Json))
            {
                console.WriteJson(json => json.WriteNumber(key, count));
            }
            else
            {
                console.Out.WriteLine(text);
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static ValueTask<DateTimeOffset?> IsPausedAsync(OpenSite open, CancellationToken cancel) => new SendingPause(open.Deliveries.Table, TimeProvider.System).SinceAsync(cancel);

    private static void Write(CliConsole console, bool asJson, int planned, SortedDictionary<DeliveryState, int> counts)
    {
        if (asJson)
        {
            console.WriteJson(json =>
            {
                json.WriteNumber("planned", planned);
                foreach (var state in Enum.GetValues<DeliveryState>().Where(state => state != DeliveryState.Planned))
                {
                    json.WriteNumber(state.ToString().ToLowerInvariant(), counts.GetValueOrDefault(state));
                }
            });
            return;
        }

        console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{planned} planned; ")
            + (counts.Count == 0 ? "nothing to send." : string.Join(", ", counts.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Value} {c.Key.ToString().ToLowerInvariant()}"))) + "."));
        if (counts.ContainsKey(DeliveryState.Retry))
        {
            console.Out.WriteLine("Some are to be tried again later: by 'newsletter run', or by this command then.");
        }

        if (counts.ContainsKey(DeliveryState.Failed) || counts.ContainsKey(DeliveryState.Uncertain))
        {
            console.Out.WriteLine("See: newsletter deliveries");
        }
    }

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}

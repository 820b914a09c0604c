using System.CommandLine;
using System.Globalization;
using Newsletter.Storage.Local;
using Newsletter.Subscribers;
using Newsletter.Subscribers.Csv;

namespace Newsletter.Cli.Commands;

/// <summary><c>newsletter subscribers</c>: who gets mail.</summary>
internal static class SubscribersCommand
{
    public static Command Create(CliConsole console) => new("subscribers", "Who gets mail: look, take over, hand on, lift, erase.")
    {
        List(console),
        SubscribersImport.Create(console),
        Export(console),
        Lift(console),
        Erase(console),
    };

    /// <summary>The options that say which site, without its inbox as an argument: these commands have arguments of their own.</summary>
    public static SiteOptions Site(Command command)
    {
        var site = new SiteOptions();
        var inbox = new Option<DirectoryInfo>("--inbox", "-i") { HelpName = "folder", Description = "The inbox, where the site is in folders.", DefaultValueFactory = _ => new DirectoryInfo("inbox") };
        site.AddTo(command, inbox);
        return site;
    }

    private static Option<SubscriberState?> Only() => new("--only") { HelpName = "pending|active|unsubscribed|suppressed", Description = "Subscribers of this state alone." };

    private static Command List(CliConsole console)
    {
        var only = Only();
        var most = new Option<int>("--most") { HelpName = "number", Description = "So many are shown; the numbers count all.", DefaultValueFactory = _ => 50 };
        var command = new Command("list", "Say how many subscribers there are, and show some.") { only, most };
        var site = Site(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var open = site.Of(parsed).Open();
            var wanted = parsed.GetValue(only);
            var counts = Enum.GetValues<SubscriberState>().ToDictionary(s => s, _ => 0L);
            var shown = new List<Subscriber>();
            await foreach (var subscriber in (await open.Readers.BookAsync(cancel)).AllAsync(cancel))
            {
                counts[subscriber.State]++;
                if ((wanted is null || subscriber.State == wanted) && shown.Count < parsed.GetValue(most))
                {
                    shown.Add(subscriber);
                }
            }

            Write(console, parsed.GetValue(CliOptions.Json), counts, shown);
            return ExitCodes.Success;
        });
        return command;
    }

    private static void Write(CliConsole console, bool asJson, Dictionary<SubscriberState, long> counts, List<Subscriber> shown)
    {
        if (!asJson)
        {
            foreach (var subscriber in shown)
            {
                console.Out.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{subscriber.Address.Value}  {Word(subscriber.State)}  {Word(subscriber.Preferences.Cadence)}  since {subscriber.Consent.At.UtcDateTime:yyyy-MM-dd}"));
            }

            console.Out.WriteLine(string.Join(", ", counts.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Value} {Word(c.Key)}"))) + ".");
            return;
        }

        console.WriteJson(json =>
        {
            json.WriteStartObject("counts");
            foreach (var (state, count) in counts)
            {
                json.WriteNumber(Word(state), count);
            }

            json.WriteEndObject();
            json.WriteStartArray("subscribers");
            foreach (var subscriber in shown)
            {
                json.WriteStartObject();
                json.WriteString("id", subscriber.Id.Value);
                json.WriteString("address", subscriber.Address.Value);
                json.WriteString("state", Word(subscriber.State));
                json.WriteString("cadence", Word(subscriber.Preferences.Cadence));
                json.WriteString("asked", subscriber.Consent.At);
                if (subscriber.NextDue is { } due)
                {
                    json.WriteString("next", due);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    private static Command Export(CliConsole console)
    {
        var file = new Argument<string>("file") { Description = "Where the CSV goes; - for standard output." };
        var only = Only();
        var command = new Command("export", "Write subscribers and what they chose as CSV, which import takes.") { file, only };
        var site = Site(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var open = site.Of(parsed).Open();
            var (path, asJson) = (parsed.GetRequiredValue(file), parsed.GetValue(CliOptions.Json));
            if (path == "-" && asJson)
            {
                throw new CliException(ExitCodes.Usage, "Standard output can't have both the CSV and JSON.", "Name a file, or leave --json out.");
            }

            var book = await open.Readers.BookAsync(cancel);
            await using var output = path == "-" ? null : new StreamWriter(path, PrivateFile.Options(FileMode.Create));
            var count = await new SubscriberExporter(book).WriteAsync(output ?? console.Out, parsed.GetValue(only), cancel);
            if (asJson)
            {
                console.WriteJson(json => json.WriteNumber("exported", count));
            }
            else if (output is not null)
            {
                console.Out.WriteLine($"{count} {(count == 1 ? "subscriber" : "subscribers")} in {path}, with their addresses: keep it safe.");
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static Command Lift(CliConsole console)
    {
        var address = Address();
        var command = new Command("lift", "Let an address get mail again that bounced or complained. Its owner has to sign up anew.") { address };
        var site = Site(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var wanted = Wanted(parsed, address);
            using var open = site.Of(parsed).Open();
            if (!await (await open.Readers.BookAsync(cancel)).LiftAsync(wanted, cancel))
            {
                throw new CliException(ExitCodes.Configuration, "This address is not suppressed.", "'newsletter subscribers list --only suppressed' shows who is, among subscribers.");
            }

            if (parsed.GetValue(CliOptions.Json))
            {
                console.WriteJson(json => json.WriteBoolean("lifted", true));
            }
            else
            {
                console.Out.WriteLine("Lifted: mails may be sent there again, once its owner has signed up.");
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static Argument<string> Address() => new("address") { Description = "The address of the subscriber." };

    private static EmailAddress Wanted(ParseResult parsed, Argument<string> address) => EmailAddress.TryParse(parsed.GetRequiredValue(address), out var wanted)
        ? wanted
        : throw new CliException(ExitCodes.Usage, "That is no e-mail address.", "Write it like name@example.org.");

    private static Command Erase(CliConsole console)
    {
        var address = Address();
        var yes = new Option<bool>("--yes") { Description = "It can't be undone: say that you mean it." };
        var command = new Command("erase", "Erase all that is known of a subscriber, but that their mailbox refused mail, if it did.") { address, yes };
        var site = Site(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var wanted = Wanted(parsed, address);
            using var open = site.Of(parsed).Open();
            var book = await open.Readers.BookAsync(cancel);
            if (await book.FindAsync(wanted, cancel) is not { } subscriber)
            {
                throw new CliException(ExitCodes.Configuration, "No subscriber has this address.", "'newsletter subscribers list' shows who there is.");
            }

            if (!parsed.GetValue(yes))
            {
                throw new CliException(ExitCodes.Refused, $"This erases one subscriber ({Word(subscriber.State)}) for good.", "If that is meant, say --yes.");
            }

            var isErased = await book.EraseAsync(subscriber.Id, cancel);
            if (parsed.GetValue(CliOptions.Json))
            {
                console.WriteJson(json => json.WriteBoolean("erased", isErased));
            }
            else
            {
                console.Out.WriteLine("Erased.");
            }

            return ExitCodes.Success;
        });
        return command;
    }

    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

using System.Globalization;
using Azure;
using Azure.Core;
using Newsletter.Delivery;
using Newsletter.Storage;
using Newsletter.Subscribers;

namespace Newsletter.Azure;

/// <summary>One thing of an account that was looked at.</summary>
/// <param name="What">What it is, and how it is.</param>
/// <param name="Advice">What to mend, with the command that does it; empty: it is well.</param>
public sealed record AccountFinding(string What, string Advice = "");

/// <summary>
/// Looks whether an account has all that the pipeline works with, and whether we may do what it does there: by trying what changes nothing.
/// </summary>
public sealed class AccountCheckup
{
    private const string Probe = ".newsletter-doctor";
    private const string NoSuchVersion = "\"0x0\"";

    /// <summary>Tokens are refused at a skew of about this much, keys at three times as much.</summary>
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(5);

    /// <summary>A message that nobody sees: it is taken away again at once, and vanishes by itself should we die before.</summary>
    private static readonly TimeSpan Hidden = TimeSpan.FromSeconds(60);

    private readonly AnswerWatch watch;
    private readonly AzureStorage storage;
    private readonly AzCommands az;

    /// <param name="clock">This machine's.</param>
    public AccountCheckup(AzureStorageSettings settings, TimeProvider clock)
    {
        watch = new(clock);
        storage = new(settings, options =>
        {
            options.Retry.MaxRetries = 1;
            options.AddPolicy(watch, HttpPipelinePosition.PerCall);
        });
        az = new(storage.AccountName);
    }

    /// <summary>Whether the site sends mail: then what belongs to readers is looked at too.</summary>
    public bool HasReaders { get; init; }

    /// <summary>Each finding in turn; only the first and the clock when the account can't be asked at all.</summary>
    public async Task<IReadOnlyList<AccountFinding>> RunAsync(CancellationToken cancel)
    {
        var findings = new List<AccountFinding>();
        if (await UnreachableAsync(cancel) is { } problem)
        {
            findings.Add(new($"account {storage.AccountName}", problem));
        }
        else
        {
            findings.Add(new($"account {storage.AccountName}"));
            findings.Add(await ContainerAsync("inbox", storage.Inbox, cancel));
            findings.Add(await ContainerAsync("reports", storage.Reports, cancel));
            findings.Add(await ContainerAsync("$web", storage.Web, cancel));
            findings.Add(await ContainerAsync("state", storage.State, cancel));
            foreach (var (name, table) in HasReaders ? AllTables : AllTables[..1])
            {
                findings.Add(await TableAsync(name, table, cancel));
            }

            foreach (var name in HasReaders ? AzureStorage.QueueNames : AzureStorage.QueueNames[..1])
            {
                findings.Add(await QueueAsync(name, cancel));
                findings.Add(await QueueAsync(name + AzureWorkQueue.PoisonSuffix, cancel));
            }

            findings.Add(await WebsiteAsync(cancel));
        }

        if (watch.Ahead is { } ahead)
        {
            findings.Add(Clock(ahead));
        }

        if (watch.Version is { } version)
        {
            findings.Add(new($"storage protocol {version}"));
        }

        return findings;
    }

    /// <summary>Null when the service answers us, be it with a refusal.</summary>
    private async Task<string?> UnreachableAsync(CancellationToken cancel)
    {
        try
        {
            await storage.Inbox.GetItemAsync(Probe, cancel);
            return null;
        }
        catch (StorageException problem)
        {
            return AzureProblem.FailureOf(problem) is { Status: 403 or 404, ErrorCode: not ("AuthenticationFailed" or AzureProblem.KeysAreOff) } ? null : problem.Message;
        }
    }

    private Task<AccountFinding> ContainerAsync(string name, IBlobStore store, CancellationToken cancel) =>
        TryAsync($"container {name}", az.Container(name), az.Role("Blob"), async () =>
        {
            await store.GetItemAsync(Probe, cancel);

            // A condition that can't hold: whoever may write is told so, and nothing is written.
            await store.PutAsync(Probe, default, new("text/plain"), WriteCondition.IfUnchanged(NoSuchVersion), cancel);
        });

    /// <summary>That of articles first.</summary>
    private (string Name, ITable Table)[] AllTables =>
        [(AzureStorage.CatalogueName, storage.Catalogue), (SubscriberBook.TableName, storage.Subscribers), (Ledger.TableName, storage.Deliveries)];

    private Task<AccountFinding> TableAsync(string name, ITable table, CancellationToken cancel) =>
        TryAsync($"table {name}", az.Table(name), az.Role("Table"), async () =>
        {
            await table.GetAsync(Probe, Probe, cancel);
            await table.PutAsync(Probe, Probe, "", WriteCondition.IfUnchanged("W/\"0\""), cancel);
        });

    private Task<AccountFinding> QueueAsync(string name, CancellationToken cancel) =>
        TryAsync($"queue {name}", az.Queue(name), az.Role("Queue"), async () =>
        {
            var queue = storage.Queues.GetQueueClient(name);
            await queue.PeekMessagesAsync(1, cancel);
            var sent = (await queue.SendMessageAsync(QueueText.Encode(name), Hidden, Hidden + Hidden, cancel)).Value;
            await queue.DeleteMessageAsync(sent.MessageId, sent.PopReceipt, cancel);
        });

    private async Task<AccountFinding> WebsiteAsync(CancellationToken cancel)
    {
        try
        {
            var website = (await storage.Blobs.GetPropertiesAsync(cancel)).Value.StaticWebsite;
            var isWell = website is { Enabled: true, IndexDocument: AzCommands.IndexDocument, ErrorDocument404Path: AzCommands.NotFoundDocument };
            return new(
                $"static website{(website is not { Enabled: true } ? " is off" : isWell ? "" : $" shows '{website.IndexDocument}' and '{website.ErrorDocument404Path}'")}",
                isWell ? "" : $"Readers don't get the site as it is meant. {az.StaticWebsite}");
        }
        catch (RequestFailedException refused) when (refused.Status == 403)
        {
            // The roles for data don't let anybody look, so that is no fault of this identity.
            return new("static website: can't be seen with the roles for data; the role Reader on the account shows it");
        }
        catch (Exception problem) when (AzureProblem.IsOne(problem))
        {
            return new("static website", AzureProblem.Of("look at the static website", storage.Address, problem).Message);
        }
    }

    private static AccountFinding Clock(TimeSpan ahead) => new(
        string.Create(CultureInfo.InvariantCulture, $"clock: {Math.Abs(ahead.TotalSeconds):0} s {(ahead < TimeSpan.Zero ? "behind" : "ahead of")} the storage's"),
        ahead.Duration() > MostSkew ? "Set this machine's clock (timedatectl set-ntp true): the storage refuses whoever is far off, and articles come out at a wrong time." : "");

    private async Task<AccountFinding> TryAsync(string what, string make, string allow, Func<Task> operation)
    {
        try
        {
            await operation();
            return new(what + ", may be read and written");
        }
        catch (Exception problem) when (problem is StorageException || AzureProblem.IsOne(problem))
        {
            return AzureProblem.FailureOf(problem) switch
            {
                { Status: 404 } => new(what + " is missing", "Make it: " + make),
                { Status: 403, ErrorCode: "AuthorizationFailure" } => new(
                    what + " is closed to us", $"Either the key or signature isn't good for it, or this machine is kept out: {az.NetworkRules}. If a role is missing: {allow}"),
                { Status: 403 } => new(what + " is closed to us", "A role is missing (a new one takes some minutes): " + allow),
                _ => new(what, problem as StorageException is { } said ? said.Message : AzureProblem.Of("use the " + what, storage.Address, problem).Message),
            };
        }
    }
}

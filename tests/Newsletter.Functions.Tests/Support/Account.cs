using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Newsletter.Azure;
using Newsletter.Azure.Tests.Support;

namespace Newsletter.Functions.Tests.Support;

/// <summary>A storage account of one test: an editor's hands, the host's queue pump, and what readers see.</summary>
internal sealed class Account
{
    /// <summary>A message whose handler dies comes again after so long.</summary>
    private static readonly TimeSpan Hidden = TimeSpan.FromSeconds(120);

    /// <summary>For calls that take their time: the host hides a message for as long as it is worked on.</summary>
    public static TimeSpan LongHidden { get; } = TimeSpan.FromMinutes(20);

    private readonly BlobServiceClient blobs;
    private readonly QueueClient publish;

    private Account(string connection)
    {
        Connection = connection;
        blobs = new(connection);
        publish = Queue("publish");
    }

    private QueueClient Queue(string name) => new(Connection, name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });

    public string Connection { get; }

    public static async Task<Account> NewAsync()
    {
        var connection = await Azurite.NewAccountAsync();
        var storage = new AzureStorage(new() { ConnectionString = connection });
        await storage.EnsureAsync(default);
        await storage.EnsureReadersAsync(default);
        return new(connection);
    }

    public AzureStorage Storage => new(new() { ConnectionString = Connection });

    public Task UploadAsync(string name, string text) => blobs.GetBlobContainerClient("inbox").GetBlobClient(name).UploadAsync(BinaryData.FromString(text), overwrite: true);

    public Task RemoveAsync(string name) => blobs.GetBlobContainerClient("inbox").GetBlobClient(name).DeleteAsync();

    /// <summary>An upload, and the event that tells of it.</summary>
    public async Task<HttpStatusCode> UploadAsync(Handler handler, string name, string text)
    {
        await UploadAsync(name, text);
        return (await handler.CallAsync("IngestArticle", Bodies.Blob(name, Encoding.UTF8.GetBytes(text)))).Status;
    }

    /// <summary>Calls PublishChanges for each message until there are none, as the host does.</summary>
    public Task PumpAsync(Handler handler, TimeSpan? hidden = null) =>
        PumpAsync("publish", async text => (await handler.CallAsync("PublishChanges", Bodies.Queue(text))).Status == HttpStatusCode.OK, hidden);

    /// <inheritdoc cref="PumpAsync(Handler, TimeSpan?)"/>
    public Task PumpAsync(Func<string, Task<bool>> call) => PumpAsync("publish", call);

    /// <summary>Calls for each message of a queue until there are none.</summary>
    public async Task PumpAsync(string name, Func<string, Task<bool>> call, TimeSpan? hidden = null)
    {
        var queue = Queue(name);
        while ((await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount > 0)
        {
            await PumpOnceAsync(queue, call, hidden);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    /// <summary>The messages there are now; one whose call fails comes again.</summary>
    public Task PumpOnceAsync(Func<string, Task<bool>> call, TimeSpan? hidden = null) => PumpOnceAsync(publish, call, hidden);

    private static async Task PumpOnceAsync(QueueClient queue, Func<string, Task<bool>> call, TimeSpan? hidden)
    {
        foreach (var message in (await queue.ReceiveMessagesAsync(4, hidden ?? Hidden)).Value)
        {
            if (await call(message.Body.ToString()))
            {
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
            }
            else
            {
                await queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, message.Body, TimeSpan.Zero);
            }
        }
    }

    /// <summary>Texts of the messages that wait, hidden ones too.</summary>
    public async Task<IReadOnlyList<string>> MessagesAsync()
    {
        var texts = new List<string>();
        while ((await publish.GetPropertiesAsync()).Value.ApproximateMessagesCount > texts.Count)
        {
            texts.AddRange((await publish.ReceiveMessagesAsync(32, Hidden)).Value.Select(message => message.Body.ToString()));
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        return texts;
    }

    /// <summary>Rows that are kept of uploads for telemetry.</summary>
    public async Task<IReadOnlyList<string>> ArrivalsAsync() =>
        await Storage.Catalogue.QueryAsync("dirty", "4", "5", 100, default).Select(row => row.Row).ToListAsync();

    public async Task<string> ReadAsync(string container, string name) =>
        (await blobs.GetBlobContainerClient(container).GetBlobClient(name).DownloadContentAsync()).Value.Content.ToString();

    public async Task<bool> HasAsync(string container, string name) => await blobs.GetBlobContainerClient(container).GetBlobClient(name).ExistsAsync();

    /// <summary>Every published blob with a hash of its bytes.</summary>
    public async Task<SortedDictionary<string, string>> SiteAsync()
    {
        var site = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var web = blobs.GetBlobContainerClient("$web");
        await Parallel.ForEachAsync(web.GetBlobsAsync(), async (blob, cancel) =>
            site[blob.Name] = Convert.ToHexString(SHA256.HashData((await web.GetBlobClient(blob.Name).DownloadContentAsync(cancel)).Value.Content.ToMemory().Span)));
        return new(site, StringComparer.Ordinal);
    }

    public static string Article(string title, string hidden = "He dies at dawn.", string tag = "horror", int day = 1, string end = "") =>
        $"""
        ---
        title: "{title}"
        summary: A safe summary of it.
        spoilers: ending
        published: 2025-11-{day:00}T09:00:00Z
        updated: 2025-11-{day:00}T10:00:00Z
        tags: [{tag}]
        ---
        The lead.

        <!-- spoilers -->

        ## How it ends

        {hidden}

        {end}
        """;
}

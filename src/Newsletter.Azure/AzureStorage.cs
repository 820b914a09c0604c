using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Newsletter.Delivery;
using Newsletter.Storage;
using Newsletter.Subscribers;

namespace Newsletter.Azure;

/// <summary>
/// All storage of the pipeline in one storage account: the four containers of the design, a table and a queue, and where there are readers, two more tables and
/// queues. Nothing else holds state.
/// </summary>
public sealed class AzureStorage
{
    internal const string CatalogueName = "catalogue";
    internal const string PublishName = "publish";
    internal static readonly string[] ContainerNames = ["inbox", "reports", "$web", "state"];

    /// <summary>That of publishing first.</summary>
    internal static readonly string[] QueueNames = [PublishName, SignUp.QueueName, DeliveryQueue.Name];

    private readonly WriteMarks marks = new();
    private readonly BlobServiceClient blobs;
    private readonly QueueServiceClient queues;
    private readonly TableServiceClient tables;

    /// <param name="configure">Has the last word on each client's options.</param>
    /// <exception cref="SettingsException">The connection string can't be read.</exception>
    public AzureStorage(AzureStorageSettings settings, Action<ClientOptions>? configure = null)
    {
        var blobOptions = Options(new BlobClientOptions(), configure);
        var queueOptions = Options(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None }, configure);
        var tableOptions = Options(new TableClientOptions(), configure);
        if (settings.ConnectionString is { } connection)
        {
            try
            {
                blobs = new(connection, blobOptions);
                queues = new(connection, queueOptions);
                tables = new(connection, tableOptions);
            }
            catch (Exception fault) when (fault is FormatException or ArgumentException or InvalidOperationException)
            {
                throw new SettingsException("The storage connection string can't be read; copy it again from the account's access keys.");
            }
        }
        else
        {
            var identity = Identity(settings);
            blobs = new(settings.BlobUri, identity, blobOptions);
            queues = new(settings.QueueUri, identity, queueOptions);
            tables = new(settings.TableUri, identity, tableOptions);
        }

        Inbox = Container("inbox");
        Reports = Container("reports");
        Web = Container("$web");
        State = Container("state");
        Catalogue = Table(CatalogueName);
        Publish = Queue(PublishName);
        Subscribers = Table(SubscriberBook.TableName);
        SignUps = Queue(SignUp.QueueName);
        Deliveries = Table(Ledger.TableName);
        Digests = Queue(DeliveryQueue.Name);
    }

    public string AccountName => blobs.AccountName;

    /// <summary>Of the blobs; no secret is in it.</summary>
    public Uri Address => new(blobs.Uri.GetLeftPart(UriPartial.Path));

    internal BlobServiceClient Blobs => blobs;

    internal QueueServiceClient Queues => queues;

    public IBlobStore Inbox { get; }

    public IBlobStore Reports { get; }

    /// <summary>What the account serves as a static website.</summary>
    public IBlobStore Web { get; }

    public IBlobStore State { get; }

    public ITable Catalogue { get; }

    /// <summary>Lists to be published.</summary>
    public IWorkQueue Publish { get; }

    public ITable Subscribers { get; }

    /// <summary>Who signed up and waits for a mail.</summary>
    public IWorkQueue SignUps { get; }

    /// <summary>The ledger of digests.</summary>
    public ITable Deliveries { get; }

    /// <summary>Digests to be sent.</summary>
    public IWorkQueue Digests { get; }

    /// <summary>Makes what is missing of all that the pipeline works with; deployment has made it already, an emulator starts empty.</summary>
    /// <exception cref="StorageException">We may not, or the account can't be reached.</exception>
    public async Task EnsureAsync(CancellationToken cancel)
    {
        try
        {
            await Task.WhenAll(
            [
                .. ContainerNames.Select(name => blobs.GetBlobContainerClient(name).CreateIfNotExistsAsync(cancellationToken: cancel)),
                tables.GetTableClient(CatalogueName).CreateIfNotExistsAsync(cancel),
                queues.GetQueueClient(PublishName).CreateIfNotExistsAsync(cancellationToken: cancel),
                queues.GetQueueClient(PublishName + AzureWorkQueue.PoisonSuffix).CreateIfNotExistsAsync(cancellationToken: cancel),
            ]);
        }
        catch (Exception problem) when (AzureProblem.IsOne(problem))
        {
            throw AzureProblem.Of("make containers, queues and tables", blobs.Uri, problem);
        }
    }

    /// <summary>Makes what is missing of all that subscribers and their digests need.</summary>
    /// <exception cref="StorageException">We may not, or the account can't be reached.</exception>
    public async Task EnsureReadersAsync(CancellationToken cancel)
    {
        try
        {
            await Task.WhenAll(
                tables.GetTableClient(SubscriberBook.TableName).CreateIfNotExistsAsync(cancel),
                tables.GetTableClient(Ledger.TableName).CreateIfNotExistsAsync(cancel),
                queues.GetQueueClient(DeliveryQueue.Name).CreateIfNotExistsAsync(cancellationToken: cancel),
                queues.GetQueueClient(DeliveryQueue.Name + AzureWorkQueue.PoisonSuffix).CreateIfNotExistsAsync(cancellationToken: cancel),
                queues.GetQueueClient(SignUp.QueueName).CreateIfNotExistsAsync(cancellationToken: cancel),
                queues.GetQueueClient(SignUp.QueueName + AzureWorkQueue.PoisonSuffix).CreateIfNotExistsAsync(cancellationToken: cancel));
        }
        catch (Exception problem) when (AzureProblem.IsOne(problem))
        {
            throw AzureProblem.Of("make the table and the queues of subscribers", tables.Uri, problem);
        }
    }

    /// <summary>What an account must have, as advice.</summary>
    internal static string Needs { get; } =
        $"The account needs the containers {string.Join(", ", ContainerNames)}, the table {CatalogueName} and the queues {PublishName} and "
        + $"{PublishName}{AzureWorkQueue.PoisonSuffix}, and for mail the tables {SubscriberBook.TableName} and {Ledger.TableName} and the queues {SignUp.QueueName} and "
        + $"{DeliveryQueue.Name} with theirs: make what is missing, as 'newsletter doctor --storage azure' shows.";

    internal AzureBlobStore Container(string name) => new(blobs.GetBlobContainerClient(name), marks);

    internal AzureTable Table(string name) => new(tables.GetTableClient(name), marks);

    internal AzureWorkQueue Queue(string name) => new(queues.GetQueueClient(name), queues.GetQueueClient(name + AzureWorkQueue.PoisonSuffix));

    /// <summary>The SDK waits as long as the service asks it to (Retry-After of 429 and 503), else longer each time.</summary>
    private static T Options<T>(T options, Action<ClientOptions>? configure)
        where T : ClientOptions
    {
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 6;
        options.Retry.Delay = TimeSpan.FromMilliseconds(400);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(10);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(60);
        options.AddPolicy(new Attempts.Policy(), HttpPipelinePosition.PerRetry);
        configure?.Invoke(options);
        return options;
    }

    private static TokenCredential Identity(AzureStorageSettings settings) => settings.ClientId is { } id
        ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(id))
        : new DefaultAzureCredential();
}

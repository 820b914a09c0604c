using System.Collections.Concurrent;
using System.Text;
using Azure.Core;
using Newsletter.Azure;
using Newsletter.Azure.Tests.Support;
using Newsletter.Benchmarks.Corpus;
using Newsletter.Catalogue;
using Newsletter.Functions.Tests.Support;
using Newsletter.Publishing;
using Newsletter.Site;
using Newsletter.Storage;
using Newsletter.Storage.Local;
using Newsletter.Templates;

namespace Newsletter.Benchmarks.Cloud;

/// <summary>A site of so many articles on Azurite, three a day, and those that come after.</summary>
internal sealed class Archive
{
    private const int ADay = 3;
    private static readonly DateTime Newest = new(2024, 10, 31, 9, 0, 0, DateTimeKind.Utc);
    private readonly AzureStorage storage;

    private Archive(Account account, AzureStorage storage, int size) => (Account, this.storage, Size, Next) = (account, storage, size, size);

    public Account Account { get; }

    /// <summary>Articles that it began with.</summary>
    public int Size { get; }

    /// <summary>Number of the next article that nobody has uploaded.</summary>
    public int Next { get; set; }

    public Stores Stores => new(storage.Inbox, storage.Web, storage.Reports, storage.State, storage.Catalogue);

    public SiteOperations Operations => new(Stores, storage.Publish, Settings, TemplateSources.Default, TimeProvider.System);

    /// <summary>Those that <see cref="Handler"/> has.</summary>
    private static SiteSettings Settings { get; } = new() { BaseUrl = new("https://site.example/"), Lists = new HashSet<string> { "section", "tag", "work" } };

    /// <param name="requests">Counts those that <see cref="Operations"/> make.</param>
    public static async Task<Archive> MakeAsync(int size, Requests? requests = null)
    {
        var account = await Account.NewAsync();
        void Configure(ClientOptions options) => options.AddPolicy(requests ?? new(), HttpPipelinePosition.PerCall);
        var archive = new Archive(account, new(new() { ConnectionString = account.Connection }, Configure), size);
        var folder = Directory.CreateTempSubdirectory("newsletter-archive-").FullName;
        try
        {
            using var local = new LocalStorage(LocalFolders.In(folder), TimeProvider.System, OutputHeaders.Of);
            await archive.PublishAsync(local);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return archive;
    }

    /// <summary>Publishes on this machine and copies what came of it: the emulator looks through all records for each, which takes long for 10,000 articles.</summary>
    private async Task PublishAsync(LocalStorage local)
    {
        await Parallel.ForAsync(0, Size, async (number, cancel) => await UploadAsync(local.Inbox, number, cancel));
        var table = new KnownPartitions(local.Catalogue);
        var stores = new Stores(local.Inbox, local.Web, local.Reports, local.State, table);
        await new Publication(stores, Settings, TemplateSources.Default, TimeProvider.System).RunAsync(new(), _ => { }, default);

        var versions = await CopyAsync(local.Inbox, storage.Inbox);
        await CopyAsync(local.Web, storage.Web);
        await CopyAsync(local.Reports, storage.Reports);
        await CopyAsync(local.State, storage.State);
        foreach (var partition in table.Partitions)
        {
            await foreach (var rows in local.Catalogue.QueryAsync(partition, null, null, int.MaxValue, default).Chunk(ITable.MaxBatch))
            {
                var writes = rows.Select(row => new TableWrite(row.Row, partition == Keys.Sources ? Taken(row.Value, versions) : row.Value, WriteCondition.None));
                await storage.Catalogue.BatchAsync(partition, [.. writes], default);
            }
        }
    }

    /// <summary>Returns by the version that each blob had the one that it has now.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> CopyAsync(IBlobStore from, IBlobStore to)
    {
        var versions = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(from.ListAsync("", default), async (item, cancel) =>
        {
            var blob = (await from.GetAsync(item.Name, cancel))!;
            var version = await to.PutAsync(item.Name, blob.Content, blob.Headers, WriteCondition.None, cancel);
            versions[item.ETag] = version!;
        });
        return versions;
    }

    /// <summary>What is known of an upload, with the version that it has in the account.</summary>
    private static string Taken(string row, IReadOnlyDictionary<string, string> versions)
    {
        var source = CatalogueJson.ReadSource(row);
        return CatalogueJson.Write(source with { ETag = versions[source.ETag] });
    }

    /// <summary>The name of an article's file; from <see cref="Size"/> on they are newer than all of the archive.</summary>
    public string Name(int number) => CorpusArticle.Make(number, Size).Slug + ".md";

    public Task<string> UploadAsync(int number, CancellationToken cancel) => UploadAsync(storage.Inbox, number, cancel);

    private async Task<string> UploadAsync(IBlobStore inbox, int number, CancellationToken cancel)
    {
        var article = CorpusArticle.Make(number, Size) with { Published = Newest.AddDays((number - Size) / (double)ADay) };
        var text = CorpusFolder.Render(article, CorpusFormat.Newsletter);
        await inbox.PutAsync(article.Slug + ".md", Encoding.UTF8.GetBytes(text), new("text/markdown"), default, cancel);
        return text;
    }
}

using System.Text;
using Azure.Core;
using Newsletter.Azure;
using Newsletter.Azure.Tests.Support;
using Newsletter.Benchmarks.Corpus;
using Newsletter.Functions.Tests.Support;
using Newsletter.Publishing;
using Newsletter.Templates;

namespace Newsletter.Benchmarks.Cloud;

/// <summary>A site of so many articles on Azurite, three a day, and those that come after.</summary>
internal sealed class Archive
{
    private const int ADay = 3;
    private static readonly DateTime Newest = new(2025, 10, 31, 9, 0, 0, DateTimeKind.Utc);
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
        await Parallel.ForAsync(0, size, async (number, cancel) => await archive.UploadAsync(number, cancel));
        await new Publication(archive.Stores, Settings, TemplateSources.Default, TimeProvider.System).RunAsync(new(), _ => { }, default);
        return archive;
    }

    /// <summary>The name of an article's file; from <see cref="Size"/> on they are newer than all of the archive.</summary>
    public string Name(int number) => CorpusArticle.Make(number, Size).Slug + ".md";

    public async Task<string> UploadAsync(int number, CancellationToken cancel)
    {
        var article = CorpusArticle.Make(number, Size) with { Published = Newest.AddDays((number - Size) / (double)ADay) };
        var text = CorpusFolder.Render(article, CorpusFormat.Newsletter);
        await storage.Inbox.PutAsync(article.Slug + ".md", Encoding.UTF8.GetBytes(text), new("text/markdown"), default, cancel);
        return text;
    }
}

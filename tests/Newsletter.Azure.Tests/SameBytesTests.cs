using System.Security.Cryptography;
using Newsletter.Azure.Tests.Support;
using Newsletter.Publishing;
using Newsletter.Site;
using Newsletter.Storage;
using Newsletter.Storage.Local;
using Newsletter.Templates;
using Newsletter.Tests.Support;

namespace Newsletter.Azure.Tests;

/// <summary>One machine and the cloud publish the same site.</summary>
public sealed class SameBytesTests
{
    private static readonly SiteSettings Settings = new() { BaseUrl = new("https://site.example/") };

    [Fact]
    public async Task TheSamplesOnAzureAreByteForByteThoseOnOneMachine()
    {
        using var folder = new TempFolder();
        using var files = new LocalStorage(LocalFolders.In(folder.Path), TimeProvider.System, OutputHeaders.Of);
        var local = new Stores(files.Inbox, files.Web, files.Reports, files.State, files.Catalogue);
        var names = await UploadSamplesAsync(local.Inbox);
        await new Publication(local, Settings, TemplateSources.Default, new OneMoment()).RunAsync(new() { ReportAll = true }, _ => { }, default);

        var account = new AzureStorage(new() { ConnectionString = await Azurite.NewAccountAsync() });
        await account.EnsureAsync(default);
        var azure = new Stores(account.Inbox, account.Web, account.Reports, account.State, account.Catalogue);
        Assert.Equal(names, await UploadSamplesAsync(azure.Inbox));
        var operations = new SiteOperations(azure, account.Publish, Settings, TemplateSources.Default, new OneMoment());
        foreach (var name in names.Reverse())
        {
            await operations.IngestAsync(name, default);
        }

        await operations.PublishAsync(new(null, null), default);
        await operations.SweepAsync(default);

        var expected = await AllAsync(local.Web);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, await AllAsync(azure.Web));
        Assert.Equal(await AllAsync(local.Reports), await AllAsync(azure.Reports));
    }

    private static async Task<string[]> UploadSamplesAsync(IBlobStore inbox)
    {
        var samples = Repository.At("samples/inbox");
        foreach (var file in Directory.EnumerateFiles(samples, "*", SearchOption.AllDirectories))
        {
            await inbox.PutAsync(Path.GetRelativePath(samples, file).Replace('\\', '/'), await File.ReadAllBytesAsync(file), new("application/octet-stream"), default, default);
        }

        return await inbox.ListAsync("", default).Select(item => item.Name).ToArrayAsync();
    }

    /// <summary>Every blob with its headers and the hash of its bytes.</summary>
    private static async Task<IReadOnlyList<string>> AllAsync(IBlobStore store)
    {
        var all = new List<string>();
        await foreach (var item in store.ListAsync("", default))
        {
            var blob = (await store.GetAsync(item.Name, default))!;
            all.Add($"{item.Name} {blob.Headers} {Convert.ToHexString(SHA256.HashData(blob.Content.Span))}");
        }

        return all;
    }

    private sealed class OneMoment : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);
    }
}

using System.Text.RegularExpressions;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Sas;
using Newsletter.Tests.Support;

namespace Newsletter.Azure.Tests.Support;

/// <summary>Somebody at the command line, with an account of Azure Storage and a folder of their own.</summary>
internal sealed partial class Editor : IDisposable
{
    private readonly TempFolder folder = new();

    private Editor(string connection) => Connection = connection;

    /// <summary>An account as deployment leaves it.</summary>
    public static async Task<Editor> AtAFurnishedAccountAsync()
    {
        var editor = await AtAnEmptyAccountAsync();
        await new AzureStorage(new() { ConnectionString = editor.Connection }).EnsureAsync(default);
        return editor;
    }

    public static async Task<Editor> AtAnEmptyAccountAsync() => new(await Azurite.NewAccountAsync());

    public static Editor WithoutAccount() => new("");

    /// <summary>Empty: no account is named.</summary>
    public string Connection { get; }

    public TempFolder Folder => folder;

    /// <summary>The connection of somebody who may only read, by a shared access signature.</summary>
    public string ReadingOnly
    {
        get
        {
            var signed = new AccountSasBuilder(AccountSasPermissions.Read | AccountSasPermissions.List, TimeProvider.System.GetUtcNow().AddHours(1), AccountSasServices.All, AccountSasResourceTypes.All)
                .ToSasQueryParameters(new StorageSharedKeyCredential(Part("AccountName"), Part("AccountKey")));
            var endpoints = Endpoint().Matches(Connection).Select(match => match.Value + ";");
            return string.Concat(endpoints) + "SharedAccessSignature=" + signed;
        }
    }

    public void Write(string name, string title, string end = "He dies at dawn.") => folder.Write(name, $"""
        ---
        title: "{title}"
        summary: A safe summary of it.
        spoilers: ending
        published: 2025-11-01T09:00:00Z
        updated: 2025-11-01T10:00:00Z
        tags: [horror]
        ---
        The lead.

        <!-- spoilers -->

        {end}

        """);

    /// <summary>The command on this account, words parted by spaces.</summary>
    public Task<ChildResult> RunAsync(string line) => RunAsync(line, []);

    /// <param name="environment">In place of what is set for this account.</param>
    public Task<ChildResult> RunAsync(string line, Dictionary<string, string?> environment) =>
        ChildProcess.RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "Newsletter.Cli.dll"), .. line.Split(' ')], new()
        {
            Folder = folder.Path,
            Environment = new Dictionary<string, string?>(environment.Concat(Usual.Where(usual => !environment.ContainsKey(usual.Key)))),
        });

    public async Task<string> ReadAsync(string container, string name) => (await new BlobContainerClient(Connection, container).GetBlobClient(name).DownloadContentAsync()).Value.Content.ToString();

    public async Task EnableWebsiteAsync()
    {
        var service = new BlobServiceClient(Connection);
        var properties = (await service.GetPropertiesAsync()).Value;
        properties.StaticWebsite = new() { Enabled = true, IndexDocument = "index.html", ErrorDocument404Path = "404.html" };
        await service.SetPropertiesAsync(properties);
    }

    public void Dispose() => folder.Dispose();

    private string Part(string key) => Connection.Split(';').Single(part => part.StartsWith(key + "=", StringComparison.Ordinal))[(key.Length + 1)..];

    private Dictionary<string, string?> Usual => new()
    {
        ["ContentStorage"] = Connection,
        ["NEWSLETTER_STORAGE"] = "azure",
        ["NEWSLETTER_BASE_URL"] = "https://site.example/",
    };

    [GeneratedRegex("(Blob|Queue|Table)Endpoint=[^;]*")]
    private static partial Regex Endpoint();
}

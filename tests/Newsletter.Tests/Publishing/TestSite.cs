using System.Text;
using Newsletter.Publishing;
using Newsletter.Site;
using Newsletter.Storage;
using Newsletter.Storage.Local;
using Newsletter.Templates;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Publishing;

/// <summary>A site of one test's own: an inbox to write into, a clock to hold, and what was published.</summary>
internal sealed class TestSite : IDisposable
{
    private readonly TempFolder folder = new();

    public TestSite() => Directory.CreateDirectory(folder.At("inbox"));

    public HeldTime Clock { get; } = new();

    public SiteSettings Settings { get; init; } = new() { Title = "The Test", BaseUrl = new("https://site.example/"), Lists = new HashSet<string> { "section", "tag", "work" } };

    public string Web => folder.At("public");

    public string Inbox => folder.At("inbox");

    public void Upload(string name, string text) => folder.Write("inbox/" + name, text);

    public void Upload(string name, byte[] bytes) => File.WriteAllBytes(folder.Write("inbox/" + name, ""), bytes);

    public void Remove(string name) => File.Delete(folder.At("inbox/" + name));

    /// <param name="open">Puts something between the pipeline and the inbox.</param>
    public async Task<PublicationResult> PublishAsync(PublicationOptions? options = null, Func<IBlobStore, IBlobStore>? open = null)
    {
        using var storage = Open();
        var stores = new Stores(open is null ? storage.Inbox : open(storage.Inbox), storage.Web, storage.Reports, storage.State, storage.Catalogue);
        return await new Publication(stores, Settings, TemplateSources.Default, Clock)
            .RunAsync(options ?? new() { RemembersKeys = true, AllowMassRetraction = true }, _ => { }, CancellationToken.None);
    }

    /// <param name="clock">That messages wait by; else the machine's.</param>
    public LocalStorage Open(TimeProvider? clock = null) => new(LocalFolders.In(folder.Path), clock ?? TimeProvider.System, OutputHeaders.Of);

    public bool Has(string key) => File.Exists(Path.Combine(Web, key));

    public string Read(string key) => File.ReadAllText(Path.Combine(Web, key), Encoding.UTF8);

    public string Report(string name) => folder.Read("reports/" + name);

    /// <summary>Every published file with its text.</summary>
    public SortedDictionary<string, string> Published()
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Web, "*", SearchOption.AllDirectories))
        {
            var key = Path.GetRelativePath(Web, file).Replace('\\', '/');
            if (!key.StartsWith(".tmp/", StringComparison.Ordinal))
            {
                files[key] = File.ReadAllText(file);
            }
        }

        return files;
    }

    /// <summary>Outputs that nobody may be spoiled by: all but the article pages and the full feeds.</summary>
    public IEnumerable<(string Key, string Text)> SafeOutputs() =>
        Published().Where(f => !f.Key.StartsWith("full/", StringComparison.Ordinal) && !(f.Key.StartsWith("explainers/", StringComparison.Ordinal) && f.Key.EndsWith(".html", StringComparison.Ordinal)))
            .Select(f => (f.Key, f.Value));

    public static string Article(string title, string lead = "The lead.", string hidden = "He dies at dawn.", string more = "", string end = "") =>
        $"""
        ---
        title: "{title}"
        summary: A safe summary of it.
        spoilers: ending
        published: 2026-11-01T09:00:00Z
        tags: [horror]
        {more}
        ---
        {lead}

        <!-- spoilers -->

        ## How it ends

        {hidden}

        {end}
        """;

    public void Dispose() => folder.Dispose();
}

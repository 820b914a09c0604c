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

    /// <summary>Settings of a site that sends digests too.</summary>
    public static SiteSettings WithMail { get; } = new()
    {
        Title = "The Test",
        BaseUrl = new("https://site.example/"),
        Lists = new HashSet<string> { "section", "tag", "work" },
        MailFrom = Newsletter.Subscribers.Mailbox.TryParse("The Test <news@site.example>", out var from) ? from : null,
    };

    /// <summary>Below it stand templates in place of the program's.</summary>
    public string Templates => folder.At("templates");

    public string Web => folder.At("public");

    public string Inbox => folder.At("inbox");

    public void Upload(string name, string text) => folder.Write("inbox/" + name, text);

    public void Upload(string name, byte[] bytes) => File.WriteAllBytes(folder.Write("inbox/" + name, ""), bytes);

    public void Remove(string name) => File.Delete(folder.At("inbox/" + name));

    /// <param name="through">What stands between the publication and its stores.</param>
    public async Task<PublicationResult> PublishAsync(PublicationOptions? options = null, Func<Stores, Stores>? through = null)
    {
        using var storage = Open();
        var stores = new Stores(storage.Inbox, storage.Web, storage.Reports, storage.State, storage.Catalogue);
        var templates = Directory.Exists(Templates) ? TemplateSources.Overriding(Templates) : TemplateSources.Default;
        return await new Publication(through is null ? stores : through(stores), Settings, templates, Clock)
            .RunAsync(options ?? new() { RemembersKeys = true, AllowMassRetraction = true }, _ => { }, CancellationToken.None);
    }

    /// <summary>Takes the article of a file back by command. Returns files that waited for its slug.</summary>
    public async Task<IReadOnlyList<string>> WithdrawAsync(string name, Func<Stores, Stores>? through = null)
    {
        using var storage = Open();
        var stores = new Stores(storage.Inbox, storage.Web, storage.Reports, storage.State, storage.Catalogue);
        return await new Retraction(through is null ? stores : through(stores), Settings, Clock).WithdrawAsync(name, _ => { }, CancellationToken.None);
    }

    /// <summary>As a storage does that loses files.</summary>
    public async Task LoseBodiesAsync()
    {
        using var storage = Open();
        foreach (var item in await storage.State.ListAsync("bodies/", CancellationToken.None).ToListAsync())
        {
            await storage.State.DeleteAsync(item.Name, WriteCondition.None, CancellationToken.None);
        }
    }

    public async Task RestoreAsync(string name)
    {
        using var storage = Open();
        await new Ingest(new(storage.Inbox, storage.Web, storage.Reports, storage.State, storage.Catalogue), Settings, Clock).RestoreAsync(name, _ => { }, CancellationToken.None);
    }

    /// <summary>Another site of the same files and state, at the same time.</summary>
    public TestSite Copy()
    {
        var copy = new TestSite { Settings = Settings };
        foreach (var file in folder.Files())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(copy.folder.At(file))!);
            File.Copy(folder.At(file), copy.folder.At(file));
        }

        return copy;
    }

    /// <param name="clock">That messages wait by; else the machine's.</param>
    public LocalStorage Open(TimeProvider? clock = null) => new(LocalFolders.In(folder.Path), clock ?? TimeProvider.System, OutputHeaders.Of);

    public bool Has(string key) => File.Exists(Path.Combine(Web, key));

    /// <summary>Puts a template in the place of the program's own.</summary>
    public void Template(string name, Func<string, string> edit) => folder.Write("templates/" + name, edit(Encoding.UTF8.GetString(TemplateSources.Default.Bytes(name))));

    public string[] TemplateLines(string name) => folder.Read("templates/" + name).Split('\n');

    public string Read(string key) => File.ReadAllText(Path.Combine(Web, key), Encoding.UTF8);

    public string Report(string name) => folder.Read("reports/" + name);

    public string ReportPath(string name) => folder.At("reports/" + name);

    /// <summary>Every published file with its text.</summary>
    public SortedDictionary<string, string> Published()
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Web, "*", SearchOption.AllDirectories))
        {
            files[Path.GetRelativePath(Web, file).Replace('\\', '/')] = File.ReadAllText(file);
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

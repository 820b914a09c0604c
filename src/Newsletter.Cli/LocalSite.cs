using System.Globalization;
using System.Security.Cryptography;
using Newsletter.Cli.Commands;
using Newsletter.Delivery;
using Newsletter.Publishing;
using Newsletter.Site;
using Newsletter.Storage.Local;
using Newsletter.Subscribers;
using Newsletter.Templates;

namespace Newsletter.Cli;

/// <summary>A site in folders of this machine.</summary>
public sealed record LocalSite(DirectoryInfo Inbox, DirectoryInfo Web, DirectoryInfo? StateFolder, SiteSettings Settings, TemplateSources Templates) : CliSite(Settings, Templates)
{
    public string State => StateFolder?.FullName ?? Path.Combine(Web.Parent?.FullName ?? Web.FullName, ".newsletter", Web.Name);

    public override string Out => Web.FullName;

    public override string FrontPage => PublishCommand.Shown(Path.Combine(Out, "index.html"));

    public override string Words => string.Join(' ', new[] { $"{Inbox}", "--out", $"{Web}" }.Concat(StateFolder is null ? [] : ["--state", $"{StateFolder}"])
        .Select(word => word.Contains(' ', StringComparison.Ordinal) ? $"\"{word}\"" : word));

    public override string Reports => PublishCommand.Shown(ReportsFolder);

    private string ReportsFolder => Path.Combine(State, "reports");

    /// <summary>Where the report on an upload is, for people.</summary>
    public string Report(string name) => PublishCommand.Shown(Path.Combine(ReportsFolder, name + ".html"));

    public override string Upload(string name) => PublishCommand.Shown(Path.Combine(Inbox.FullName, name));

    public override OpenSite Open()
    {
        if (!Inbox.Exists)
        {
            throw CliException.NotThere("inbox folder", Inbox.ToString(), "Create it and put articles into it, or name another: newsletter publish FOLDER.");
        }

        RefuseFiles();
        RefuseNestedFolders();
        var storage = new LocalStorage(
            new() { Inbox = Inbox.FullName, Web = Out, Reports = ReportsFolder, State = State }, TimeProvider.System, OutputHeaders.Of);
        var stores = new Stores(storage.Inbox, storage.Web, storage.Reports, storage.State, storage.Catalogue);
        var readers = new ReaderStores(storage.Database.Table(SubscriberBook.TableName), storage.Database.Queue(SignUp.QueueName), Keys, _ => Task.CompletedTask);
        var deliveries = new DeliveryStores(storage.CarefulDatabase.Table(Ledger.TableName), storage.CarefulDatabase.Queue(DeliveryQueue.Name));
        return new(stores, storage.Publish, storage.Turn, storage.ListRefusedUploads(), storage, readers, deliveries);
    }

    private SiteKeys Keys() => Environment.GetEnvironmentVariable(SiteKeys.Variable) is { Length: > 0 } keys
        ? SiteKeys.Parse(keys)
        : KeyFile.ReadOrMake(State, RandomNumberGenerator.Create());

    public override Task<IReadOnlyList<Finding>> ExamineAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<Finding>>(
    [
        new($"inbox {PublishCommand.Shown(Inbox.FullName)}", Inbox.Exists ? "" : "Create the folder and put articles into it."),
        Writable(Out, "output folder"),
        Writable(State, "state folder"),
    ]);

    private static Finding Writable(string folder, string what)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, ".newsletter-doctor");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            var free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace / (1024 * 1024);
            return new(string.Create(CultureInfo.InvariantCulture, $"{what} {PublishCommand.Shown(folder)}, {free} MB free"), free > 100 ? "" : "Make room on the disk.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new($"{what} {PublishCommand.Shown(folder)}", $"It cannot be written: {error.Message}");
        }
    }

    /// <summary>Said before anything is written, and by the name that was typed.</summary>
    private void RefuseFiles()
    {
        foreach (var folder in new[] { Web, StateFolder }.OfType<DirectoryInfo>())
        {
            if (File.Exists(folder.FullName))
            {
                throw new CliException(ExitCodes.Configuration, $"'{folder}' is a file, not a folder.", "Name a folder; it need not be there yet.");
            }
        }
    }

    /// <summary>The site would be taken for uploads, or articles and what is known of them would be served to everybody.</summary>
    private void RefuseNestedFolders()
    {
        if (Inside(Out, Inbox.FullName) || Inside(Inbox.FullName, Out))
        {
            throw new CliException(ExitCodes.Configuration, $"The inbox '{Inbox}' and the output folder '{Web}' lie one in the other.", "Say --out with a folder beside the inbox.");
        }

        if (Inside(State, Inbox.FullName) || Inside(State, Out))
        {
            throw new CliException(ExitCodes.Configuration, $"The state folder '{State}' lies in the inbox or in the output folder.", "Say --state with a folder beside them.");
        }
    }

    private static bool Inside(string inner, string outer) =>
        (Path.TrimEndingDirectorySeparator(inner) + Path.DirectorySeparatorChar)
            .StartsWith(Path.TrimEndingDirectorySeparator(outer) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}

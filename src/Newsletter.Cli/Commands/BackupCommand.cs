using System.CommandLine;
using Newsletter.Publishing;
using Newsletter.Storage.Local;
using Newsletter.Subscribers;

namespace Newsletter.Cli.Commands;

/// <summary>
/// <c>newsletter backup FOLDER</c>: all that can't be made again, while everything runs. Pages and bodies of articles are left out: they are made from the inbox by
/// the first publication from the copy.
/// </summary>
internal static class BackupCommand
{
    public static Command Create(CliConsole console)
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "Where the copy goes: a folder that is not there yet, or empty." };
        var command = new Command("backup", "Copy the inbox, subscribers, the ledger, keys and settings into a folder, while everything runs.") { folder };
        var site = SubscribersCommand.Site(command);
        command.SetAction(async (parsed, cancel) =>
        {
            if (site.Of(parsed) is not LocalSite local)
            {
                throw new CliException(ExitCodes.Usage, "An account of Azure Storage is not copied by this command.", "docs/operators.md says how it is backed up.");
            }

            var to = parsed.GetRequiredValue(folder);
            RefuseUsed(to, local);
            var files = await CopyAsync(local, site.SettingsFileOf(parsed, local.Inbox), to.FullName, cancel);
            if (parsed.GetValue(CliOptions.Json))
            {
                console.WriteJson(json =>
                {
                    json.WriteString("folder", to.FullName);
                    json.WriteNumber("files", files);
                });
                return ExitCodes.Success;
            }

            console.Out.WriteLine($"{files} files copied to {PublishCommand.Shown(to.FullName)}. The keys of the subscribers are among them: keep it from others.");
            return ExitCodes.Success;
        });
        return command;
    }

    private static void RefuseUsed(DirectoryInfo to, LocalSite site)
    {
        if (File.Exists(to.FullName) || (to.Exists && to.EnumerateFileSystemInfos().Any()))
        {
            throw new CliException(ExitCodes.Refused, $"'{to}' is there already and is not empty.", "Name another folder for each backup.");
        }

        if (!site.Inbox.Exists)
        {
            throw CliException.NotThere("inbox folder", site.Inbox.ToString(), "Name it with --inbox.");
        }
    }

    /// <summary>First what is counted on by what is copied later: the ledger may know digests that the copied subscribers don't, not the other way round.</summary>
    private static async Task<int> CopyAsync(LocalSite site, FileInfo? settings, string to, CancellationToken cancel)
    {
        var state = Path.Combine(to, ".newsletter", site.Web.Name);
        Protect(state);
        var copied = 0;
        foreach (var name in new[] { LocalStorage.DatabaseName, LocalStorage.CarefulDatabaseName }.Where(name => File.Exists(Path.Combine(site.State, name))))
        {
            using var database = new SqliteDatabase(Path.Combine(site.State, name), TimeProvider.System);
            database.CopyTo(Path.Combine(state, name));
            copied++;
        }

        var keys = new FileInfo(Path.Combine(site.State, KeyFile.Name));
        if (keys.Exists)
        {
            keys.CopyTo(Path.Combine(state, KeyFile.Name));
            copied++;
        }

        if (File.Exists(Path.Combine(state, LocalStorage.DatabaseName)))
        {
            using var database = new SqliteDatabase(Path.Combine(state, LocalStorage.DatabaseName), TimeProvider.System);
            await Publication.ForgetOutputsAsync(database.Table(LocalStorage.CatalogueName), cancel);
        }

        settings?.CopyTo(Path.Combine(to, SiteOptions.SettingsFileName));
        return copied + (settings is null ? 0 : 1) + CopyInbox(site.Inbox, Path.Combine(to, "inbox"), cancel);
    }

    private static int CopyInbox(DirectoryInfo inbox, string to, CancellationToken cancel)
    {
        var copied = 0;
        Directory.CreateDirectory(to);
        foreach (var file in inbox.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => InboxName.KindOf(Path.GetRelativePath(inbox.FullName, file.FullName).Replace('\\', '/')) != InboxKind.Ignored))
        {
            cancel.ThrowIfCancellationRequested();
            var target = Path.Combine(to, Path.GetRelativePath(inbox.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            file.CopyTo(target);
            copied++;
        }

        return copied;
    }

    /// <summary>Addresses and keys are in it.</summary>
    private static void Protect(string state)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(state);
        }
        else
        {
            Directory.CreateDirectory(state, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}

using System.CommandLine;
using Newsletter.Publishing;
using Newsletter.Site;
using Newsletter.Storage.Local;
using Newsletter.Templates;

namespace Newsletter.Cli;

/// <summary>The options that say which site a command works on.</summary>
public sealed class SiteOptions
{
    public const string SettingsFileName = "newsletter.yaml";

    public Argument<DirectoryInfo> Inbox { get; } = new("inbox")
    {
        Description = "The folder with the articles (*.md) and their pictures.",
        DefaultValueFactory = _ => new DirectoryInfo("inbox"),
    };

    public Option<DirectoryInfo> Out { get; } = new("--out", "-o")
    {
        HelpName = "folder",
        Description = "Where the site goes: any web server can serve this folder.",
        DefaultValueFactory = _ => new DirectoryInfo("public"),
    };

    public Option<DirectoryInfo?> State { get; } = new("--state")
    {
        HelpName = "folder",
        Description = "Where the pipeline remembers what it did. Default: .newsletter/NAME beside the output folder.",
    };

    public Option<FileInfo?> Config { get; } = new("--config", "-c")
    {
        HelpName = "file",
        Description = "Settings. Default: newsletter.yaml beside the inbox, in it, or in the current folder.",
    };

    public Option<DirectoryInfo?> Templates { get; } = new("--templates")
    {
        HelpName = "folder",
        Description = "A folder with templates of your own; those missing are taken from the program.",
    };

    public void AddTo(Command command)
    {
        command.Add(CliOptions.Json);
        command.Add(Inbox);
        command.Add(Out);
        command.Add(State);
        command.Add(Config);
        command.Add(Templates);
    }

    public LocalSite Open(ParseResult parsed) => new(
        parsed.GetRequiredValue(Inbox),
        parsed.GetRequiredValue(Out),
        parsed.GetValue(State),
        Settings(parsed, parsed.GetRequiredValue(Inbox)),
        Sources(parsed));

    public SiteSettings Settings(ParseResult parsed, DirectoryInfo inbox)
    {
        var file = parsed.GetValue(Config);
        if (file is not null && !file.Exists)
        {
            throw CliException.NotThere("settings file", file.ToString(), "Name an existing one with --config, or leave the option out.");
        }

        file ??= new[] { inbox.Parent?.FullName, inbox.FullName, Environment.CurrentDirectory }
            .OfType<string>()
            .Select(folder => new FileInfo(Path.Combine(folder, SettingsFileName)))
            .FirstOrDefault(f => f.Exists);
        return file is null ? new() : SettingsFile.Read(file);
    }

    private TemplateSources Sources(ParseResult parsed)
    {
        if (parsed.GetValue(Templates) is not { } folder)
        {
            return TemplateSources.Default;
        }

        return folder.Exists
            ? TemplateSources.Overriding(folder.FullName)
            : throw CliException.NotThere("template folder", folder.ToString(), "Name an existing one with --templates.");
    }
}

/// <summary>A site in folders of this machine.</summary>
public sealed record LocalSite(DirectoryInfo Inbox, DirectoryInfo Out, DirectoryInfo? StateFolder, SiteSettings Settings, TemplateSources Templates)
{
    public string State => StateFolder?.FullName ?? Path.Combine(Out.Parent?.FullName ?? Out.FullName, ".newsletter", Out.Name);

    /// <summary>How the site is named on a command line.</summary>
    public string Words => string.Join(' ', new[] { $"{Inbox}", "--out", $"{Out}" }.Concat(StateFolder is null ? [] : ["--state", $"{StateFolder}"])
        .Select(word => word.Contains(' ', StringComparison.Ordinal) ? $"\"{word}\"" : word));

    public string Reports => Path.Combine(State, "reports");

    /// <exception cref="CliException">The inbox isn't there.</exception>
    public LocalStorage Open()
    {
        if (!Inbox.Exists)
        {
            throw CliException.NotThere("inbox folder", Inbox.ToString(), "Create it and put articles into it, or name another: newsletter publish FOLDER.");
        }

        RefuseFiles();
        RefuseNestedFolders();
        return new LocalStorage(
            new() { Inbox = Inbox.FullName, Web = Out.FullName, Reports = Reports, State = State }, TimeProvider.System, OutputHeaders.Of);
    }

    /// <summary>Said before anything is written, and by the name that was typed.</summary>
    private void RefuseFiles()
    {
        foreach (var folder in new[] { Out, StateFolder }.OfType<DirectoryInfo>())
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
        if (Inside(Out.FullName, Inbox.FullName) || Inside(Inbox.FullName, Out.FullName))
        {
            throw new CliException(ExitCodes.Configuration, $"The inbox '{Inbox}' and the output folder '{Out}' lie one in the other.", "Say --out with a folder beside the inbox.");
        }

        if (Inside(State, Inbox.FullName) || Inside(State, Out.FullName))
        {
            throw new CliException(ExitCodes.Configuration, $"The state folder '{State}' lies in the inbox or in the output folder.", "Say --state with a folder beside them.");
        }
    }

    private static bool Inside(string inner, string outer) =>
        (Path.TrimEndingDirectorySeparator(inner) + Path.DirectorySeparatorChar)
            .StartsWith(Path.TrimEndingDirectorySeparator(outer) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    public static Stores Stores(LocalStorage storage) => new(storage.Inbox, storage.Web, storage.Reports, storage.State, storage.Catalogue);
}

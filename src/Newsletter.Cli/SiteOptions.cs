using System.CommandLine;
using Newsletter.Templates;

namespace Newsletter.Cli;

/// <summary>The options that say which site a command works on.</summary>
public sealed class SiteOptions
{
    public const string SettingsFileName = "newsletter.yaml";

    /// <summary>The environment variable that stands for <c>--storage</c>.</summary>
    public const string StorageVariable = "NEWSLETTER_STORAGE";

    public Option<StorageKind> Storage { get; } = new("--storage")
    {
        HelpName = "local|azure",
        Description = $"Where it is kept: in folders, or in an account of Azure Storage (see docs/operators.md). Default: {StorageVariable}, or local.",
    };

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

    private Option<DirectoryInfo>? inboxOption;

    /// <param name="inbox">Takes the place of the argument, where a command has others.</param>
    public void AddTo(Command command, Option<DirectoryInfo>? inbox = null)
    {
        inboxOption = inbox;
        command.Add(CliOptions.Json);
        if (inbox is null)
        {
            command.Add(Inbox);
        }
        else
        {
            command.Add(inbox);
        }

        command.Add(Storage);
        command.Add(Out);
        command.Add(State);
        command.Add(Config);
        command.Add(Templates);
    }

    public CliSite Of(ParseResult parsed)
    {
        var inbox = inboxOption is null ? parsed.GetRequiredValue(Inbox) : parsed.GetRequiredValue(inboxOption);
        if (KindOf(parsed) == StorageKind.Local)
        {
            return new LocalSite(inbox, parsed.GetRequiredValue(Out), parsed.GetValue(State), Settings(parsed, inbox), Sources(parsed));
        }

        foreach (var folder in new Symbol[] { (Symbol?)inboxOption ?? Inbox, Out, State })
        {
            if (parsed.GetResult(folder) is { Tokens.Count: > 0 })
            {
                throw new CliException(
                    ExitCodes.Usage, $"On Azure the account has inbox, site and state: {(folder is Option ? folder.Name : "an inbox folder")} means nothing there.",
                    "Leave it out, or say --storage local. Files get into the account's inbox with: newsletter upload");
            }
        }

        return new AzureSite(AppSettings.Over(Settings(parsed, inbox), Environment.GetEnvironmentVariable), Sources(parsed));
    }

    public SiteSettings Settings(ParseResult parsed, DirectoryInfo inbox) => SettingsFileOf(parsed, inbox) is { } file ? SettingsFile.Read(file) : new();

    /// <summary>Where the settings are; null: nowhere.</summary>
    public FileInfo? SettingsFileOf(ParseResult parsed, DirectoryInfo inbox)
    {
        var file = parsed.GetValue(Config);
        if (file is not null && !file.Exists)
        {
            throw CliException.NotThere("settings file", file.ToString(), "Name an existing one with --config, or leave the option out.");
        }

        return file ?? new[] { inbox.Parent?.FullName, inbox.FullName, Environment.CurrentDirectory }
            .OfType<string>()
            .Select(folder => new FileInfo(Path.Combine(folder, SettingsFileName)))
            .FirstOrDefault(f => f.Exists);
    }

    /// <exception cref="SettingsException">The environment variable names no kind there is.</exception>
    public StorageKind KindOf(ParseResult parsed)
    {
        if (parsed.GetResult(Storage) is not null)
        {
            return parsed.GetValue(Storage);
        }

        return Environment.GetEnvironmentVariable(StorageVariable) switch
        {
            null or "" or "local" => StorageKind.Local,
            "azure" => StorageKind.Azure,
            _ => throw new SettingsException($"The environment variable {StorageVariable} must be local or azure."),
        };
    }

    /// <exception cref="CliException">The folder is not there.</exception>
    public TemplateSources Sources(ParseResult parsed)
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

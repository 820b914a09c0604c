using System.CommandLine;
using System.Globalization;
using Newsletter.Articles;
using Newsletter.Publishing;
using Newsletter.Storage;
using Newsletter.Storage.Local;

namespace Newsletter.Cli.Commands;

/// <summary><c>newsletter upload PATH...</c>: puts articles and pictures into the inbox, wherever that is.</summary>
internal static class UploadCommand
{
    private const string WhatToName = "Name an article, a picture, or a folder of them.";

    /// <param name="File">Where it is on this machine.</param>
    /// <param name="Name">What it is called in the inbox.</param>
    private sealed record Upload(string File, string Name);

    private sealed record Outcome(List<string> Uploaded, List<string> Unchanged, List<(string File, Diagnostic Problem)> Refused);

    public static Command Create(CliConsole console)
    {
        var site = new SiteOptions();
        var paths = new Argument<string[]>("path") { Description = "Articles and pictures, or folders of them: a folder's files keep their places in it.", Arity = ArgumentArity.OneOrMore };
        var inbox = new Option<DirectoryInfo>("--inbox", "-i") { HelpName = "folder", Description = "The inbox, where it is a folder.", DefaultValueFactory = _ => new DirectoryInfo("inbox") };
        var into = new Option<string>("--into") { HelpName = "folder", Description = "A folder of the inbox where they go, e.g. 2026.", DefaultValueFactory = _ => "" };
        var command = new Command("upload", "Put articles and pictures into the inbox. Files that are there already with the same bytes are left alone.") { paths, into, site.Storage, inbox, CliOptions.Json };
        command.SetAction(async (parsed, cancel) =>
        {
            var uploads = Uploads(parsed.GetRequiredValue(paths), parsed.GetRequiredValue(into).Trim('/'));
            var isAzure = site.KindOf(parsed) == StorageKind.Azure;
            var folder = parsed.GetRequiredValue(inbox);
            if (isAzure && parsed.GetResult(inbox) is { Tokens.Count: > 0 })
            {
                throw new CliException(ExitCodes.Usage, "On Azure the account has the inbox: --inbox means nothing there.", "Leave it out, or say --storage local.");
            }

            using var files = isAzure ? null : new FileBlobStore(folder.FullName, workFolder: Path.Join(folder.Parent?.FullName, ".newsletter", folder.Name));
            var outcome = await PutAsync(files ?? AzureSite.OpenInbox(), uploads, cancel);
            Write(console, outcome, isAzure ? "--storage azure" : $"{folder}", parsed.GetValue(CliOptions.Json));
            return outcome.Refused.Count > 0 ? ExitCodes.Problems : ExitCodes.Success;
        });
        return command;
    }

    private static List<Upload> Uploads(string[] paths, string into)
    {
        var uploads = paths.SelectMany(path => Files(path, into)).Where(upload => InboxName.KindOf(upload.Name) != InboxKind.Ignored).ToList();
        var twice = uploads.GroupBy(upload => upload.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Select(upload => Path.GetFullPath(upload.File)).Distinct().Count() > 1);
        return twice is null
            ? [.. uploads.DistinctBy(upload => upload.Name)]
            : throw new CliException(
                ExitCodes.Usage, $"Both {string.Join(" and ", twice.Take(2).Select(upload => PublishCommand.Shown(upload.File)))} would be '{twice.Key}' in the inbox.",
                "Name the folder that holds both, or upload one after the other with --into.");
    }

    private static IEnumerable<Upload> Files(string path, string into)
    {
        string Name(string name) => into.Length == 0 ? name : $"{into}/{name}";
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => new Upload(file, Name(Path.GetRelativePath(path, file).Replace('\\', '/'))))
            : File.Exists(path) ? [new(path, Name(Path.GetFileName(path)))] : throw CliException.NotThere("file or folder", path, WhatToName);
    }

    private static async Task<Outcome> PutAsync(IBlobStore inbox, List<Upload> uploads, CancellationToken cancel)
    {
        var outcome = new Outcome([], [], []);
        foreach (var (file, name) in uploads)
        {
            if (InboxName.KindOf(name) == InboxKind.Unusable)
            {
                outcome.Refused.Add((file, InboxName.Problem(name)));
                continue;
            }

            var content = await File.ReadAllBytesAsync(file, cancel);
            if (await inbox.GetItemAsync(name, cancel) is { } there && there.Length == content.Length && (await inbox.GetAsync(name, cancel))?.Content.Span.SequenceEqual(content) == true)
            {
                outcome.Unchanged.Add(name);
                continue;
            }

            await inbox.PutAsync(name, content, ContentTypes.Implied(name), WriteCondition.None, cancel);
            outcome.Uploaded.Add(name);
        }

        return outcome;
    }

    private static void Write(CliConsole console, Outcome outcome, string inbox, bool asJson)
    {
        if (asJson)
        {
            WriteJson(console, outcome);
            return;
        }

        foreach (var (file, problem) in outcome.Refused)
        {
            console.Out.WriteLine(console.Paint(problem.Format(PublishCommand.Shown(file)), "31"));
        }

        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{outcome.Uploaded.Count} {(outcome.Uploaded.Count == 1 ? "file" : "files")} uploaded, {outcome.Unchanged.Count} unchanged, {outcome.Refused.Count} refused."));
        if (outcome.Uploaded.Count > 0)
        {
            console.Out.WriteLine($"What becomes of them: newsletter status {inbox}");
        }
    }

    private static void WriteJson(CliConsole console, Outcome outcome) => console.WriteJson(json =>
    {
        json.WriteStrings("uploaded", outcome.Uploaded);
        json.WriteStrings("unchanged", outcome.Unchanged);
        json.WriteStartArray("refused");
        foreach (var (file, problem) in outcome.Refused)
        {
            json.WriteStartObject();
            json.WriteString("file", file);
            json.WriteString("code", problem.Code);
            json.WriteString("message", problem.Message);
            json.WriteString("advice", problem.Advice);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}

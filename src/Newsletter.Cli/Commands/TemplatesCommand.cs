using System.CommandLine;
using Newsletter.Templates;

namespace Newsletter.Cli.Commands;

/// <summary><c>newsletter templates eject</c>: the program's templates as files, to be changed.</summary>
internal static class TemplatesCommand
{
    public static Command Create(CliConsole console)
    {
        var names = new Argument<string[]>("template") { Description = "Which ones, such as web/article.html or email/; none: all.", Arity = ArgumentArity.ZeroOrMore };
        var folder = new Option<DirectoryInfo>("--to") { HelpName = "folder", Description = "Where they go; say --templates with that folder then.", DefaultValueFactory = _ => new DirectoryInfo("templates") };
        var eject = new Command("eject", "Write templates into a folder, to be changed. Those that are there already are left alone.") { names, folder, CliOptions.Json };
        eject.SetAction(async (parsed, cancel) =>
        {
            var chosen = Choose(parsed.GetValue(names) ?? []);
            var (written, kept) = await WriteAsync(chosen, parsed.GetRequiredValue(folder).FullName, cancel);
            Tell(console, parsed.GetRequiredValue(folder), written, kept, parsed.GetValue(CliOptions.Json));
            return ExitCodes.Success;
        });
        var list = new Command("list", "List the templates there are.") { CliOptions.Json };
        list.SetAction(parsed =>
        {
            if (parsed.GetValue(CliOptions.Json))
            {
                console.WriteJson(json => json.WriteStrings("templates", TemplateSources.Default.Names));
            }
            else
            {
                console.Out.WriteLine(string.Join(Environment.NewLine, TemplateSources.Default.Names));
            }
        });
        return new("templates", "The templates that make pages, feeds and mails.") { list, eject };
    }

    private static List<string> Choose(string[] wanted)
    {
        var all = TemplateSources.Default.Names.ToList();
        foreach (var name in wanted.Where(name => !all.Exists(one => Names(name, one))))
        {
            throw new CliException(
                ExitCodes.Usage, $"There is no template '{name}'.",
                Articles.DidYouMean.Nearest(name, [.. all]) is { } near ? $"Did you mean '{near}'?" : "'newsletter templates list' names them.");
        }

        return wanted.Length == 0 ? all : [.. all.Where(one => wanted.Any(name => Names(name, one)))];
    }

    private static bool Names(string wanted, string one) => one == wanted || one.StartsWith(wanted.TrimEnd('/') + '/', StringComparison.Ordinal);

    private static async Task<(List<string> Written, List<string> Kept)> WriteAsync(List<string> names, string folder, CancellationToken cancel)
    {
        var (written, kept) = (new List<string>(), new List<string>());
        foreach (var name in names)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (File.Exists(path))
            {
                kept.Add(name);
                continue;
            }

            await File.WriteAllBytesAsync(path, TemplateSources.Default.Bytes(name), cancel);
            written.Add(name);
        }

        return (written, kept);
    }

    private static void Tell(CliConsole console, DirectoryInfo folder, List<string> written, List<string> kept, bool asJson)
    {
        if (asJson)
        {
            console.WriteJson(json =>
            {
                json.WriteString("folder", folder.FullName);
                json.WriteStrings("written", written);
                json.WriteStrings("kept", kept);
            });
            return;
        }

        console.Out.WriteLine($"{written.Count} templates written to {PublishCommand.Shown(folder.FullName)}{(kept.Count > 0 ? $", {kept.Count} were there already and are left alone" : "")}.");
        console.Out.WriteLine($"Change what you like and delete the others: those come from the program, and get better with it. Then: newsletter publish --templates {folder}");
    }
}

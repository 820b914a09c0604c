using System.CommandLine;
using Newsletter.Articles;
using Newsletter.Publishing;

namespace Newsletter.Cli.Commands;

/// <summary><c>newsletter check PATH...</c>: what the pipeline would say, without publishing.</summary>
internal static class CheckCommand
{
    public static Command Create(CliConsole console)
    {
        var paths = new Argument<string[]>("path") { Description = "Articles, or folders of them.", Arity = ArgumentArity.OneOrMore };
        var site = new SiteOptions();
        var command = new Command("check", "Check articles without publishing them.") { paths, site.Config, CliOptions.Json };
        command.SetAction((parsed, cancel) =>
        {
            var names = parsed.GetRequiredValue(paths);
            var settings = site.Settings(parsed, new(Directory.Exists(names[0]) ? names[0] : Path.GetDirectoryName(Path.GetFullPath(names[0]))!));
            return RunAsync(console, names, settings, parsed.GetValue(CliOptions.Json), cancel);
        });
        return command;
    }

    private static async Task<int> RunAsync(CliConsole console, string[] paths, SiteSettings settings, bool json, CancellationToken cancel)
    {
        var errors = 0;
        var warnings = 0;
        var articles = 0;
        foreach (var path in paths.SelectMany(Files))
        {
            var name = Path.GetFileName(path);
            var article = ArticleReader.Read(name, await File.ReadAllBytesAsync(path, cancel), settings);
            articles++;
            errors += article.Diagnostics.Count(d => d.Severity == Severity.Error);
            warnings += article.Diagnostics.Count(d => d.Severity == Severity.Warning);
            Write(console, path, article, json);
        }

        if (!json)
        {
            console.Out.WriteLine($"{Count(articles, "article")}, {Count(errors, "error")}, {Count(warnings, "warning")}.");
        }

        return errors > 0 ? ExitCodes.Problems : ExitCodes.Success;
    }

    private static void Write(CliConsole console, string path, ReadArticle article, bool json)
    {
        if (json)
        {
            console.WriteJson(writer =>
                ReportWriter.Write(writer, new(path, article.IsPublishable ? IngestStatus.Published : IngestStatus.Rejected, null, article.Diagnostics)));
            return;
        }

        foreach (var diagnostic in article.Diagnostics)
        {
            var colour = diagnostic.Severity switch { Severity.Error => "31", Severity.Warning => "33", _ => "36" };
            console.Out.WriteLine(console.Paint(diagnostic.Format(PublishCommand.Shown(path)), colour));
        }
    }

    private static IEnumerable<string> Files(string path)
    {
        if (Directory.Exists(path))
        {
            return Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Where(f => InboxName.KindOf(Path.GetRelativePath(path, f).Replace('\\', '/')) == InboxKind.Article)
                .Order(StringComparer.Ordinal);
        }

        return File.Exists(path) ? [path] : throw CliException.NotThere("file or folder", path, "Name an article or a folder of them.");
    }

    private static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";
}

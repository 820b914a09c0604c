using System.CommandLine;
using System.Text.Json;
using Newsletter.Articles;
using Newsletter.Publishing;

namespace Newsletter.Cli.Commands;

/// <summary><c>newsletter check PATH...</c>: what the pipeline would say, without publishing.</summary>
internal static class CheckCommand
{
    public static Command Create(CliConsole console)
    {
        var paths = new Argument<string[]>("path") { Description = "Articles, or folders of them.", Arity = ArgumentArity.OneOrMore };
        var config = new SiteOptions().Config;
        var json = new Option<bool>("--json") { Description = "Print one JSON object per article." };
        var command = new Command("check", "Check articles without publishing them.") { paths, config, json };
        command.SetAction((parsed, cancel) =>
        {
            var settings = parsed.GetValue(config) is { } file ? SettingsFile.Read(file) : new();
            return RunAsync(console, parsed.GetRequiredValue(paths), settings, parsed.GetValue(json), cancel);
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
            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream))
            {
                writer.WriteStartObject();
                ReportWriter.Write(writer, new(path, article.IsPublishable ? IngestStatus.Published : IngestStatus.Rejected, null, article.Diagnostics));
                writer.WriteEndObject();
            }

            console.Out.WriteLine(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
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

        return File.Exists(path) ? [path] : throw new CliException(ExitCodes.Configuration, $"There is no '{path}'.", "Name a file or a folder.");
    }

    private static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";
}

using System.CommandLine;
using System.Globalization;
using System.Text;
using Newsletter.Articles;
using Newsletter.Articles.Import;

namespace Newsletter.Cli.Commands;

/// <summary><c>newsletter import FILE...</c>: an article as it arrives from a writer becomes one in our format.</summary>
internal static class ImportCommand
{
    public static Command Create(CliConsole console)
    {
        var files = new Argument<FileInfo[]>("file") { Description = "Plain text, HTML or Markdown (*.txt, *.html, *.md).", Arity = ArgumentArity.OneOrMore };
        var inbox = new Option<DirectoryInfo>("--inbox", "-i") { HelpName = "folder", Description = "Where to put the articles.", DefaultValueFactory = _ => new DirectoryInfo("inbox") };
        var author = new Option<string?>("--author") { Description = "Who wrote them, where the text doesn't say." };
        var draft = new Option<bool>("--draft") { Description = "Publish nothing of them until the line 'draft: true' is taken out." };
        var force = new Option<bool>("--force", "-f") { Description = "Replace articles of the same name." };
        var command = new Command("import", "Turn plain text, HTML or foreign Markdown into articles, and say what was guessed.") { files, inbox, author, draft, force, CliOptions.Json };
        command.SetAction(async (parsed, cancel) =>
        {
            var options = new ImportOptions { Author = parsed.GetValue(author), Draft = parsed.GetValue(draft) };
            foreach (var file in parsed.GetRequiredValue(files))
            {
                await RunAsync(console, file, parsed.GetRequiredValue(inbox), options, parsed.GetValue(force), parsed.GetValue(CliOptions.Json), cancel);
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static async Task RunAsync(
        CliConsole console, FileInfo file, DirectoryInfo inbox, ImportOptions options, bool force, bool json, CancellationToken cancel)
    {
        if (!file.Exists)
        {
            throw CliException.NotThere("file", file.ToString(), "Name a text, HTML or Markdown file.");
        }

        var (text, problems) = ArticleText.Decode(await File.ReadAllBytesAsync(file.FullName, cancel));
        if (text is null)
        {
            throw new CliException(ExitCodes.Configuration, problems[0].Format(file.Name), "Nothing was imported.");
        }

        var result = file.Extension.ToLowerInvariant() switch
        {
            ".html" or ".htm" or ".xhtml" => ArticleImport.FromHtml(text, file.Name, options),
            ".md" or ".markdown" => ArticleImport.FromMarkdown(text, file.Name, options),
            _ => ArticleImport.FromText(text, file.Name, options),
        };
        inbox.Create();
        var target = Path.Combine(inbox.FullName, result.FileName);
        try
        {
            await using var output = new FileStream(target, force ? FileMode.Create : FileMode.CreateNew);
            await output.WriteAsync(Encoding.UTF8.GetBytes(result.Markdown), cancel);
        }
        catch (IOException) when (!force && File.Exists(target))
        {
            throw new CliException(ExitCodes.Refused, $"{PublishCommand.Shown(target)} exists already.", "Say --force to replace it, or --inbox to put it elsewhere.");
        }

        if (json)
        {
            WriteJson(console, target, result);
        }
        else
        {
            WriteText(console, target, result);
        }
    }

    private static void WriteText(CliConsole console, string target, ImportResult result)
    {
        console.Out.WriteLine(PublishCommand.Shown(target));
        foreach (var guess in result.Guesses)
        {
            var where = guess.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"line {guess.Line}") : "";
            console.Out.WriteLine(console.Paint(
                $"  {where,-9}{guess.What}: {guess.Value}", guess.Confidence switch { Confidence.High => "32", Confidence.Medium => "33", _ => "31" }));
            console.Out.WriteLine($"           {guess.Check}");
        }

        console.Out.WriteLine($"Check it: newsletter check {PublishCommand.Shown(target)}");
    }

    private static void WriteJson(CliConsole console, string target, ImportResult result) => console.WriteJson(json =>
    {
        json.WriteString("file", target);
        json.WriteStartArray("guesses");
        foreach (var guess in result.Guesses)
        {
            json.WriteStartObject();
            json.WriteString("what", guess.What);
            json.WriteString("value", guess.Value);
            json.WriteString("confidence", guess.Confidence.ToString().ToLowerInvariant());
            json.WriteNumber("line", guess.Line);
            json.WriteString("check", guess.Check);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}

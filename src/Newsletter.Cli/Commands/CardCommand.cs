using System.CommandLine;
using Newsletter.Articles;
using Newsletter.Site;
using Newsletter.Site.Cards;

namespace Newsletter.Cli.Commands;

/// <summary><c>newsletter card FILE...</c>: the picture that a shared link to an article shows, as a file.</summary>
internal static class CardCommand
{
    public static Command Create(CliConsole console)
    {
        var files = new Argument<FileInfo[]>("article") { Description = "Articles (*.md).", Arity = ArgumentArity.OneOrMore };
        var to = new Option<DirectoryInfo>("--to") { HelpName = "folder", Description = "Where the pictures go.", DefaultValueFactory = _ => new DirectoryInfo(".") };
        var site = new SiteOptions();
        var command = new Command("card", "Make social cards: pictures of 1200 x 630 pixels, with an article's title and how much it spoils.") { files, to, site.Config, site.Templates, CliOptions.Json };
        command.SetAction(async (parsed, cancel) =>
        {
            var folder = parsed.GetRequiredValue(to);
            var settings = site.Settings(parsed, parsed.GetRequiredValue(files)[0].Directory!);
            var renderer = new OutputRenderer(settings, site.Sources(parsed));
            foreach (var file in parsed.GetRequiredValue(files))
            {
                await MakeAsync(console, file, folder, settings, renderer, parsed.GetValue(CliOptions.Json), cancel);
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static async Task MakeAsync(CliConsole console, FileInfo file, DirectoryInfo folder, SiteSettings settings, OutputRenderer renderer, bool json, CancellationToken cancel)
    {
        if (!file.Exists)
        {
            throw CliException.NotThere("file", file.ToString(), "Name an article.");
        }

        var article = ArticleReader.Read(file.Name, await File.ReadAllBytesAsync(file.FullName, cancel), settings);
        if (!article.IsPublishable)
        {
            throw new CliException(ExitCodes.Problems, $"{file} has errors.", $"See them with: newsletter check {file}");
        }

        var card = renderer.CardOf(article.Split!);
        var path = Path.Combine(folder.FullName, article.Slug + ".png");
        await WriteAsync(file, card, path, cancel);
        var text = card.Text.ToString().TrimEnd('\n');
        if (json)
        {
            console.WriteJson(writer =>
            {
                writer.WriteString("file", path);
                writer.WriteString("text", text);
            });
        }
        else
        {
            console.Out.WriteLine($"{PublishCommand.Shown(path)}: {text.Replace("\n", " | ", StringComparison.Ordinal)}");
        }
    }

    private static async Task WriteAsync(FileInfo article, CardPicture card, string path, CancellationToken cancel)
    {
        if (card is not { Png: { } png })
        {
            throw new CliException(
                ExitCodes.Configuration, $"{article} gets no card: the font can't set '{card.Lacking}'.", "Put a font that can as card/font.otf into a folder, and name the folder with --templates.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var output = new FileStream(path, FileMode.Create);
        await output.WriteAsync(png, cancel);
    }
}

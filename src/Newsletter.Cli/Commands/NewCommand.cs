using System.CommandLine;
using System.Text;
using Newsletter.Articles;
using Newsletter.Articles.Import;

namespace Newsletter.Cli.Commands;

/// <summary><c>newsletter new "Nosferatu"</c>: an article to fill in.</summary>
internal static class NewCommand
{
    public static Command Create(CliConsole console)
    {
        var work = new Argument<string>("work") { Description = "The work to explain, e.g. \"Nosferatu\"." };
        var inbox = new Option<DirectoryInfo>("--inbox", "-i") { HelpName = "folder", Description = "Where to put the article.", DefaultValueFactory = _ => new DirectoryInfo("inbox") };
        var slug = new Option<string?>("--slug", "-s") { Description = "The last part of the article's address, and its file's name. Default: made from the work." };
        var kind = new Option<string>("--kind") { Description = "film, series, book, game, play, myth, ...", DefaultValueFactory = _ => "film" };
        var command = new Command("new", "Start an article: front matter with every key, a lead, the boundary, a Read More line.") { work, inbox, slug, kind, CliOptions.Json };
        command.SetAction((parsed, cancel) =>
        {
            var title = parsed.GetRequiredValue(work).Trim();
            var path = Path.Combine(parsed.GetRequiredValue(inbox).FullName, SlugOf(title, parsed.GetValue(slug)) + ".md");
            return RunAsync(console, path, Draft(title, parsed.GetRequiredValue(kind)), parsed.GetValue(CliOptions.Json), cancel);
        });
        return command;
    }

    private static string SlugOf(string work, string? slug)
    {
        if (work.Length == 0)
        {
            throw new CliException(ExitCodes.Usage, "The work has no name.", "Say for example: newsletter new \"Nosferatu\"");
        }

        if (slug is not null && !Slug.IsValid(slug))
        {
            throw new CliException(ExitCodes.Usage, $"'{slug}' can't be part of an address.", slug.EnumerateRunes().Any(Rune.IsLetterOrDigit) ? $"Say --slug {Slug.Of(slug)}." : "Use letters, digits and hyphens.");
        }

        return slug ?? (work.EnumerateRunes().Any(Rune.IsLetterOrDigit)
            ? Slug.Of(work)
            : throw new CliException(ExitCodes.Usage, $"No address can be made from '{work}'.", "Name the work with letters or digits in it, or say --slug with a word for the address."));
    }

    private static async Task<int> RunAsync(CliConsole console, string path, string draft, bool json, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew);
            await using var writer = new StreamWriter(file);
            await writer.WriteAsync(draft.AsMemory(), cancel);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new CliException(ExitCodes.Refused, $"{PublishCommand.Shown(path)} exists already.", "Edit it, or say --slug with another name.");
        }

        if (json)
        {
            console.WriteJson(writer => writer.WriteString("file", path));
        }
        else
        {
            console.Out.WriteLine($"{PublishCommand.Shown(path)}: a draft, until its line 'draft: true' is gone");
        }

        return ExitCodes.Success;
    }

    private static string Draft(string work, string kind) =>
        $"""
        ---
        title: {YamlText.Quote(work + ", Explained")}
        work:
          title: {YamlText.Quote(work)}
          kind: {YamlText.Quote(kind)}
          # year: 1922
          # by: Who made it
        summary: One or two sentences that give nothing away.
        spoilers: ending      # none, minor, major or ending
        tags: []
        advisories: []        # content warnings that give nothing away
        # authors: [Your Name]
        # published: 2030-01-31    # a date to come: it waits until then
        draft: true           # nothing of it is published until this line is gone
        ---
        Write here what everybody may read: what it is, why it matters, whether to see it.
        If you haven't seen it yet, stop here.

        <!-- spoilers -->

        ## What Happened?

        Everything below the boundary stays hidden until the reader asks.

        Read More in Explainers: Another Title | One More

        """;
}

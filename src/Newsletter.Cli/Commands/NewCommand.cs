using System.CommandLine;
using Newsletter.Articles;

namespace Newsletter.Cli.Commands;

/// <summary><c>newsletter new "Nosferatu"</c>: an article to fill in.</summary>
internal static class NewCommand
{
    public static Command Create(CliConsole console)
    {
        var work = new Argument<string>("work") { Description = "The work to explain, e.g. \"Nosferatu\"." };
        var inbox = new Option<DirectoryInfo>("--inbox", "-i") { HelpName = "folder", Description = "Where to put the article.", DefaultValueFactory = _ => new DirectoryInfo("inbox") };
        var kind = new Option<string>("--kind") { Description = "film, series, book, game, play, myth, ...", DefaultValueFactory = _ => "film" };
        var command = new Command("new", "Start an article: front matter with every key, a lead, the boundary, a Read More line.") { work, inbox, kind, CliOptions.Json };
        command.SetAction((parsed, cancel) => RunAsync(console, parsed.GetRequiredValue(work).Trim(), parsed.GetRequiredValue(inbox), parsed.GetRequiredValue(kind), parsed.GetValue(CliOptions.Json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(CliConsole console, string work, DirectoryInfo inbox, string kind, bool json, CancellationToken cancel)
    {
        if (work.Length == 0)
        {
            throw new CliException(ExitCodes.Usage, "The work has no name.", "Say for example: newsletter new \"Nosferatu\"");
        }

        inbox.Create();
        var path = Path.Combine(inbox.FullName, Slug.Of(work) + ".md");
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew);
            await using var writer = new StreamWriter(file);
            await writer.WriteAsync(Draft(work, kind).AsMemory(), cancel);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new CliException(ExitCodes.Refused, $"{PublishCommand.Shown(path)} exists already.", "Edit it, or remove it first.");
        }

        if (json)
        {
            console.WriteJson(writer => writer.WriteString("file", path));
        }
        else
        {
            console.Out.WriteLine(PublishCommand.Shown(path));
        }

        return ExitCodes.Success;
    }

    private static string Draft(string work, string kind) =>
        $"""
        ---
        title: {Quote(work + ", Explained")}
        work:
          title: {Quote(work)}
          kind: {Quote(kind)}
          # year: 1922
          # by: Who made it
        summary: One or two sentences that give nothing away.
        spoilers: ending      # none, minor, major or ending
        tags: []
        advisories: []        # content warnings that give nothing away
        # authors: [Your Name]
        # published: 2030-01-31    # a date to come: it waits until then
        ---
        Write here what everybody may read: what it is, why it matters, whether to see it.
        If you haven't seen it yet, stop here.

        <!-- spoilers -->

        ## What Happened?

        Everything below the boundary stays hidden until the reader asks.

        Read More in Explainers: Another Title | One More

        """;

    private static string Quote(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}

using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Newsletter.Catalogue;
using Newsletter.Digests;
using Newsletter.Subscribers.Csv;

namespace Newsletter.Cli.Commands;

/// <summary><c>newsletter subscribers import FILE</c>: takes subscribers over from elsewhere.</summary>
internal static class SubscribersImport
{
    private const int MostShown = 20;

    private sealed record Summary(Dictionary<RowOutcome, long> Counts, List<ImportedRow> Refused);

    public static Command Create(CliConsole console)
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV with a line of column names, one of them 'address' or 'email'." };
        var source = new Option<string?>("--source") { HelpName = "text", Description = "Where their consent comes from, where the file has no column 'source'." };
        var consented = new Option<DateOnly?>("--consented") { HelpName = "day", Description = "When they consented, where the file has no column 'asked', e.g. 2024-05-01." };
        var dry = new Option<bool>("--dry-run") { Description = "Only say what would become of each row." };
        var report = new Option<FileInfo?>("--report") { HelpName = "file", Description = "A CSV with the outcome of every row." };
        var command = new Command("import", "Take subscribers from CSV. Who is known stays as they are; who bounced or complained is left out.") { file, source, consented, dry, report };
        var site = SubscribersCommand.Site(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var input = parsed.GetRequiredValue(file);
            if (!input.Exists)
            {
                throw CliException.NotThere("file", input.ToString(), "Name a CSV file.");
            }

            var day = parsed.GetValue(consented);
            var options = new ImportOptions(parsed.GetValue(source), day is { } d ? new DateTimeOffset(d, TimeOnly.MinValue, TimeSpan.Zero) : null, parsed.GetValue(dry));
            using var open = site.Of(parsed).Open();
            var importer = new SubscriberImporter(
                await open.Readers.BookAsync(cancel), new Announcements(open.Stores.Table).LastAsync, Schedule.Next, TimeProvider.System, RandomNumberGenerator.Create());
            var summary = await RunAsync(importer, input, options, parsed.GetValue(report), cancel);
            Write(console, parsed.GetValue(CliOptions.Json), input.Name, options.IsDryRun, summary);
            return summary.Refused.Count > 0 ? ExitCodes.Problems : ExitCodes.Success;
        });
        return command;
    }

    private static async Task<Summary> RunAsync(SubscriberImporter importer, FileInfo input, ImportOptions options, FileInfo? report, CancellationToken cancel)
    {
        var summary = new Summary(Enum.GetValues<RowOutcome>().ToDictionary(outcome => outcome, _ => 0L), []);
        using var reader = input.OpenText();
        await using var lines = report is null ? null : new StreamWriter(report.FullName, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write });
        await (lines?.WriteLineAsync("line,outcome,message") ?? Task.CompletedTask);
        try
        {
            await foreach (var row in importer.ImportAsync(reader, options, cancel))
            {
                summary.Counts[row.Outcome]++;
                if (row.Outcome == RowOutcome.Refused && summary.Refused.Count < MostShown)
                {
                    summary.Refused.Add(row);
                }

                await (lines?.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{row.Line},{SubscribersCommand.Word(row.Outcome)},\"{row.Message.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) ?? Task.CompletedTask);
            }
        }
        catch (FormatException fault)
        {
            throw new CliException(ExitCodes.Configuration, $"{input.Name} can't be read. {fault.Message}.", "See docs/operators.md for the columns.");
        }

        return summary;
    }

    private static void Write(CliConsole console, bool asJson, string file, bool isDryRun, Summary summary)
    {
        if (asJson)
        {
            console.WriteJson(json =>
            {
                json.WriteBoolean("dry_run", isDryRun);
                foreach (var (outcome, count) in summary.Counts)
                {
                    json.WriteNumber(SubscribersCommand.Word(outcome), count);
                }

                json.WriteStartArray("problems");
                foreach (var row in summary.Refused)
                {
                    json.WriteStartObject();
                    json.WriteNumber("line", row.Line);
                    json.WriteString("message", row.Message);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
            return;
        }

        summary.Refused.ForEach(row => console.Out.WriteLine(console.Paint($"{file}:{row.Line}: {row.Message}", "31")));
        if (summary.Counts[RowOutcome.Refused] > MostShown)
        {
            console.Out.WriteLine($"... and {summary.Counts[RowOutcome.Refused] - MostShown} more: --report FILE tells of every row");
        }

        console.Out.WriteLine((isDryRun ? "Nothing was written. It would be: " : "") + string.Join(", ", summary.Counts.Select(c => $"{c.Value} {SubscribersCommand.Word(c.Key)}")) + ".");
    }
}

using System.CommandLine;
using Spectre.Console;

namespace Newsletter.Cli.Commands;

/// <summary><c>newsletter init FOLDER</c>: five questions, and a folder that works.</summary>
internal static class InitCommand
{
    private const string SampleName = "the-gift-of-the-magi.md";

    /// <summary>A question, by the setting that it fills.</summary>
    /// <param name="Proposal">What is taken without an answer; empty: the setting keeps its default.</param>
    private sealed record Question(string Key, string Text, string Proposal)
    {
        public SiteOption Setting { get; } = SiteOption.All.Single(option => option.Key == Key);

        public Option<string?> Flag { get; } = new("--" + Key.Replace('_', '-')) { HelpName = "text", Description = SiteOption.All.Single(option => option.Key == Key).Meaning };

        /// <summary>What is wrong with an answer; null: nothing.</summary>
        public string? Problem(string answer)
        {
            try
            {
                Setting.Apply(new(), answer);
                return null;
            }
            catch (FormatException allowed)
            {
                return $"That must be {allowed.Message}.";
            }
        }
    }

    public static Command Create(CliConsole console)
    {
        Question[] questions =
        [
            new("title", "What is the site called?", ""),
            new("base_url", "Where will it stand, such as https://stories.example.org/? Nothing, if you don't know yet.", ""),
            new("language", "In which language do you write?", ""),
            new("time_zone", "In which time zone?", Zone()),
            new("mail_from", "Who do mails come from, such as Explained <news@example.org>? Nothing: no mails.", ""),
        ];
        var folder = new Argument<DirectoryInfo>("folder") { Description = "Where it all goes: made if need be.", DefaultValueFactory = _ => new DirectoryInfo(".") };
        var yes = new Option<bool>("--yes", "-y") { Description = "Ask nothing: what no option says keeps its default." };
        var command = new Command("init", "Make a folder to work in: settings, an inbox with one sample article. Asks five questions, or takes options.") { folder, yes, CliOptions.Json };
        foreach (var question in questions)
        {
            command.Add(question.Flag);
        }

        command.SetAction(async (parsed, cancel) =>
        {
            var into = parsed.GetRequiredValue(folder).FullName;
            var settings = Path.Combine(into, SiteOptions.SettingsFileName);
            if (File.Exists(settings))
            {
                throw new CliException(ExitCodes.Refused, $"{PublishCommand.Shown(settings)} exists already.", "Change it by hand, or name another folder: newsletter init FOLDER.");
            }

            var asks = !parsed.GetValue(yes) && console.IsTerminal && !Console.IsInputRedirected;
            // Not asked: a new site loses nothing by it, and gains pictures for its links.
            var answers = new Dictionary<string, string>(StringComparer.Ordinal) { ["cards"] = "true" };
            foreach (var question in questions)
            {
                answers[question.Key] = parsed.GetValue(question.Flag) is { } said ? Checked(question, said) : asks ? await AskAsync(console, question, cancel) : question.Proposal;
            }

            return await MakeAsync(console, into, settings, answers, parsed.GetValue(CliOptions.Json), cancel);
        });
        return command;
    }

    private static string Checked(Question question, string said) =>
        question.Problem(said) is { } problem ? throw new CliException(ExitCodes.Usage, $"'{said}' is nothing for {question.Flag.Name}.", problem) : said;

    private static Task<string> AskAsync(CliConsole console, Question question, CancellationToken cancel)
    {
        var proposal = question.Proposal.Length > 0 ? question.Proposal : question.Setting.Default is var usual && usual.Contains(':', StringComparison.Ordinal) ? "" : usual;
        var prompt = new TextPrompt<string>(Markup.Escape(question.Text)) { AllowEmpty = true }
            .Validate(answer => answer.Length > 0 && question.Problem(answer) is { } problem ? ValidationResult.Error(Markup.Escape(problem)) : ValidationResult.Success());
        return (proposal.Length > 0 ? prompt.DefaultValue(proposal) : prompt).ShowAsync(console.Rich, cancel);
    }

    private static async Task<int> MakeAsync(CliConsole console, string into, string settings, Dictionary<string, string> answers, bool asJson, CancellationToken cancel)
    {
        var inbox = Path.Combine(into, "inbox");
        var isEmpty = !Directory.Exists(inbox) || !Directory.EnumerateFileSystemEntries(inbox).Any();
        Directory.CreateDirectory(inbox);
        await File.WriteAllTextAsync(settings, CommentedSettings.Write(answers), cancel);
        var sample = Path.Combine(inbox, SampleName);
        if (isEmpty)
        {
            await using var from = typeof(InitCommand).Assembly.GetManifestResourceStream(SampleName)!;
            await using var to = File.Create(sample);
            await from.CopyToAsync(to, cancel);
        }

        if (asJson)
        {
            console.WriteJson(json =>
            {
                json.WriteString("folder", into);
                json.WriteString("settings", settings);
                json.WriteString("sample", isEmpty ? sample : null);
            });
            return ExitCodes.Success;
        }

        console.Out.WriteLine($"{PublishCommand.Shown(settings)}: settings, each with what it means");
        console.Out.WriteLine(isEmpty ? $"{PublishCommand.Shown(sample)}: a sample article" : $"{PublishCommand.Shown(inbox)}: has files, and gets no sample");
        console.Out.WriteLine($"\nNow, in {(Path.GetFullPath(into) == Environment.CurrentDirectory ? "this folder" : PublishCommand.Shown(into))}:");
        console.Out.WriteLine("  newsletter run               publish what is saved in inbox, at http://127.0.0.1:8080/");
        console.Out.WriteLine("  newsletter new \"Nosferatu\"   start an article of your own");
        return ExitCodes.Success;
    }

    /// <summary>This machine's, if it has a name that settings can hold.</summary>
    private static string Zone() =>
        TimeZoneInfo.Local.HasIanaId && TimeZoneInfo.Local.Id.Contains('/', StringComparison.Ordinal) && NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(TimeZoneInfo.Local.Id) is { } zone ? zone.Id : "";
}

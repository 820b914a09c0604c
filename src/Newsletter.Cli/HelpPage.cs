using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text.RegularExpressions;

namespace Newsletter.Cli;

/// <summary>The help of a command: what the library writes, under the name that people type, with examples.</summary>
internal sealed partial class HelpPage(HelpAction library) : SynchronousCommandLineAction
{
    private static readonly Dictionary<string, string[]> Examples = new(StringComparer.Ordinal)
    {
        [""] = ["newsletter init stories", "newsletter run", "newsletter publish inbox --out site", "newsletter check inbox", "newsletter completion bash"],
        ["publish"] = ["newsletter publish inbox --out site", "newsletter publish inbox --out site --all", "newsletter publish inbox --out site --json", "newsletter publish --storage azure"],
        ["check"] = ["newsletter check inbox", "newsletter check inbox/nosferatu.md"],
        ["new"] = ["newsletter new \"Nosferatu\"", "newsletter new \"Faust\" --kind play --inbox inbox"],
        ["init"] = ["newsletter init stories", "newsletter init stories --title \"Old Stories\" --base-url https://stories.example.org/ --yes"],
        ["import"] = ["newsletter import story.txt --inbox inbox", "newsletter import *.html --author \"A. Writer\""],
        ["upload"] = ["newsletter upload faust.md faust.jpg", "newsletter upload drafts --into 2026 --storage azure"],
        ["retract"] = ["newsletter retract inbox --out site --slug nosferatu", "newsletter retract --slug nosferatu --storage azure"],
        ["restore"] = ["newsletter restore inbox --out site --slug nosferatu"],
        ["preview"] = ["newsletter digest preview inbox --out site --cadence daily --to preview", "newsletter digest preview inbox --out site --from 2026-11-01 --until 2026-12-01"],
        ["list"] = ["newsletter subscribers list", "newsletter subscribers list --state suppressed --most 500"],
        ["import subscribers"] = ["newsletter subscribers import readers.csv --source \"the old list\" --consented 2024-05-01 --dry-run", "newsletter subscribers import readers.csv --report outcome.csv"],
        ["export"] = ["newsletter subscribers export readers.csv", "newsletter subscribers export - --state active"],
        ["lift"] = ["newsletter subscribers lift ida@example.org"],
        ["erase"] = ["newsletter subscribers erase ida@example.org --yes"],
        ["send"] = ["newsletter digest send inbox --out site"],
        ["deliveries"] = ["newsletter deliveries inbox --out site --uncertain", "newsletter deliveries --send-again abcdefghijklmnopqrstuvwxyz.7"],
        ["run"] = ["newsletter run inbox --out site", "newsletter run --out site --urls http://127.0.0.1:8080"],
        ["list templates"] = ["newsletter templates list"],
        ["eject"] = ["newsletter templates eject", "newsletter templates eject web/article.html email/ --to templates"],
        ["backup"] = ["newsletter backup ../backups/2026-11-26"],
        ["serve"] = ["newsletter serve inbox --out site", "newsletter serve inbox --templates templates --port 8090 --no-open", "newsletter serve inbox --read-only"],
        ["status"] = ["newsletter status inbox --out site", "newsletter status --storage azure"],
        ["doctor"] = ["newsletter doctor inbox --out site", "newsletter doctor --storage azure"],
        ["completion"] = ["source <(newsletter completion bash)", "newsletter completion fish > ~/.config/fish/completions/newsletter.fish"],
    };

    /// <summary>Takes the place of the library's help in every command.</summary>
    public static void PutInto(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Description = "Explain the command.";
        option.Action = new HelpPage((HelpAction)option.Action!);
    }

    /// <summary>Who asks for help need not have said everything.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        using var text = new StringWriter();
        parseResult.InvocationConfiguration.Output = text;
        var result = library.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;

        output.Write(Default().Replace(text.ToString().Replace(RootCommand.ExecutableName, "newsletter", StringComparison.Ordinal).TrimEnd() + "\n", ""));
        var command = parseResult.CommandResult.Command;
        var names = command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? new[] { $"{command.Name} {parent.Name}", command.Name } : [""];
        if (names.Select(name => Examples.GetValueOrDefault(name)).OfType<string[]>().FirstOrDefault() is { } examples)
        {
            output.WriteLine("\nExamples:\n  " + string.Join("\n  ", examples));
        }

        if (command is RootCommand)
        {
            output.WriteLine("\n'newsletter COMMAND --help' explains a command. Guides: docs/editors.md, docs/operators.md.");
        }

        return result;
    }

    /// <summary>In a list of commands, the default of an argument that isn't named there.</summary>
    [GeneratedRegex(@"(?<=^  \w+ <inbox> .*) \[default: inbox\]", RegexOptions.Multiline)]
    private static partial Regex Default();
}

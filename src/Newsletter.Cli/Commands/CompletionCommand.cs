using System.CommandLine;
using Newsletter.Cli.Completion;

namespace Newsletter.Cli.Commands;

/// <summary><c>newsletter completion bash</c>: a script that completes the command line, made from the commands as they are.</summary>
internal static class CompletionCommand
{
    public static Command Create(CliConsole console, RootCommand root)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completion", "Print a script that lets your shell complete commands, options and files.") { shell };
        command.SetAction(parsed =>
        {
            var words = CompletionWords.Of(root);
            console.Out.Write(parsed.GetRequiredValue(shell) switch
            {
                "bash" => BashCompletion.Script(words),
                "zsh" => ZshCompletion.Script(words),
                _ => FishCompletion.Script(words),
            });
        });
        return command;
    }
}

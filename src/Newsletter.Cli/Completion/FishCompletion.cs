using System.Globalization;
using System.Text;

namespace Newsletter.Cli.Completion;

/// <summary>Completions for fish.</summary>
internal static class FishCompletion
{
    public static string Script(CompletionWords root)
    {
        var script = new StringBuilder();
        script.Append("""
            # Completion of the newsletter command for fish. Put this into ~/.config/fish/completions/newsletter.fish:
            #   newsletter completion fish > ~/.config/fish/completions/newsletter.fish
            complete -c newsletter -f

            """);
        foreach (var command in root.All())
        {
            var when = Condition(command);
            foreach (var below in command.Commands)
            {
                script.Append(CultureInfo.InvariantCulture, $"complete -c newsletter -n {Quoted(when)} -a {below.Path[^1]} -d {Quoted(below.Description)}\n");
            }

            foreach (var option in command.Options)
            {
                script.Append(CultureInfo.InvariantCulture, $"complete -c newsletter -n {Quoted(when)}{Names(option)} -d {Quoted(option.Description)}{Value(option.Value, option.Words)}\n");
            }

            if (command.Commands.Count == 0 && command.Arguments != CompletionValue.None)
            {
                script.Append(CultureInfo.InvariantCulture, $"complete -c newsletter -n {Quoted(when)}{Argument(command)}\n");
            }
        }

        return script.ToString();
    }

    /// <summary>Where a command's words may stand: behind its own, and before those of a command below it.</summary>
    private static string Condition(CompletionWords command)
    {
        var own = command.Path.Select(word => $"__fish_seen_subcommand_from {word}");
        var below = command.Commands.Count > 0 ? [$"not __fish_seen_subcommand_from {string.Join(' ', command.Commands.Select(c => c.Path[^1]))}"] : Array.Empty<string>();
        return string.Join("; and ", own.Concat(below));
    }

    private static string Names(CompletionOption option) => string.Concat(option.Names.Select(name =>
        name.StartsWith("--", StringComparison.Ordinal) ? $" -l {name[2..]}" : name.Length == 2 ? $" -s {name[1..]}" : $" -o {name[1..]}"));

    private static string Value(CompletionValue value, IReadOnlyList<string> words) => value switch
    {
        CompletionValue.None => "",
        CompletionValue.Words => $" -x -a {Quoted(string.Join(' ', words))}",
        CompletionValue.Folder => " -x -a '(__fish_complete_directories)'",
        _ => " -r -F",
    };

    private static string Argument(CompletionWords command) => command.Arguments switch
    {
        CompletionValue.Words => $" -a {Quoted(string.Join(' ', command.ArgumentWords))}",
        CompletionValue.Folder => " -a '(__fish_complete_directories)'",
        _ => " -F",
    };

    private static string Quoted(string text) => "'" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "'";
}

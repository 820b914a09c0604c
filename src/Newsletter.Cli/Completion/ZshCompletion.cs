using System.Globalization;
using System.Text;

namespace Newsletter.Cli.Completion;

/// <summary>A completion function for zsh.</summary>
internal static class ZshCompletion
{
    public static string Script(CompletionWords root)
    {
        var script = new StringBuilder();
        script.Append("""
            #compdef newsletter
            # Completion of the newsletter command for zsh. Put this into your ~/.zshrc, behind compinit:
            #   source <(newsletter completion zsh)

            """);
        foreach (var command in root.All())
        {
            Function(script, command);
        }

        return script.Append("compdef _newsletter newsletter\n").ToString();
    }

    private static void Function(StringBuilder script, CompletionWords command)
    {
        script.Append(CultureInfo.InvariantCulture, $"{NameOf(command)}() {{\n");
        if (command.Commands.Count > 0)
        {
            script.Append("  local state line\n");
        }

        script.Append("  _arguments -C");
        foreach (var option in command.Options)
        {
            foreach (var name in option.Names)
            {
                script.Append(CultureInfo.InvariantCulture, $" \\\n    '*{name}[{Quoted(option.Description)}]{Value(option.Value, option.Words)}'");
            }
        }

        if (command.Commands.Count == 0)
        {
            script.Append(command.Arguments == CompletionValue.None ? "\n}\n" : $" \\\n    '*{Value(command.Arguments, command.ArgumentWords)}'\n}}\n");
            return;
        }

        script.Append(" \\\n    '1: :->command' \\\n    '*:: :->rest'\n  case $state in\n    command)\n      local -a commands\n      commands=(");
        foreach (var below in command.Commands)
        {
            script.Append(CultureInfo.InvariantCulture, $"\n        '{below.Path[^1]}:{Quoted(below.Description)}'");
        }

        script.Append("\n      )\n      _describe command commands ;;\n    rest)\n      case $line[1] in\n");
        foreach (var below in command.Commands)
        {
            script.Append(CultureInfo.InvariantCulture, $"        {below.Path[^1]}) {NameOf(below)} ;;\n");
        }

        script.Append("      esac ;;\n  esac\n}\n");
    }

    private static string NameOf(CompletionWords command) => string.Join('_', command.Path.Prepend("_newsletter"));

    private static string Value(CompletionValue value, IReadOnlyList<string> words) => value switch
    {
        CompletionValue.None => "",
        CompletionValue.Words => $": :({string.Join(' ', words)})",
        CompletionValue.Folder => ": :_files -/",
        CompletionValue.File => ": :_files",
        _ => ": :_files",
    };

    /// <summary>Inside single quotes, where colons and brackets mean something.</summary>
    private static string Quoted(string text) => text.Replace("'", "'\\''", StringComparison.Ordinal)
        .Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal).Replace(":", "\\:", StringComparison.Ordinal);
}

using System.Globalization;
using System.Text;

namespace Newsletter.Cli.Completion;

/// <summary>A completion function for bash 3.2 and later.</summary>
internal static class BashCompletion
{
    public static string Script(CompletionWords root)
    {
        var script = new StringBuilder();
        script.Append("""
            # Completion of the newsletter command for bash. Put this into your ~/.bashrc:
            #   source <(newsletter completion bash)
            _newsletter() {
              local IFS=$'\n' word command='' current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"
              COMPREPLY=()
              for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
                case "${command:+$command }$word" in

            """);
        foreach (var command in root.All().Skip(1))
        {
            script.Append(CultureInfo.InvariantCulture, $"      '{command.Name}') command='{command.Name}' ;;\n");
        }

        script.Append("    esac\n  done\n  case \"$command:$previous\" in\n");
        foreach (var command in root.All())
        {
            foreach (var option in command.Options.Where(o => o.Value != CompletionValue.None))
            {
                script.Append(CultureInfo.InvariantCulture, $"    {string.Join('|', option.Names.Select(n => $"'{command.Name}:{n}'"))}) {Reply(option.Value, option.Words)}; return ;;\n");
            }
        }

        script.Append("  esac\n  case \"$command\" in\n");
        foreach (var command in root.All())
        {
            var names = command.Options.SelectMany(o => o.Names);
            var others = command.Commands.Count > 0 ? Compgen(command.Commands.Select(c => c.Path[^1])) : Reply(command.Arguments, command.ArgumentWords);
            script.Append(CultureInfo.InvariantCulture, $"    '{command.Name}') if [[ $current == -* ]]; then {Compgen(names)}; else {others}; fi ;;\n");
        }

        return script.Append("  esac\n}\ncomplete -o filenames -F _newsletter newsletter\n").ToString();
    }

    private static string Reply(CompletionValue value, IReadOnlyList<string> words) => value switch
    {
        CompletionValue.Words => Compgen(words),
        CompletionValue.Folder => "COMPREPLY=($(compgen -d -- \"$current\"))",
        CompletionValue.None => ":",
        _ => "COMPREPLY=($(compgen -f -- \"$current\"))",
    };

    private static string Compgen(IEnumerable<string> words) => $"COMPREPLY=($(compgen -W $'{string.Join("\\n", words)}' -- \"$current\"))";
}

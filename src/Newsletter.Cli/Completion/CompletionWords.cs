using System.CommandLine;
using System.CommandLine.Completions;

namespace Newsletter.Cli.Completion;

/// <summary>What may follow an option.</summary>
internal enum CompletionValue
{
    /// <summary>Nothing: the option stands alone.</summary>
    None,
    Text,
    Words,
    File,
    Folder,
}

internal sealed record CompletionOption(string Name, IReadOnlyList<string> Aliases, string Description, CompletionValue Value, IReadOnlyList<string> Words)
{
    public IEnumerable<string> Names => [Name, .. Aliases];
}

/// <summary>One command as completion knows it.</summary>
/// <param name="Path">The words that lead to it; empty: the program itself.</param>
/// <param name="Arguments">What its arguments are.</param>
/// <param name="ArgumentWords">The words that may stand there, where only some may.</param>
internal sealed record CompletionWords(
    IReadOnlyList<string> Path, string Description, IReadOnlyList<CompletionWords> Commands, IReadOnlyList<CompletionOption> Options,
    CompletionValue Arguments, IReadOnlyList<string> ArgumentWords)
{
    /// <summary>The name as scripts number it: <c>digest preview</c>.</summary>
    public string Name => string.Join(' ', Path);

    public static CompletionWords Of(RootCommand root) => Of(root, []);

    /// <summary>This command and all below it.</summary>
    public IEnumerable<CompletionWords> All() => [this, .. Commands.SelectMany(c => c.All())];

    /// <summary>The words that an option or argument takes, where only some are: in the order in which they are declared, where they have one.</summary>
    public static List<string> WordsOf(Symbol symbol)
    {
        var type = symbol is Option option ? option.ValueType : (symbol as Argument)?.ValueType;
        var declared = type is { IsEnum: true } ? Array.ConvertAll(Enum.GetNames(type), name => name.ToLowerInvariant()) : [];
        return [.. symbol.GetCompletions(CompletionContext.Empty).Select(c => c.Label.ToLowerInvariant()).Distinct().OrderBy(word => Array.IndexOf(declared, word))];
    }

    private static CompletionWords Of(Command command, IReadOnlyList<string> path)
    {
        var arguments = command.Arguments.FirstOrDefault();
        var words = arguments is null ? [] : WordsOf(arguments);
        return new(
            path,
            command.Description ?? "",
            [.. command.Subcommands.Select(c => Of(c, [.. path, c.Name]))],
            [.. command.Options.Select(Of), .. command is RootCommand ? [] : new[] { new CompletionOption("--help", ["-h"], "Explain the command.", CompletionValue.None, []) }],
            arguments is null ? CompletionValue.None : Kind(arguments.ValueType, words),
            words);
    }

    private static CompletionOption Of(Option option)
    {
        var words = option.ValueType == typeof(bool) ? [] : WordsOf(option);
        return new(
            option.Name, [.. option.Aliases.Where(a => a.StartsWith('-'))], option.Description ?? "",
            option.ValueType == typeof(bool) || option.Arity.MaximumNumberOfValues == 0 ? CompletionValue.None : Kind(option.ValueType, words), words);
    }

    private static CompletionValue Kind(Type type, List<string> words) => (type.GetElementType() ?? type) switch
    {
        var t when t == typeof(DirectoryInfo) => CompletionValue.Folder,
        var t when t == typeof(FileInfo) => CompletionValue.File,
        _ when words.Count > 0 => CompletionValue.Words,
        _ => CompletionValue.Text,
    };
}

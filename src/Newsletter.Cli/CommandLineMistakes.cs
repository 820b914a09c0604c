using System.CommandLine;
using System.CommandLine.Parsing;
using Newsletter.Articles;
using Newsletter.Cli.Completion;

namespace Newsletter.Cli;

/// <summary>What is wrong with a command line, in sentences, and what was probably meant.</summary>
internal static class CommandLineMistakes
{
    /// <returns>A line for each mistake, then what to do; no line: it is right.</returns>
    public static (IReadOnlyList<string> Messages, string Advice) Of(ParseResult parsed)
    {
        if (parsed.Action is { ClearsParseErrors: true })
        {
            return ([], "");
        }

        var result = parsed.CommandResult;
        // An option that isn't known is read as a file of that name. Whoever has such a file says -- before it.
        var options = parsed.Tokens.TakeWhile(t => t.Value != "--").Where(t => t.Type == TokenType.Argument && t.Value.Length > 1 && t.Value[0] == '-').Select(t => t.Value).ToList();
        IEnumerable<string> messages = options.Count > 0
            ? options.Select(token => $"There is no option '{token}'.{Guess(token.Split('=')[0], [.. result.Command.Options.Select(o => o.Name), "--help"])}")
            : parsed.UnmatchedTokens.Count > 0
                ? parsed.UnmatchedTokens.Select(token => Unmatched(token, result.Command))
                : parsed.Errors.Select(error => Sentence(error, result.Command));
        return ([.. messages.Distinct()], $"See '{Name(result)} --help'.");
    }

    private static string Unmatched(string token, Command command) => command.Subcommands.Count > 0
        ? $"There is no command '{token}'.{Guess(token, [.. command.Subcommands.Select(c => c.Name)])}"
        : $"'{token}' is one word too many.";

    private static string Sentence(ParseError error, Command command) => error.SymbolResult switch
    {
        OptionResult { Tokens: [] } option => $"Say {option.Option.Name} with a value. {option.Option.Description}",
        OptionResult option => Refused(option.Tokens[^1].Value, option.Option.Name, option.Option, error),
        ArgumentResult { Tokens: [], Parent: OptionResult option } => $"Say {option.Option.Name} with a value. {option.Option.Description}",
        ArgumentResult { Tokens: [.., var token], Parent: OptionResult option } => Refused(token.Value, option.Option.Name, option.Option, error),
        ArgumentResult { Tokens: [.., var token] } argument => Refused(token.Value, argument.Argument.Name, argument.Argument, error),
        _ when command.Subcommands.Count > 0 => $"Say what to do: {string.Join(", ", command.Subcommands.Select(c => c.Name))}.",
        _ when command.Arguments.FirstOrDefault(a => a.Arity.MinimumNumberOfValues > 0) is { } missing => $"Say <{missing.Name}>. {missing.Description}",
        _ => error.Message,
    };

    private static string Refused(string value, string name, Symbol symbol, ParseError error)
    {
        var words = CompletionWords.WordsOf(symbol);
        return words.Count > 0
            ? $"'{value}' is nothing for {name}: say {string.Join(", ", words)}.{Guess(value, [.. words])}"
            : symbol is Option<DateOnly?> ? $"'{value}' is no date for {name}: write it like 2026-11-16." : error.Message;
    }

    private static string Guess(string word, string[] known) => DidYouMean.Nearest(word, known) is { } near ? $" Did you mean '{near}'?" : "";

    private static string Name(SymbolResult? result) => result switch
    {
        CommandResult { Parent: { } parent } command => $"{Name(parent)} {command.Command.Name}",
        _ => "newsletter",
    };
}

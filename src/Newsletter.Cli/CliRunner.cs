using System.CommandLine;
using Newsletter.Catalogue;
using Newsletter.Publishing;
using Newsletter.Storage;
using Newsletter.Templates;

namespace Newsletter.Cli;

/// <summary>Parses, runs, and is the one place where errors become messages and exit codes.</summary>
public static class CliRunner
{
    /// <summary>From SIGTERM on, for what is under way: shorter than service managers wait before they kill.</summary>
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromMinutes(1);

    public static async Task<int> RunAsync(RootCommand root, string[] args, CliConsole console)
    {
        var parsed = root.Parse(args);
        var json = args.Contains(CliOptions.Json.Name);
        var (messages, advice) = CommandLineMistakes.Of(parsed);
        if (messages.Count > 0)
        {
            return Say(console, json, new(ExitCodes.Usage, string.Join('\n', messages), advice));
        }

        using var stop = new CancellationTokenSource();
        ConsoleCancelEventHandler onCancel = (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };
        Console.CancelKeyPress += onCancel;
        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = console.Out, Error = console.Error, ProcessTerminationTimeout = TimeToEnd }, stop.Token);
        }
        catch (Exception error)
        {
            return Say(console, json, Understood(error));
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
        }
    }

    private static CliException Understood(Exception error) => error switch
    {
        CliException mistake => mistake,
        MassRetractionException => new(ExitCodes.Refused, error.Message, "If they were meant to go, say --yes; otherwise check the folder."),
        SettingsException => new(ExitCodes.Configuration, error.Message, "docs/operators.md lists all settings."),
        TemplateException => new(ExitCodes.Configuration, error.Message, "The last good outputs stay as they are."),
        StorageConflictException => new(ExitCodes.Storage, error.Message, "Nothing is lost; run the command again."),
        LeakException stopped => new(ExitCodes.Problems, error.Message, stopped.Leak.Advice),
        BodyMissingException => new(ExitCodes.Storage, error.Message, "'newsletter publish --all' takes every file of the inbox again."),
        StorageException => new(ExitCodes.Storage, error.Message, ""),
        IOException or UnauthorizedAccessException => new(ExitCodes.Storage, error.Message, "Check that the folder exists, has room and may be written."),
        OperationCanceledException => new(ExitCodes.Interrupted, "Stopped.", "Run the command again to go on where it stopped."),
        _ => new(ExitCodes.Fault, $"This is a fault of the program: {error}", "Please report it with these lines. Nothing is lost; the next run goes on from here."),
    };

    private static int Say(CliConsole console, bool json, CliException mistake)
    {
        if (json)
        {
            console.WriteJson(writer =>
            {
                writer.WriteString("error", mistake.Message);
                writer.WriteString("advice", mistake.Advice);
                writer.WriteNumber("exit", mistake.ExitCode);
            });
        }

        console.Complain($"newsletter: {mistake.Message.Replace("\n", "\nnewsletter: ", StringComparison.Ordinal)}");
        if (mistake.Advice.Length > 0)
        {
            console.Error.WriteLine(mistake.Advice);
        }

        return mistake.ExitCode;
    }
}

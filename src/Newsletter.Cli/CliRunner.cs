using System.CommandLine;
using Newsletter.Publishing;
using Newsletter.Storage;
using Newsletter.Templates;

namespace Newsletter.Cli;

/// <summary>A mistake of the person at the keyboard: said in a sentence, with what to do.</summary>
public sealed class CliException(int exitCode, string message, string advice) : Exception(message)
{
    public int ExitCode => exitCode;

    public string Advice => advice;
}

/// <summary>Parses, runs, and is the one place where errors become messages and exit codes.</summary>
public static class CliRunner
{
    public static async Task<int> RunAsync(RootCommand root, string[] args, CliConsole console)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                console.Complain(error.Message);
            }

            if (Suggestion(root, args) is { } suggestion)
            {
                console.Complain($"Did you mean '{suggestion}'?", "33");
            }

            console.Error.WriteLine("Try 'newsletter --help'.");
            return ExitCodes.Usage;
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
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = console.Out, Error = console.Error }, stop.Token);
        }
        catch (CliException error)
        {
            return Say(console, error.Message, error.Advice, error.ExitCode);
        }
        catch (MassRetractionException error)
        {
            return Say(console, error.Message, "If they were meant to go, say --yes; otherwise check the folder.", ExitCodes.Refused);
        }
        catch (SettingsException error)
        {
            return Say(console, error.Message, "docs/operators.md lists all settings.", ExitCodes.Configuration);
        }
        catch (TemplateException error)
        {
            return Say(console, error.Message, "The last good outputs stay as they are.", ExitCodes.Configuration);
        }
        catch (StorageConflictException error)
        {
            return Say(console, error.Message, "Nothing is lost; run the command again.", ExitCodes.Storage);
        }
        catch (StorageException error)
        {
            return Say(console, error.Message, "", ExitCodes.Storage);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Say(console, error.Message, "Check that the folder exists, has room and may be written.", ExitCodes.Storage);
        }
        catch (OperationCanceledException)
        {
            return Say(console, "Stopped.", "Run the command again to go on where it stopped.", ExitCodes.Interrupted);
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
        }
    }

    private static int Say(CliConsole console, string message, string advice, int exitCode)
    {
        console.Complain($"newsletter: {message}");
        if (advice.Length > 0)
        {
            console.Error.WriteLine(advice);
        }

        return exitCode;
    }

    /// <summary>The command that was probably meant.</summary>
    private static string? Suggestion(RootCommand root, string[] args)
    {
        var word = args.FirstOrDefault(a => !a.StartsWith('-'));
        if (word is null || root.Subcommands.Any(c => c.Name == word))
        {
            return null;
        }

        var best = root.Subcommands.Select(c => (c.Name, Distance: Distance(c.Name, word))).MinBy(c => c.Distance);
        return best.Distance <= Math.Max(2, word.Length / 3) ? best.Name : null;
    }

    /// <summary>Edit distance (Levenshtein).</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
            }
        }

        return row[b.Length];
    }
}

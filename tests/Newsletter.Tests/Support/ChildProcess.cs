using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Newsletter.Tests.Support;

/// <summary>How a <see cref="ChildProcess"/> is started.</summary>
public sealed record ChildOptions
{
    /// <summary>Working folder; null: the repository's root.</summary>
    public string? Folder { get; init; }

    /// <summary>Added to the test's own environment; a null value takes the variable away.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>All of standard input; it ends after this.</summary>
    public string Input { get; init; } = "";

    /// <summary>After this the child and its descendants are killed and the wait ends in a <see cref="TimeoutException"/>.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(120);
}

/// <param name="ExitCode">128 + n when signal n ended it.</param>
public sealed record ChildResult(int ExitCode, string Output, string Errors)
{
    /// <summary>This result, if the child ended well; else a failed test that shows what the child said.</summary>
    public ChildResult MustSucceed()
    {
        Assert.True(ExitCode == 0, $"Exit code {ExitCode}\n{Errors}\n{Output}");
        return this;
    }
}

/// <summary>
/// A program started by a test, in a session of its own: killing it reaches what it started too, and nothing else on the machine.
/// </summary>
public sealed class ChildProcess : IDisposable
{
    private const int Sigkill = 9;
    private const int Sigterm = 15;
    private const int Sigcont = 18;
    private const int Sigstop = 19;
    private readonly Process process;
    private readonly string name;

    private ChildProcess(Process process, string name, ChildOptions options)
    {
        this.process = process;
        this.name = name;
        Completion = CompleteAsync(options);
    }

    /// <summary>By which the system knows it.</summary>
    public int Id => process.Id;

    /// <summary>Ends when the child has ended and both its outputs are read.</summary>
    public Task<ChildResult> Completion { get; }

    /// <summary>Starts a program, found on the PATH unless its name has a slash.</summary>
    public static ChildProcess Start(string program, IEnumerable<string> arguments, ChildOptions? options = null)
    {
        options ??= new();
        var start = new ProcessStartInfo("setsid", [program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = options.Folder ?? Repository.Root,
        };
        foreach (var (key, value) in options.Environment)
        {
            start.Environment[key] = value;
        }

        return new ChildProcess(Process.Start(start)!, program, options);
    }

    /// <summary>Starts a program and waits for its end.</summary>
    public static async Task<ChildResult> RunAsync(string program, IEnumerable<string> arguments, ChildOptions? options = null)
    {
        using var child = Start(program, arguments, options);
        return await child.Completion;
    }

    /// <summary>Ends the child and its descendants at once, as a power cut would.</summary>
    public void Kill() => Signal(Sigkill);

    /// <summary>Asks the child and its descendants to end, as a service manager would.</summary>
    public void Terminate() => Signal(Sigterm);

    /// <summary>Lets the child and its descendants do nothing until <see cref="Resume"/>.</summary>
    public void Pause() => Signal(Sigstop);

    /// <summary>Ends a <see cref="Pause"/>.</summary>
    public void Resume() => Signal(Sigcont);

    public void Dispose()
    {
        if (!Completion.IsCompleted)
        {
            Kill();
        }

        process.Dispose();
    }

    private async Task<ChildResult> CompleteAsync(ChildOptions options)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.StandardInput.WriteAsync(options.Input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The child ended without reading its input; its exit code tells whether that was right.
        }

        try
        {
            await Task.WhenAll(process.WaitForExitAsync(), output, errors).WaitAsync(options.Timeout);
        }
        catch (TimeoutException)
        {
            Kill();
            await process.WaitForExitAsync();
            throw new TimeoutException($"{name} was still running after {options.Timeout.TotalSeconds} s.");
        }

        if (process.ExitCode == 127)
        {
            throw new InvalidOperationException($"{name} isn't installed; ./test.sh installs what the tests need. {await errors}");
        }

        return new ChildResult(process.ExitCode, await output, await errors);
    }

    // setsid makes the child the leader of a group with its own id. Right after the start it may not have done so yet: then it is alone.
    private void Signal(int signal)
    {
        if (SendSignal(-process.Id, signal) != 0 && !process.HasExited)
        {
            _ = SendSignal(process.Id, signal);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}

using System.Diagnostics;

namespace Newsletter.Tests.Support;

/// <summary>A scenario of <see cref="ChildProgram"/> in a process of its own, which tells on standard output, line by line, what it has finished.</summary>
internal sealed class TestChild : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private readonly Process process;
    private readonly CancellationTokenSource tooLong = new(Longest);

    public TestChild(params string[] arguments)
    {
        // The test host itself runs under dotnet, except in some editors.
        var host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        process = Process.Start(new ProcessStartInfo(host, [typeof(TestChild).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Errors = process.StandardError.ReadToEndAsync();
    }

    public Task<string> Errors { get; }

    /// <summary>Kills the child as soon as it has said so many lines, and returns all that it said.</summary>
    public async Task<IReadOnlyList<string>> KillAfterAsync(int count)
    {
        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(tooLong.Token) is { } line)
        {
            lines.Add(line);
            if (lines.Count == count)
            {
                process.Kill();
            }
        }

        await process.WaitForExitAsync();
        Assert.True(lines.Count >= count, $"The child ended by itself after {lines.Count} lines: {await Errors}");
        return lines;
    }

    public async Task MustSucceedAsync()
    {
        await process.StandardOutput.ReadToEndAsync(tooLong.Token);
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await Errors);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
        tooLong.Dispose();
    }
}

namespace Newsletter.Tests.Support;

public class ChildProcessTests
{
    [Fact]
    public async Task AChildGetsItsArgumentsInputAndEnvironment()
    {
        var options = new ChildOptions
        {
            Input = "from input",
            Environment = new Dictionary<string, string?> { ["NEWSLETTER_PROBE"] = "from environment", ["HOME"] = null },
        };

        var result = await ChildProcess.RunAsync("sh", ["-c", "cat; printf '|%s|%s|%s' \"$1\" \"$NEWSLETTER_PROBE\" \"${HOME-unset}\"; echo oops >&2; exit 3", "sh", "a \"b\" c"], options);

        Assert.Equal(new ChildResult(3, "from input|a \"b\" c|from environment|unset", "oops\n"), result);
    }

    [Fact]
    public async Task AChildThatRunsTooLongIsKilledWithItsDescendants()
    {
        using var folder = new TempFolder();
        var options = new ChildOptions { Folder = folder.Path, Timeout = TimeSpan.FromSeconds(1) };

        await Assert.ThrowsAsync<TimeoutException>(() => ChildProcess.RunAsync("sh", ["-c", "sleep 600 & echo $! > grandchild; wait"], options));

        Assert.True(await EndedAsync(folder.Read("grandchild").Trim()));
    }

    [Fact]
    public async Task AKilledChildSaysSo()
    {
        using var child = ChildProcess.Start("sleep", ["600"]);
        child.Kill();

        Assert.Equal(128 + 9, (await child.Completion).ExitCode);
    }

    [Fact]
    public async Task AProgramThatIsMissingIsNamed()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => ChildProcess.RunAsync("no-such-program", []));

        Assert.Contains("no-such-program isn't installed", error.Message, StringComparison.Ordinal);
    }

    // A killed process may stay in the table as a zombie until somebody reaps it.
    private static async Task<bool> EndedAsync(string id)
    {
        for (var tries = 0; tries < 1000; tries++)
        {
            if (!File.Exists($"/proc/{id}/status") || (await File.ReadAllTextAsync($"/proc/{id}/status")).Contains("State:\tZ", StringComparison.Ordinal))
            {
                return true;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        return false;
    }
}

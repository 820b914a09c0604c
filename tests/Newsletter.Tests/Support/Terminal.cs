namespace Newsletter.Tests.Support;

/// <summary>A terminal with one program in it, for programs that work in no other place: tmux, with a server of its own that ends with it.</summary>
public sealed class Terminal : IAsyncDisposable
{
    private const string Window = "reader";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TempFolder folder = new();

    private Terminal()
    {
    }

    /// <summary>Starts a program; <paramref name="command"/> is read by a shell.</summary>
    /// <param name="rows">Lines; as many as the test wants to see at once.</param>
    public static async Task<Terminal> StartAsync(string command, int columns, int rows)
    {
        var terminal = new Terminal();
        await terminal.TmuxAsync("new-session", "-d", "-s", Window, "-x", columns.ToString(), "-y", rows.ToString(), command);
        return terminal;
    }

    /// <summary>Keys by the names that tmux gives them: <c>Enter</c>, <c>q</c>, <c>Down</c>.</summary>
    public Task PressAsync(params string[] keys) => TmuxAsync(["send-keys", "-t", Window, .. keys]);

    /// <summary>The screen as soon as it shows a text.</summary>
    public async Task<string> ShowsAsync(string text)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var screen = await TmuxAsync("capture-pane", "-p", "-t", Window);
            if (screen.Contains(text, StringComparison.Ordinal))
            {
                return screen;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, $"'{text}' does not show:\n{screen}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await TmuxAsync("kill-server");
        folder.Dispose();
    }

    private async Task<string> TmuxAsync(params string[] arguments)
    {
        var environment = new Dictionary<string, string?> { ["TERM"] = "xterm-256color", ["LC_ALL"] = "C.UTF-8", ["TMUX"] = null };
        var result = await ChildProcess.RunAsync("tmux", ["-S", folder.At("socket"), "-f", "/dev/null", .. arguments], new() { Environment = environment });
        return result.MustSucceed().Output;
    }
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Cli;

public sealed class ServeCommandTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Fact]
    public async Task APortThatIsTakenIsSaid()
    {
        Directory.CreateDirectory(folder.At("inbox"));
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var result = await RunAsync("serve", "--port", port);

        Assert.Equal((3, $"newsletter: Port {port} is taken.\nIs a desk open already? Leave --port out, and a free one is taken.\n"), (result.ExitCode, result.Errors));
    }

    [Fact]
    public async Task TheDeskIsOfFoldersOfThisMachine()
    {
        Directory.CreateDirectory(folder.At("inbox"));

        Assert.Equal(2, (await RunAsync("serve", "--storage", "azure")).ExitCode);
        Assert.Equal(3, (await RunAsync("serve", "elsewhere")).ExitCode);
    }

    [Fact]
    public async Task LookingMakesNoKeysOfReaders()
    {
        folder.Write("inbox/a.md", "---\ntitle: A\nsummary: s\nspoilers: none\n---\nLead\n");
        using var program = ChildProcess.Start("sh", ["-c", $"exec dotnet '{DocumentedCommandsTests.CliPath}' serve --json >serve.out 2>serve.err"], new() { Folder = folder.Path });
        while (!program.Completion.IsCompleted && !(File.Exists(folder.At("serve.out")) && folder.Read("serve.out").EndsWith('\n')))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        program.Terminate();
        (await program.Completion).MustSucceed();
        Assert.StartsWith("{\"desk\":\"http://127.0.0.1:", folder.Read("serve.out"), StringComparison.Ordinal);
        Assert.Equal("", folder.Read("serve.err"));
        Assert.False(File.Exists(folder.At(".newsletter/public/keys")));
    }

    public void Dispose() => folder.Dispose();

    private Task<ChildResult> RunAsync(params string[] arguments) =>
        ChildProcess.RunAsync("dotnet", [DocumentedCommandsTests.CliPath, .. arguments], new() { Folder = folder.Path });
}

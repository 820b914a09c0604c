using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Cli;

public sealed class RunCommandTests : IDisposable
{
    private readonly TempFolder folder = new();

    public RunCommandTests() => Directory.CreateDirectory(folder.At("inbox"));

    [Theory]
    [InlineData("https://127.0.0.1:8443")]
    [InlineData("http://stories.example.org")]
    [InlineData("8080")]
    public async Task WhatIsNoAddressOfThisMachineIsRefused(string urls)
    {
        var result = await RunAsync(urls);

        Assert.Equal((2, $"newsletter: '{urls}' is nothing to serve at.\nSay an address of this machine such as http://127.0.0.1:8080; a proxy before it does https.\n"), (result.ExitCode, result.Errors));
    }

    [Fact]
    public async Task APortThatIsTakenIsSaid()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}");

        var result = await RunAsync(address);

        Assert.Equal(3, result.ExitCode);
        Assert.StartsWith($"newsletter: Nothing can be served at {address}: ", result.Errors, StringComparison.Ordinal);
        Assert.EndsWith("Is it running already? Say --urls with another port.\n", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeysThatOthersCanReadStopItBeforeItServes()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var keys = folder.Write(".newsletter/public/keys", "address=x");
        File.SetUnixFileMode(keys, UnixFileMode.UserRead | UnixFileMode.GroupRead);

        var result = await RunAsync("http://127.0.0.1:0");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("chmod 600", result.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private Task<ChildResult> RunAsync(string urls) =>
        ChildProcess.RunAsync("dotnet", [DocumentedCommandsTests.CliPath, "run", "inbox", "--urls", urls], new() { Folder = folder.Path });
}

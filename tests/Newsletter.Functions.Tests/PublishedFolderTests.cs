using System.Text.Json;
using Newsletter.Functions.Tests.Infra;
using Newsletter.Functions.Tests.Support;
using Newsletter.Tests.Support;

namespace Newsletter.Functions.Tests;

/// <summary>What `dotnet publish` gives is all that an app needs, on the stack that <c>infra/</c> asks for.</summary>
public sealed class PublishedFolderTests
{
    private static readonly byte[] Elf = [0x7f, (byte)'E', (byte)'L', (byte)'F'];

    [Fact]
    public async Task APublishedFolderRunsByItselfWhereThereIsNoDotnet()
    {
        using var folder = await PublishAsync();
        var account = await Account.NewAsync();
        var nothingElse = new Dictionary<string, string?> { ["PATH"] = folder.Path, ["DOTNET_ROOT"] = folder.Path };
        using var handler = await Handler.StartAsync(account.Connection, folder.Path, folder.At(Program(folder.Read("host.json"))), [], nothingElse);
        await account.UploadAsync(handler, "nosferatu.md", Account.Article("Nosferatu, Explained"));
        await account.PumpAsync(handler);

        Assert.Contains("He dies at dawn.", await account.ReadAsync("$web", "explainers/nosferatu/index.html"));
        Assert.Equal(
            Directory.GetFiles(Repository.At("src/Newsletter.Functions"), "function.json", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
                .Select(file => Path.GetFileName(Path.GetDirectoryName(file)) + "/function.json").Order(StringComparer.Ordinal),
            folder.Files().Where(file => file.EndsWith("/function.json", StringComparison.Ordinal)));
        Assert.Contains("templates/web/report.html", string.Join(' ', folder.Files()));
        Assert.DoesNotContain(folder.Files(), file => file.EndsWith(".Development.json", StringComparison.Ordinal) || file.Contains("local.settings", StringComparison.Ordinal));
        AssertTheStackRunsIt(folder);
    }

    /// <summary>
    /// The stack of custom handlers brings nothing that could run a program: it must be one of Linux, brought along. And only that stack loads the
    /// bundle that blobs and queues have their triggers from (ScriptStartupTypeLocator of the Functions host).
    /// </summary>
    private static void AssertTheStackRunsIt(TempFolder folder)
    {
        var host = JsonDocument.Parse(folder.Read("host.json")).RootElement;
        var runtime = Deployment.Runtime(Deployment.Committed);

        Assert.Equal(("custom", "1.0"), runtime);
        Assert.Equal("Microsoft.Azure.Functions.ExtensionBundle", host.GetProperty("extensionBundle").GetProperty("id").GetString());
        Assert.Equal(Elf, File.ReadAllBytes(folder.At(Program(folder.Read("host.json"))))[..Elf.Length]);
        Assert.Contains("libcoreclr.so", folder.Files());
    }

    /// <summary>The path of the only file that the host starts, without arguments.</summary>
    private static string Program(string host)
    {
        var description = JsonDocument.Parse(host).RootElement.GetProperty("customHandler").GetProperty("description");
        return Assert.Single(description.EnumerateObject(), property => property.Name == "defaultExecutablePath").Value.GetString()!;
    }

    /// <summary>As an operator does it, but for what is built already.</summary>
    private static async Task<TempFolder> PublishAsync()
    {
        var folder = new TempFolder();
        var configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/')))!;
        using var publish = ChildProcess.Start(
            "dotnet",
            [
                "publish", "src/Newsletter.Functions", "-c", configuration, "-o", folder.Path, "-p:BuildProjectReferences=false", "-p:UseSharedCompilation=false",
                "-nodeReuse:false",
            ],
            new() { Timeout = TimeSpan.FromMinutes(5) });
        (await publish.Completion).MustSucceed();
        return folder;
    }
}

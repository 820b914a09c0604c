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
        using var own = new TempFolder();
        var app = App.IsPublished ? App.Tested : await PublishAsync(own.Path);
        var files = TempFolder.FilesOf(app.Folder);
        var account = await Account.NewAsync();
        var nothingElse = new Dictionary<string, string?> { ["PATH"] = app.Folder, ["DOTNET_ROOT"] = app.Folder };
        using var handler = await Handler.StartAsync(account.Connection, app, nothingElse);
        await account.UploadAsync(handler, "nosferatu.md", Account.Article("Nosferatu, Explained"));
        await account.PumpAsync(handler);

        Assert.Contains("He dies at dawn.", await account.ReadAsync("$web", "explainers/nosferatu/index.html"));
        Assert.Equal(
            Directory.GetFiles(Repository.At("src/Newsletter.Functions"), "function.json", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
                .Select(file => Path.GetFileName(Path.GetDirectoryName(file)) + "/function.json").Order(StringComparer.Ordinal),
            files.Where(file => file.EndsWith("/function.json", StringComparison.Ordinal)));
        Assert.Contains("templates/web/report.html", files);
        Assert.DoesNotContain(files, file => file.EndsWith(".Development.json", StringComparison.Ordinal) || file.Contains("local.settings", StringComparison.Ordinal));
        AssertTheStackRunsIt(app, files);
    }

    /// <summary>
    /// The stack of custom handlers brings nothing that could run a program: it must be one of Linux, brought along. And only that stack loads the
    /// bundle that blobs and queues have their triggers from (ScriptStartupTypeLocator of the Functions host).
    /// </summary>
    private static void AssertTheStackRunsIt(App app, IReadOnlyList<string> files)
    {
        var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(app.Folder, "host.json"))).RootElement;
        var runtime = Deployment.Runtime(Deployment.Committed);

        Assert.Equal(("custom", "1.0"), runtime);
        Assert.Equal("Microsoft.Azure.Functions.ExtensionBundle", host.GetProperty("extensionBundle").GetProperty("id").GetString());
        Assert.Equal(Elf, File.ReadAllBytes(app.Program)[..Elf.Length]);
        Assert.Contains("libcoreclr.so", files);
    }

    /// <summary>As an operator does it, but for what is built already.</summary>
    private static async Task<App> PublishAsync(string folder)
    {
        var configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/')))!;
        using var publish = ChildProcess.Start(
            "dotnet",
            [
                "publish", "src/Newsletter.Functions", "-c", configuration, "-o", folder, "-p:BuildProjectReferences=false", "-p:UseSharedCompilation=false",
                "-nodeReuse:false",
            ],
            new() { Timeout = TimeSpan.FromMinutes(5) });
        (await publish.Completion).MustSucceed();
        return App.Published(folder);
    }
}

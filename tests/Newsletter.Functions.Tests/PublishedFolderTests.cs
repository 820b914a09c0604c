using System.Text.Json;
using Newsletter.Functions.Tests.Support;
using Newsletter.Tests.Support;

namespace Newsletter.Functions.Tests;

/// <summary>What `dotnet publish` gives is all that an app needs.</summary>
public sealed class PublishedFolderTests
{
    [Fact]
    public async Task APublishedFolderRunsByItself()
    {
        using var folder = new TempFolder();
        var configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/')))!;
        using (var publish = ChildProcess.Start(
            "dotnet", ["publish", "src/Newsletter.Functions", "--no-build", "-c", configuration, "-o", folder.Path, "-nodeReuse:false"]))
        {
            (await publish.Completion).MustSucceed();
        }

        var host = JsonDocument.Parse(folder.Read("host.json")).RootElement.GetProperty("customHandler").GetProperty("description");
        var account = await Account.NewAsync();
        using var handler = await Handler.StartAsync(
            account.Connection,
            folder.Path,
            host.GetProperty("defaultExecutablePath").GetString()!,
            [.. host.GetProperty("arguments").EnumerateArray().Select(argument => argument.GetString()!)]);
        await account.UploadAsync(handler, "nosferatu.md", Account.Article("Nosferatu, Explained"));
        await account.PumpAsync(handler);

        Assert.Contains("He dies at dawn.", await account.ReadAsync("$web", "explainers/nosferatu/index.html"));
        Assert.Equal(
            ["IngestArticle/function.json", "PublishChanges/function.json", "SweepInbox/function.json"],
            folder.Files().Where(file => file.EndsWith("/function.json", StringComparison.Ordinal)));
        Assert.Contains(".azurefunctions/about.txt", folder.Files());
        Assert.Contains("templates/web/report.html", string.Join(' ', folder.Files()));
        Assert.DoesNotContain(folder.Files(), file => file.EndsWith(".Development.json", StringComparison.Ordinal) || file.Contains("local.settings", StringComparison.Ordinal));
    }
}

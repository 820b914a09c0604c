using Newsletter.Templates;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Cli;

public sealed class TemplatesCommandTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task EjectedTemplatesMakeTheSameSiteUntilTheyAreChanged()
    {
        folder.Write("inbox/x.md", "---\ntitle: X\nsummary: s\nspoilers: none\npublished: 2025-01-01\n---\nLead\n");
        (await RunAsync("publish")).MustSucceed();
        (await RunAsync("templates", "eject")).MustSucceed();

        Assert.Equal(TemplateSources.Default.Names, folder.Files().Where(f => f.StartsWith("templates/", StringComparison.Ordinal)).Select(f => f["templates/".Length..]));
        Assert.Contains(" 0 files written", (await RunAsync("publish", "--templates", "templates")).MustSucceed().Output, StringComparison.Ordinal);
        folder.Write("templates/web/article.html", folder.Read("templates/web/article.html") + "<!-- ours -->");
        Assert.Contains(" 1 files written", (await RunAsync("publish", "--templates", "templates")).MustSucceed().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SomeAreChosenByNameOrFolderAndWhatIsThereIsLeftAlone()
    {
        folder.Write("look/web/article.html", "mine");

        var result = (await RunAsync("templates", "eject", "web/article.html", "feed/", "--to", "look")).MustSucceed();

        Assert.StartsWith("2 templates written to look, 1 were there already and are left alone.", result.Output, StringComparison.Ordinal);
        Assert.Equal(["look/feed/full-item.html", "look/feed/item.html", "look/web/article.html"], folder.Files());
        Assert.Equal("mine", folder.Read("look/web/article.html"));
    }

    [Fact]
    public async Task AnUnknownTemplateIsSaidWithWhatWasMeant()
    {
        var result = await RunAsync("templates", "eject", "web/artikle.html");

        Assert.Equal((2, "newsletter: There is no template 'web/artikle.html'.\nDid you mean 'web/article.html'?\n"), (result.ExitCode, result.Errors));
    }

    private Task<ChildResult> RunAsync(params string[] arguments) =>
        ChildProcess.RunAsync("dotnet", [DocumentedCommandsTests.CliPath, .. arguments], new() { Folder = folder.Path });
}

using Newsletter.Publishing;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Cli;

public sealed class CardCommandTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task ACardIsMadeOfAFile()
    {
        folder.Write("newsletter.yaml", "title: Old Stories\n");
        folder.Write("inbox/faust.md", "---\ntitle: Faust, Explained\nsummary: s\nspoilers: minor\nwork: Faust\n---\nLead\n");

        var result = (await RunAsync("card", "inbox/faust.md", "--to", "cards")).MustSucceed();

        Assert.Equal("cards/faust.png: Old Stories | Explainers | Faust, Explained | Small spoilers for Faust\n", result.Output);
        Assert.Equal((1200, 630), ImageSize.Of(File.ReadAllBytes(folder.At("cards/faust.png"))));
    }

    [Fact]
    public async Task WhatKeepsItFromBeingMadeIsSaid()
    {
        folder.Write("inbox/x.md", "---\ntitle: カリガリ\nsummary: s\nspoilers: none\n---\nLead\n");
        folder.Write("inbox/broken.md", "---\ntitle: [\n---\nLead\n");

        var lacking = await RunAsync("card", "inbox/x.md");
        var broken = await RunAsync("card", "inbox/broken.md");
        var gone = await RunAsync("card", "inbox/nothing.md");

        Assert.Equal((3, "newsletter: inbox/x.md gets no card: the font can't set 'カ'.\nPut a font that can as card/font.otf into a folder, and name the folder with --templates.\n"), (lacking.ExitCode, lacking.Errors));
        Assert.Equal((1, "newsletter: inbox/broken.md has errors.\nSee them with: newsletter check inbox/broken.md\n"), (broken.ExitCode, broken.Errors));
        Assert.Equal(3, gone.ExitCode);
        Assert.DoesNotContain(folder.Files(), file => file.EndsWith(".png", StringComparison.Ordinal));
    }

    private Task<ChildResult> RunAsync(params string[] arguments) =>
        ChildProcess.RunAsync("dotnet", [DocumentedCommandsTests.CliPath, .. arguments], new() { Folder = folder.Path });
}

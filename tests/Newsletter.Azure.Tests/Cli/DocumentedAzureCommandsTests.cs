using System.Text.RegularExpressions;
using Azure.Storage.Blobs;
using Newsletter.Azure.Tests.Support;
using Newsletter.Tests.Support;

namespace Newsletter.Azure.Tests.Cli;

/// <summary>What docs/operators.md shows of the command on an account and of furnishing one.</summary>
public sealed partial class DocumentedAzureCommandsTests
{
    private static readonly string Guide = File.ReadAllText(Repository.At("docs/operators.md"));

    [Fact]
    public async Task EveryCommandShownRuns()
    {
        using var editor = await Editor.AtAFurnishedAccountAsync();
        await editor.EnableWebsiteAsync();
        foreach (var file in Directory.EnumerateFiles(Repository.At("samples/inbox")))
        {
            Directory.CreateDirectory(editor.Folder.At("samples/inbox"));
            File.Copy(file, editor.Folder.At("samples/inbox/" + Path.GetFileName(file)));
        }

        var commands = Block().Matches(Guide).SelectMany(block => block.Groups["text"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToList();

        Assert.True(commands.Count >= 6, "Commands are looked for in the wrong place.");
        foreach (var command in commands)
        {
            Assert.StartsWith("./newsletter ", command);
            (await editor.RunAsync(command["./newsletter ".Length..], new() { ["NEWSLETTER_STORAGE"] = null })).MustSucceed();
        }

        Assert.True(await new BlobContainerClient(editor.Connection, "$web").GetBlobClient("explainers/faust/index.html").ExistsAsync());
    }

    [Fact]
    public void WhatTheDoctorAdvisesIsWhatTheGuideShows()
    {
        var az = new AzCommands("ACCOUNT");
        var guide = Guide.Replace("\\\n  ", "", StringComparison.Ordinal);
        string[] commands =
        [
            .. AzureStorage.ContainerNames.Select(az.Container), az.Table(AzureStorage.CatalogueName),
            az.Queue(AzureStorage.PublishName), az.Queue(AzureStorage.PublishName + AzureWorkQueue.PoisonSuffix),
        ];

        Assert.All(commands, command => Assert.Contains(command + "\n", guide));
    }

    [GeneratedRegex("^```sh azure\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}

using System.Security.Cryptography;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Newsletter.Azure.Tests.Support;
using Newsletter.Publishing;

namespace Newsletter.Azure.Tests.Cli;

/// <summary>The command against an account, as a process: what an editor or operator does there, and what they read.</summary>
public sealed class AzureCommandsTests
{
    private static readonly Dictionary<string, string?> Local = new() { ["NEWSLETTER_STORAGE"] = null, ["ContentStorage"] = null };

    [Fact]
    public async Task WhatIsUploadedAndPublishedIsByteForByteWhatOneMachinePublishes()
    {
        using var editor = await Editor.AtAFurnishedAccountAsync();
        editor.Write("inbox/nosferatu.md", "Nosferatu, Explained");
        editor.Write("inbox/plays/faust.md", "Faust, Explained");
        editor.Folder.Write("newsletter.yaml", "base_url: https://site.example/\n");

        var uploaded = (await editor.RunAsync("upload inbox")).MustSucceed();
        var published = (await editor.RunAsync("publish")).MustSucceed();
        (await editor.RunAsync("publish inbox --out public", Local)).MustSucceed();

        Assert.Equal("2 files uploaded, 0 unchanged, 0 refused.\nWhat becomes of them: newsletter status --storage azure\n", uploaded.Output);
        Assert.Contains("2 published; ", published.Output);
        Assert.EndsWith("Site: https://site.example/\n", published.Output);
        var expected = editor.Folder.Files().Where(file => file.StartsWith("public/", StringComparison.Ordinal))
            .Select(file => $"{file["public/".Length..]} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(editor.Folder.At(file))))}").ToList();
        Assert.Contains(expected, file => file.StartsWith("feed.xml ", StringComparison.Ordinal));
        Assert.Equal(expected, await SiteAsync(editor));
        Assert.Contains("published", await editor.ReadAsync("reports", "nosferatu.md.json"));
        Assert.Contains("Nothing new; 0 files written", (await editor.RunAsync("publish")).MustSucceed().Output);
    }

    [Fact]
    public async Task AnUploadOfTheSameBytesIsLeftAloneAndOneThatCanBeNoArticleIsRefused()
    {
        using var editor = await Editor.AtAFurnishedAccountAsync();
        editor.Write("faust.md", "Faust, Explained");
        editor.Folder.Write("drafts/notes.docx", "x");
        editor.Folder.Write("drafts/.hidden.md", "x");
        editor.Write("drafts/medea.md", "Medea, Explained");
        (await editor.RunAsync("upload faust.md")).MustSucceed();

        var result = await editor.RunAsync("upload faust.md drafts --into 2026");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"{Path.Combine("drafts", "notes.docx")}: error NL061: Files of this kind are not published.", result.Output);
        Assert.Contains("2 files uploaded, 0 unchanged, 1 refused.", result.Output);
        Assert.Contains("0 files uploaded, 1 unchanged, 0 refused.", (await editor.RunAsync("upload faust.md")).MustSucceed().Output);
        Assert.Equal(["2026/faust.md", "2026/medea.md", "faust.md"], await new BlobContainerClient(editor.Connection, "inbox").GetBlobsAsync().Select(blob => blob.Name).ToArrayAsync());
        Assert.Contains("Did you mean 'faust.md'?", (await editor.RunAsync("upload fasut.md")).Errors);
    }

    [Fact]
    public async Task StatusSaysWhatWaitsAndWhatTheQueueGaveUp()
    {
        using var editor = await Editor.AtAFurnishedAccountAsync();
        editor.Write("faust.md", "Faust, Explained");
        editor.Write("medea.md", "Medea, Explained");
        (await editor.RunAsync("upload faust.md")).MustSucceed();
        (await editor.RunAsync("publish")).MustSucceed();
        (await editor.RunAsync("upload medea.md")).MustSucceed();
        Assert.Contains("1 new or changed and 0 removed since the last publication.", (await editor.RunAsync("status")).MustSucceed().Output);

        // As the app does it, which then dies.
        var storage = new AzureStorage(new() { ConnectionString = editor.Connection });
        var stores = new Stores(storage.Inbox, storage.Web, storage.Reports, storage.State, storage.Catalogue);
        await new Ingest(stores, new(), TimeProvider.System).TakeAsync(["medea.md"], _ => { }, default);
        await new QueueClient(editor.Connection, "publish-poison").SendMessageAsync("publish\n");

        var status = (await editor.RunAsync("status")).MustSucceed().Output;
        Assert.Matches("^ +2 published\n", status);
        Assert.Contains("given up by the queue: \"publish \" (the next sweep or publication does what it asked for)\n", status);
        Assert.Matches("\n[0-9]+ pages and lists changed and not published yet.\nEverything in the inbox is taken.\n$", status);
        using var json = JsonDocument.Parse((await editor.RunAsync("status --json")).MustSucceed().Output);
        Assert.Equal("publish\n", json.RootElement.GetProperty("poison")[0].GetProperty("message").GetString());
        Assert.True(json.RootElement.GetProperty("marked").GetInt32() > 1);

        (await editor.RunAsync("publish")).MustSucceed();
        Assert.Equal("     2 published\nEverything in the inbox is taken.\n", (await editor.RunAsync("status")).MustSucceed().Output);
    }

    [Fact]
    public async Task ARetractedArticleIsGoneFromFeedsAndRestoredByTheWordsThatAreShown()
    {
        using var editor = await Editor.AtAFurnishedAccountAsync();
        editor.Write("faust.md", "Faust, Explained");
        (await editor.RunAsync("upload faust.md")).MustSucceed();
        (await editor.RunAsync("publish")).MustSucceed();
        var before = await SiteAsync(editor);

        var retracted = (await editor.RunAsync("retract --slug faust")).MustSucceed();
        Assert.Contains("inbox/faust.md stays in the inbox. It comes out again when you change it, or by: newsletter restore --storage azure --slug faust\n", retracted.Output);
        Assert.DoesNotContain("Faust", await editor.ReadAsync("$web", "feed.xml"));
        Assert.Contains("taken back, file still in the inbox: faust.md (newsletter restore --storage azure --slug faust)", (await editor.RunAsync("status")).MustSucceed().Output);

        Assert.Contains("Back again: faust (published).", (await editor.RunAsync("restore --storage azure --slug faust")).MustSucceed().Output);
        Assert.Equal(before, await SiteAsync(editor));
        var unknown = await editor.RunAsync("retract --slug fasut");
        Assert.Equal((3, "newsletter: No article on the site has the slug 'fasut'.\nDid you mean 'faust'?\n"), (unknown.ExitCode, unknown.Errors));
        var known = await editor.RunAsync("restore --slug faust");
        Assert.Equal((3, "newsletter: No article with the slug 'faust' was taken back by command."), (known.ExitCode, known.Errors.Split('\n')[0]));
    }

    [Fact]
    public async Task ASiteThatAnAppPublishesWithOtherSettingsIsLeftToIt()
    {
        using var editor = await Editor.AtAFurnishedAccountAsync();
        editor.Write("faust.md", "Faust, Explained");
        (await editor.RunAsync("upload faust.md")).MustSucceed();
        (await editor.RunAsync("publish")).MustSucceed();
        var before = await SiteAsync(editor);
        var other = new Dictionary<string, string?> { ["NEWSLETTER_TITLE"] = "Another" };

        var refused = await editor.RunAsync("publish", other);
        Assert.Equal(4, refused.ExitCode);
        Assert.StartsWith("newsletter: The site was published last with other settings or templates, or by another version of the program.\n", refused.Errors);

        Assert.Contains("is asked to publish that with its own settings", (await editor.RunAsync("retract --slug faust", other)).MustSucceed().Output);
        Assert.Equal(before, await SiteAsync(editor));
        Assert.Equal(1, (await new QueueClient(editor.Connection, "publish").GetPropertiesAsync()).Value.ApproximateMessagesCount);

        (await editor.RunAsync("publish --all", other)).MustSucceed();
        Assert.Contains("<title>Another</title>", await editor.ReadAsync("$web", "feed.xml"));
    }

    [Fact]
    public async Task TheDoctorIsContentWithAnAccountThatIsWell()
    {
        using var editor = await Editor.AtAFurnishedAccountAsync();
        await editor.EnableWebsiteAsync();
        editor.Write("faust.md", "Faust, Explained");
        (await editor.RunAsync("upload faust.md")).MustSucceed();
        (await editor.RunAsync("publish")).MustSucceed();

        var result = (await editor.RunAsync("doctor")).MustSucceed();

        Assert.DoesNotContain("mend", result.Output);
        string[] checks =
        [
            "base_url https://site.example/\n", "container inbox, may be read and written\n", "container reports, may be", "container $web, may be", "container state, may be",
            "table catalogue, may be", "queue publish, may be", "queue publish-poison, may be", "static website\n", "clock: ", "storage protocol 20", "catalogue of 1 articles, 0 pages missing\n", "newsletter 0.",
        ];
        Assert.All(checks, check => Assert.Contains("ok   " + check, result.Output));
        Assert.Equal(1, await new BlobContainerClient(editor.Connection, "inbox").GetBlobsAsync().CountAsync());
        Assert.Empty((await new QueueClient(editor.Connection, "publish").PeekMessagesAsync(9)).Value);
    }

    /// <summary>Every published blob with a hash of its bytes, in ordinal order.</summary>
    private static async Task<List<string>> SiteAsync(Editor editor)
    {
        var web = new BlobContainerClient(editor.Connection, "$web");
        var names = await web.GetBlobsAsync().Select(blob => blob.Name).Order(StringComparer.Ordinal).ToListAsync();
        var site = new List<string>();
        foreach (var name in names)
        {
            site.Add($"{name} {Convert.ToHexString(SHA256.HashData((await web.GetBlobClient(name).DownloadContentAsync()).Value.Content.ToMemory().Span))}");
        }

        return site;
    }
}

using Newsletter.Cli;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Cli;

public sealed class InitCommandTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task OptionsMakeAFolderThatPublishesAtOnce()
    {
        (await RunAsync("init", "stories", "--title", "Old \"Stories\": told", "--base-url", "https://old.example/", "--mail-from", "Old <news@old.example>")).MustSucceed();

        Assert.Equal(["stories/inbox/the-gift-of-the-magi.md", "stories/newsletter.yaml"], folder.Files());
        var settings = SettingsFile.Read(new(folder.At("stories/newsletter.yaml")));
        Assert.Equal(("Old \"Stories\": told", "https://old.example/", "news@old.example"), (settings.Title, settings.BaseUrl.AbsoluteUri, settings.MailFrom!.Address.Value));
        Assert.StartsWith("1 article, 0 errors, 0 warnings.", (await RunAsync("check", "stories/inbox")).MustSucceed().Output, StringComparison.Ordinal);
        (await RunAsync("publish", "stories/inbox", "--out", "stories/public")).MustSucceed();
        Assert.DoesNotContain("sells her hair", folder.Read("stories/public/feed.xml"), StringComparison.Ordinal);
        Assert.Contains("sells her hair", folder.Read("stories/public/explainers/the-gift-of-the-magi/index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsThereStaysAsItIs()
    {
        folder.Write("inbox/mine.md", "mine");
        (await RunAsync("init", "--yes")).MustSucceed();
        var settings = folder.Read("newsletter.yaml");

        Assert.Equal(["inbox/mine.md", "newsletter.yaml"], folder.Files());
        var again = await RunAsync("init", "--title", "Other");
        Assert.Equal((4, "newsletter: newsletter.yaml exists already.\nChange it by hand, or name another folder: newsletter init FOLDER.\n"), (again.ExitCode, again.Errors));
        Assert.Equal(settings, folder.Read("newsletter.yaml"));
    }

    [Fact]
    public async Task AnOptionThatIsNothingForItsSettingMakesNothing()
    {
        var result = await RunAsync("init", "stories", "--time-zone", "Berlin");

        Assert.Equal((2, "newsletter: 'Berlin' is nothing for --time-zone.\nThat must be an IANA time zone such as Europe/Berlin.\n"), (result.ExitCode, result.Errors));
        Assert.Empty(folder.Files());
    }

    [Fact]
    public async Task OnATerminalItAsksFiveQuestionsAndAgainWhereAnAnswerIsWrong()
    {
        await using var terminal = await Terminal.StartAsync($"cd '{folder.Path}' && TZ=Europe/Berlin dotnet '{DocumentedCommandsTests.CliPath}' init stories; sleep 60", 110, 30);
        await terminal.ShowsAsync("What is the site called?");
        await terminal.PressAsync("Old Stories", "Enter");
        await terminal.ShowsAsync("Where will it stand");
        await terminal.PressAsync("old", "Enter");
        await terminal.ShowsAsync("That must be an address such as https://example.org/");
        await terminal.PressAsync("https://old.example/", "Enter");
        await terminal.ShowsAsync("In which language");
        await terminal.PressAsync("de", "Enter");
        await terminal.ShowsAsync("In which time zone? (Europe/Berlin)");
        await terminal.PressAsync("Enter");
        await terminal.ShowsAsync("Who do mails come from");
        await terminal.PressAsync("Enter");
        await terminal.ShowsAsync("newsletter run ");

        var settings = SettingsFile.Read(new(folder.At("stories/newsletter.yaml")));
        Assert.Equal(
            ("Old Stories", "https://old.example/", "de", "Europe/Berlin", null),
            (settings.Title, settings.BaseUrl.AbsoluteUri, settings.Language, settings.TimeZone, settings.MailFrom));
    }

    [Fact]
    public void EverySettingIsThereAndADefaultTakenOutOfItsCommentChangesNothing()
    {
        var text = CommentedSettings.Write(new Dictionary<string, string>());

        Assert.Equal(new SiteSettings().Fingerprint, SettingsFile.Parse(text, "x").Fingerprint);
        foreach (var option in SiteOption.All)
        {
            var line = Assert.Single(text.Split('\n'), line => line.StartsWith($"# {option.Key}: ", StringComparison.Ordinal));
            if (!line.Contains(": \"\"", StringComparison.Ordinal))
            {
                Assert.Equal(new SiteSettings().Fingerprint, SettingsFile.Parse(line[2..] + "\n", "x").Fingerprint);
            }
        }
    }

    private Task<ChildResult> RunAsync(params string[] arguments) =>
        ChildProcess.RunAsync("dotnet", [DocumentedCommandsTests.CliPath, .. arguments], new() { Folder = folder.Path });
}

using System.Text.Json;
using Newsletter.Azure.Tests.Support;

namespace Newsletter.Azure.Tests.Cli;

/// <summary>What somebody reads whose account can't be had as it is.</summary>
public sealed class AzureRefusalsTests
{
    private static readonly string[] Needed = ["container inbox", "container reports", "container $web", "container state", "table catalogue", "queue publish", "queue publish-poison"];

    [Theory]
    [InlineData("status", "", 3, "Storage is not set: give ContentStorage (a connection string, or UseDevelopmentStorage=true), or ContentStorage__accountName,")]
    [InlineData("upload faust.md", "ContentStorage__accountName=no!", 3, "ContentStorage__accountName must be the name of a storage account: 3 to 24 letters and digits.")]
    [InlineData("publish", "ContentStorage=AccountKey=x", 3, "The storage connection string can't be read; copy it again")]
    [InlineData("publish", "NEWSLETTER_BASE_URL=", 3, "Where the site stands is not set: its feeds would name newsletter.example.\nSet base_url in newsletter.yaml, or NEWSLETTER_BASE_URL")]
    [InlineData("status", "NEWSLETTER_LANGUAGE=?", 3, "The app setting NEWSLETTER_LANGUAGE must be a language such as en, de or pt-BR.")]
    [InlineData("status", "NEWSLETTER_STORAGE=cloud", 3, "The environment variable NEWSLETTER_STORAGE must be local or azure.")]
    [InlineData("status --storage asure", "", 2, "'asure' is nothing for --storage: say local, azure. Did you mean 'azure'?")]
    [InlineData("publish inbox", "", 2, "On Azure the account has inbox, site and state: an inbox folder means nothing there.")]
    [InlineData("publish --out site", "", 2, "On Azure the account has inbox, site and state: --out means nothing there.")]
    [InlineData("upload faust.md --inbox drafts", "", 2, "On Azure the account has the inbox: --inbox means nothing there.")]
    [InlineData("retract --slug faust", "ContentStorage__accountName=stories;AZURE_TOKEN_CREDENTIALS=EnvironmentCredential", 5, "no token for it could be had. Check the managed identity, or sign in with 'az login'.")]
    [InlineData("upload faust.md", "ContentStorage=BlobEndpoint=http://127.0.0.1:1/a~QueueEndpoint=http://127.0.0.1:1/a~TableEndpoint=http://127.0.0.1:1/a~AccountName=a~AccountKey=YQ==", 5, "Could not look at a blob in http://127.0.0.1:1/a/inbox: it can't be reached. Check the address and the network;")]
    [InlineData("status", "ContentStorage=BlobEndpoint=http://a.invalid/a~QueueEndpoint=http://a.invalid/a~TableEndpoint=http://a.invalid/a~AccountName=a~AccountKey=YQ==", 5, "there is no such address. Check the account's name (az storage account list --output table)")]
    public async Task WhatIsWrongIsSaidWithWhatWouldBeRight(string line, string environment, int exit, string complaint)
    {
        using var editor = Editor.WithoutAccount();
        editor.Write("faust.md", "Faust, Explained");

        var result = await editor.RunAsync(line, environment.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => (string?)pair[1].Replace('~', ';')));

        Assert.Equal((exit, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("newsletter: ", result.Errors);
        Assert.Contains(complaint, result.Errors);
        Assert.DoesNotContain("   at ", result.Errors);
        Assert.DoesNotContain("AccountKey", result.Errors);
    }

    [Theory]
    [InlineData("upload faust.md")]
    [InlineData("publish")]
    [InlineData("status")]
    [InlineData("retract --slug faust")]
    [InlineData("restore --slug faust")]
    public async Task AnAccountThatIsNotFurnishedIsToldWhatItNeeds(string line)
    {
        using var editor = await Editor.AtAnEmptyAccountAsync();
        editor.Write("faust.md", "Faust, Explained");

        var result = await editor.RunAsync(line);

        Assert.Equal((5, ""), (result.ExitCode, result.Output));
        Assert.Contains("it does not exist. The account needs the containers inbox, reports, $web, state, the table catalogue", result.Errors);
        Assert.Contains("make what is missing, as 'newsletter doctor --storage azure' shows.", result.Errors);
    }

    [Theory]
    [InlineData("upload medea.md", "write a blob")]
    [InlineData("publish", "write")]
    [InlineData("retract --slug faust", "write a record")]
    public async Task SomebodyWhoMayOnlyReadIsToldWhichRolesAreMissing(string line, string what)
    {
        using var editor = await Editor.AtAFurnishedAccountAsync();
        editor.Write("faust.md", "Faust, Explained");
        editor.Write("medea.md", "Medea, Explained");
        (await editor.RunAsync("upload faust.md")).MustSucceed();
        (await editor.RunAsync("publish")).MustSucceed();
        (await editor.RunAsync("upload medea.md --into new")).MustSucceed();
        var reader = new Dictionary<string, string?> { ["ContentStorage"] = editor.ReadingOnly };

        var result = await editor.RunAsync(line, reader);

        Assert.Equal((5, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"newsletter: Could not {what}", result.Errors);
        Assert.Contains("we may not (", result.Errors);
        Assert.Contains("The identity needs the roles Storage Blob, Queue and Table Data Contributor on this account", result.Errors);
        Assert.DoesNotContain("sig=", result.Errors);
        Assert.Contains("     1 published\n", (await editor.RunAsync("status", reader)).MustSucceed().Output);
    }

    [Fact]
    public async Task TheDoctorSaysOfAllThatIsMissingHowItIsMade()
    {
        using var editor = await Editor.AtAnEmptyAccountAsync();

        var result = await editor.RunAsync("doctor");

        Assert.Equal(1, result.ExitCode);
        var account = AccountOf(result.Output);
        var az = new AzCommands(account);
        Assert.All(Needed, thing => Assert.Contains($"mend {thing} is missing\n     Make it: az storage ", result.Output));
        Assert.Contains($"     Make it: {az.Container("inbox")}\n", result.Output);
        Assert.Contains($"     Make it: {az.Table("catalogue")}\n", result.Output);
        Assert.Contains($"     Make it: {az.Queue("publish-poison")}\n", result.Output);
        Assert.Contains($"mend static website is off\n     Readers don't get the site as it is meant. {az.StaticWebsite}\n", result.Output);
        using var json = JsonDocument.Parse((await editor.RunAsync("doctor --json")).Output);
        Assert.False(json.RootElement.GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task TheDoctorSaysOfAllThatIsClosedToUsWhichRoleOpensIt()
    {
        using var editor = await Editor.AtAFurnishedAccountAsync();

        var result = await editor.RunAsync("doctor", new() { ["ContentStorage"] = editor.ReadingOnly });

        Assert.Equal(1, result.ExitCode);
        Assert.All(Needed, thing => Assert.Contains($"mend {thing} is closed to us\n", result.Output));
        Assert.All(["Blob", "Queue", "Table"], service => Assert.Contains(new AzCommands(AccountOf(result.Output)).Role(service), result.Output));
        Assert.DoesNotContain("sig=", result.Output);
    }

    [Fact]
    public async Task TheDoctorOfWhoeverHasNoRightAtAllSaysSoOfEachThingAndBlamesTheWebsiteForNothing()
    {
        using var editor = await Editor.AtAFurnishedAccountAsync();

        var result = await editor.RunAsync("doctor", new() { ["ContentStorage"] = editor.Connection.Replace("AccountKey=b", "AccountKey=c", StringComparison.Ordinal) });

        Assert.Equal(1, result.ExitCode);
        Assert.All(Needed, thing => Assert.Contains($"mend {thing} is closed to us\n", result.Output));
        Assert.Contains(new AzCommands(AccountOf(result.Output)).NetworkRules, result.Output);
        Assert.Contains("ok   static website: can't be seen with the roles for data;", result.Output);
    }

    [Fact]
    public async Task TheDoctorOfAnAccountThatDoesNotAnswerSaysThatAlone()
    {
        using var editor = Editor.WithoutAccount();

        var result = await editor.RunAsync("doctor", new()
        {
            ["ContentStorage"] = "BlobEndpoint=http://127.0.0.1:1/a;QueueEndpoint=http://127.0.0.1:1/a;TableEndpoint=http://127.0.0.1:1/a;AccountName=a;AccountKey=YQ==",
        });

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("mend account a\n     Could not look at a blob in http://127.0.0.1:1/a/inbox: it can't be reached. Check the address", result.Output);
        Assert.DoesNotContain("container", result.Output);
    }

    private static string AccountOf(string output) => output.Split('\n').Single(line => line.StartsWith("ok   account ", StringComparison.Ordinal))["ok   account ".Length..];
}

using Newsletter.Azure.Tests.Support;
using Newsletter.Subscribers;

namespace Newsletter.Azure.Tests.Cli;

/// <summary><c>newsletter subscribers</c> on an account.</summary>
public sealed class AzureSubscribersTests
{
    private static readonly string Key = Convert.ToBase64String(new byte[32]);
    private static readonly Dictionary<string, string?> WithKeys = new() { [SiteKeys.Variable] = $"address={Key} k1={Key}" };

    [Fact]
    public async Task SubscribersAreTakenOverShownAndErased()
    {
        using var editor = await Editor.AtAFurnishedAccountAsync();
        editor.Folder.Write("readers.csv", "email,asked,source\nida@example.org,2024-05-01,x\nIDA@example.org,2024-05-01,x\nnope,,\n");

        var import = await editor.RunAsync("subscribers import readers.csv", WithKeys);
        Assert.Equal((1, "readers.csv:4: This is no address that mail can be sent to.\n1 added, 1 known, 0 suppressed, 0 unconfirmed, 1 refused.\n"), (import.ExitCode, import.Output));
        Assert.Contains("0 pending, 1 active", (await editor.RunAsync("subscribers list", WithKeys)).MustSucceed().Output, StringComparison.Ordinal);
        (await editor.RunAsync("subscribers erase ida@example.org --yes", WithKeys)).MustSucceed();
        Assert.Contains("0 pending, 0 active", (await editor.RunAsync("subscribers list", WithKeys)).MustSucceed().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutKeysNothingIsFoundAndThatIsSaid()
    {
        using var editor = await Editor.AtAFurnishedAccountAsync();

        var result = await editor.RunAsync("subscribers list", new() { [SiteKeys.Variable] = null });

        Assert.Equal((3, $"newsletter: {SiteKeys.Variable} is not set: subscribers can't be found without the keys of the site.\nSet it as it is set for the app.\n"), (result.ExitCode, result.Errors));
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Newsletter.Functions.Tests.Support;

namespace Newsletter.Functions.Tests.Infra;

/// <summary>The alert that nothing was published reads what a sweep says.</summary>
public sealed class QuietAlertTests
{
    private static readonly string Query = new Deployment(Deployment.Committed).Of("Microsoft.Insights/scheduledQueryRules")
        .Where(rule => Deployment.Text(rule, "name").StartsWith("alert-quiet-", StringComparison.Ordinal))
        .Select(rule => Deployment.Text(rule.GetProperty("properties").GetProperty("criteria").GetProperty("allOf")[0], "query")).Single();

    [Fact]
    public async Task TheQueryFindsTheDaysInTheWordsOfASweep()
    {
        var account = await Account.NewAsync();
        using var handler = await Handler.StartAsync(account.Connection);
        await account.UploadAsync("nosferatu.md", Account.Article("Nosferatu, Explained"));
        var swept = await SweepAsync(handler);

        Assert.StartsWith("1 uploads found, ", swept, StringComparison.Ordinal);
        Assert.Equal(0, Days(swept));
        Assert.Equal(8, Days(swept.Replace(" 0 days", " 8 days", StringComparison.Ordinal)));
    }

    [Fact]
    public void TheQueryComparesWithTheDaysOfTheParameter() => Assert.EndsWith("| where days >= 8", Query, StringComparison.Ordinal);

    // What Kusto's extract(pattern, 1, text) gives.
    private static int? Days(string said)
    {
        var pattern = Regex.Match(Query, "extract\\(\"(?<pattern>[^\"]+)\", 1, Message\\)").Groups["pattern"].Value;
        return Regex.Match(said, pattern) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;
    }

    private static async Task<string> SweepAsync(Handler handler) =>
        JsonDocument.Parse((await handler.CallAsync("SweepInbox", Bodies.Timer())).Body).RootElement.GetProperty("Logs")[0].GetString()!;
}

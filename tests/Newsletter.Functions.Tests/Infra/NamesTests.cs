using System.Text.Json;
using System.Text.RegularExpressions;
using Newsletter.Azure;
using Newsletter.Delivery;
using Newsletter.Site;
using Newsletter.Subscribers;
using Newsletter.Tests.Support;

namespace Newsletter.Functions.Tests.Infra;

/// <summary>What <c>infra/</c> makes and names is what the code and the function.json files name.</summary>
public sealed partial class NamesTests
{
    private static readonly Deployment Deployment = new(Deployment.Committed);

    [Fact]
    public void ContainersQueuesAndTablesAreThoseOfTheCode()
    {
        var content = Deployment.ContentStorage;

        Assert.Equal(AzureStorage.ContainerNames.Order(StringComparer.Ordinal), Deployment.Names("Microsoft.Storage/storageAccounts/blobServices/containers", content));
        Assert.Equal(
            new[] { AzureStorage.PublishName, DeliveryQueue.Name, SignUp.QueueName }.SelectMany(name => new[] { name, name + AzureWorkQueue.PoisonSuffix }).Order(StringComparer.Ordinal),
            Deployment.Names("Microsoft.Storage/storageAccounts/queueServices/queues", content));
        Assert.Equal([AzureStorage.CatalogueName, Ledger.TableName, SubscriberBook.TableName], Deployment.Names("Microsoft.Storage/storageAccounts/tableServices/tables", content));
    }

    [Fact]
    public void AppSettingsAreReadByTheHostOrByTheCode()
    {
        var host = new[] { "accountName", "credential", "clientId" }.Select(part => "AzureWebJobsStorage__" + part)
            .Append("ContentStorage__credential");
        var code = AzureStorageSettings.All.Select(setting => AzureStorageSettings.Content + setting.Suffix).Concat(SiteOption.All.Select(Variable))
            .Concat(Exports.All.Select(setting => setting.Key)).Concat(AppSecrets.All.Select(secret => secret.Key));

        Assert.Empty(Deployment.AppSettings.Keys.Except(host.Concat(code)));
    }

    [Fact]
    public void SettingsOfTheSiteCanAllBeGiven()
    {
        var type = Regex.Match(Read("infra/main.bicep"), @"type siteSettings = \{\n(?<keys>.*?)\}", RegexOptions.Singleline).Groups["keys"].Value;
        var parameters = Read("infra/main.bicepparam");

        Assert.Equal(SiteOption.All.Select(option => option.Key), Key().Matches(type).Select(match => match.Groups["key"].Value));
        Assert.All(SiteOption.All, option => Assert.Contains($"  {option.Key}: readEnvironmentVariable('{Variable(option)}', '')\n", parameters, StringComparison.Ordinal));
    }

    [Fact]
    public void AnUploadCallsTheFunctionThatHearsOfUploads()
    {
        var subscription = Read("infra/subscription.bicep");
        var function = Regex.Match(subscription, @"functionName=Host\.Functions\.(\w+)&").Groups[1].Value;
        var binding = JsonDocument.Parse(Read($"src/Newsletter.Functions/{function}/function.json")).RootElement.GetProperty("bindings")[0];

        Assert.Equal("EventGrid", Deployment.Text(binding, "source"));
        var container = Deployment.Text(binding, "path").Split('/')[0];
        Assert.Contains($"subjectBeginsWith: '/blobServices/default/containers/{container}/'", subscription, StringComparison.Ordinal);
        Assert.EndsWith("/storageAccounts/" + Deployment.ContentStorage, Deployment.Text(Deployment.The("Microsoft.EventGrid/systemTopics"), "source"), StringComparison.Ordinal);
    }

    [Fact]
    public void AlertsNameFunctionsThatThereAre()
    {
        var queries = Deployment.Of("Microsoft.Insights/scheduledQueryRules")
            .Select(rule => Deployment.Text(rule.GetProperty("properties").GetProperty("criteria").GetProperty("allOf")[0], "query")).ToList();

        var named = queries.SelectMany(query => Regex.Matches(query, "Name == \"(\\w+)\"").Select(match => match.Groups[1].Value)).ToList();
        Assert.NotEmpty(named);
        Assert.All(named, function => Assert.True(File.Exists(Repository.At($"src/Newsletter.Functions/{function}/function.json")), function));
    }

    [Fact]
    public void TheAlertOfUncertainMailsReadsWhatABatchSays()
    {
        var query = Deployment.Of("Microsoft.Insights/scheduledQueryRules").Where(rule => Deployment.Text(rule, "name").StartsWith("alert-uncertain-", StringComparison.Ordinal))
            .Select(rule => Deployment.Text(rule.GetProperty("properties").GetProperty("criteria").GetProperty("allOf")[0], "query")).Single();
        var pattern = Regex.Match(query, "matches regex \"(?<pattern>[^\"]+)\"").Groups["pattern"].Value;

        Assert.Matches(pattern, MailFunctions.Told(new Dictionary<DeliveryState, int> { [DeliveryState.Accepted] = 98, [DeliveryState.Uncertain] = 2 }));
        Assert.DoesNotMatch(pattern, MailFunctions.Told(new Dictionary<DeliveryState, int> { [DeliveryState.Accepted] = 98, [DeliveryState.Retry] = 2 }));
    }

    [Fact]
    public void SecretsAreInTheVaultAloneByTheirOwnNames()
    {
        var secret = AppSecrets.All.Select(secret => secret.Key.Replace("SELECTOR", "", StringComparison.Ordinal)).ToList();
        var settings = Deployment.AppSettings.Where(setting => secret.Exists(name => setting.Key.StartsWith(name, StringComparison.Ordinal) && !SiteOption.All.Any(option => Variable(option) == setting.Key))).ToList();

        Assert.NotEmpty(settings);
        Assert.All(settings, setting => Assert.Contains($";SecretName={setting.Key.Replace('_', '-')})", setting.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void FrontDoorCompressesEveryKindOfTextThatIsPublished()
    {
        var compressed = Deployment.The("Microsoft.Cdn/profiles/afdEndpoints/routes").GetProperty("cacheConfiguration").GetProperty("compressionSettings")
            .GetProperty("contentTypesToCompress").EnumerateArray().Select(type => type.GetString()!).ToList();
        string[] outputs =
        [
            "index.html", "feed.xml", "atom.xml", "feed.json", "feeds.opml", "sitemap.xml", "robots.txt", "assets/site.css", "assets/site.js", "assets/a.svg", "assets/a.vtt",
        ];

        Assert.Equal(outputs.Select(output => OutputHeaders.Of(output).ContentType.Split(';')[0]).Distinct().Order(StringComparer.Ordinal), compressed);
    }

    private static string Variable(SiteOption option) => AppSettings.Prefix + option.Key.ToUpperInvariant();

    private static string Read(string file) => File.ReadAllText(Repository.At(file));

    [GeneratedRegex(@"^  (?<key>\w+): string\?$", RegexOptions.Multiline)]
    private static partial Regex Key();
}

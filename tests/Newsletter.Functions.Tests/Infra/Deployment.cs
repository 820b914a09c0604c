using System.Text.Json;
using Newsletter.Tests.Support;

namespace Newsletter.Functions.Tests.Infra;

/// <summary>What Azure would be asked for: the resources of the committed snapshot, which <see cref="BicepTests"/> holds to the Bicep.</summary>
internal sealed class Deployment(string snapshot)
{
    private readonly JsonElement[] resources = [.. JsonDocument.Parse(snapshot).RootElement.GetProperty("predictedResources").EnumerateArray()];

    public static string Committed { get; } = File.ReadAllText(Repository.At("infra/example.snapshot.json"));

    /// <summary>Resources of a type, such as <c>Microsoft.Storage/storageAccounts</c>; there must be some.</summary>
    public IReadOnlyList<JsonElement> Of(string type)
    {
        var found = Maybe(type).ToList();
        Assert.True(found.Count > 0, $"There is no {type}.");
        return found;
    }

    /// <summary>Resources of a type; perhaps there are none.</summary>
    public IEnumerable<JsonElement> Maybe(string type) => resources.Where(resource => Text(resource, "type") == type);

    /// <summary>Properties of the only resource of a type.</summary>
    public JsonElement The(string type) => Assert.Single(Of(type)).GetProperty("properties");

    /// <summary>Last parts of the names of resources of a type, in ordinal order, below the account of that name.</summary>
    public IEnumerable<string> Names(string type, string account) => Of(type).Select(resource => Text(resource, "name"))
        .Where(name => name.StartsWith(account + "/", StringComparison.Ordinal)).Select(name => name[(name.LastIndexOf('/') + 1)..]).Order(StringComparer.Ordinal);

    /// <summary>Name and version of the stack that the app runs on.</summary>
    public static (string Name, string Version) Runtime(string snapshot)
    {
        var runtime = Assert.Single(new Deployment(snapshot).Of("Microsoft.Web/sites")).GetProperty("properties").GetProperty("functionAppConfig").GetProperty("runtime");
        return (Text(runtime, "name"), Text(runtime, "version"));
    }

    public IReadOnlyDictionary<string, string> AppSettings => The("Microsoft.Web/sites/config").EnumerateObject().ToDictionary(setting => setting.Name, setting => setting.Value.GetString()!);

    /// <summary>Name of the account that the app keeps articles, reports and the site in.</summary>
    public string ContentStorage => AppSettings["ContentStorage__accountName"];

    public string HostStorage => AppSettings["AzureWebJobsStorage__accountName"];

    public static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}

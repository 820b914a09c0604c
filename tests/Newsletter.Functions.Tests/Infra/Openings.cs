using System.Text.Json;

namespace Newsletter.Functions.Tests.Infra;

/// <summary>What lets somebody in who has no role.</summary>
internal static class Openings
{
    /// <summary>Every setting that lets somebody in who has no role.</summary>
    public static List<string> In(string snapshot)
    {
        var deployment = new Deployment(snapshot);
        var openings = new List<string>();
        foreach (var account in deployment.Of("Microsoft.Storage/storageAccounts"))
        {
            Demand(account, "allowSharedKeyAccess", "False");
            Demand(account, "allowBlobPublicAccess", "False");
            Demand(account, "supportsHttpsTrafficOnly", "True");
            Demand(account, "minimumTlsVersion", "TLS1_2");
        }

        foreach (var blobs in deployment.Of("Microsoft.Storage/storageAccounts/blobServices"))
        {
            Demand(blobs, "staticWebsite", Deployment.Text(blobs, "name") == deployment.ContentStorage + "/default" ? "True" : "False");
        }

        foreach (var container in deployment.Of("Microsoft.Storage/storageAccounts/blobServices/containers"))
        {
            Demand(container, "publicAccess", "None");
        }

        var app = Assert.Single(deployment.Of("Microsoft.Web/sites"));
        Demand(app, "httpsOnly", "True");
        Demand(app, "siteConfig", "1.2 1.2 Disabled");
        foreach (var policy in deployment.Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies"))
        {
            Demand(policy, "allow", "False");
        }

        Demand(Assert.Single(deployment.Of("Microsoft.Insights/components")), "DisableLocalAuth", "True");
        foreach (var vault in deployment.Maybe("Microsoft.KeyVault/vaults"))
        {
            Demand(vault, "enableRbacAuthorization", "True");
        }

        openings.AddRange(deployment.AppSettings.Where(setting => AppSecrets.All.Any(secret => secret.Key == setting.Key) && !setting.Value.Contains("@Microsoft.KeyVault(", StringComparison.Ordinal)).Select(setting => setting.Key));
        openings.AddRange(deployment.AppSettings.Keys.Where(key => key is "AzureWebJobsStorage" or "ContentStorage"));
        return openings;

        void Demand(JsonElement resource, string property, string value)
        {
            var found = resource.GetProperty("properties").TryGetProperty(property, out var set) ? Flat(set) : "nothing";
            if (found != value)
            {
                openings.Add($"{Deployment.Text(resource, "name")}: {property} is {found}");
            }
        }
    }

    // Of an object: whether it is enabled, or its values one after the other.
    private static string Flat(JsonElement value) => value.ValueKind != JsonValueKind.Object ? value.ToString()
        : value.TryGetProperty("enabled", out var enabled) ? enabled.ToString()
        : string.Join(' ', value.EnumerateObject().Select(property => property.Value.ToString()));
}

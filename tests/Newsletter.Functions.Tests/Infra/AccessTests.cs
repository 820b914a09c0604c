using System.Text.Json;
using System.Text.RegularExpressions;

namespace Newsletter.Functions.Tests.Infra;

/// <summary>Who may do what on Azure, and what nobody may: read from the snapshot. Each rule is shown to see its breach.</summary>
public sealed partial class AccessTests
{
    private const string Editors = "11111111-2222-3333-4444-555555555555";

    // Built-in roles, by their ids in Microsoft's documentation; any other is a role that nobody here should have.
    private static readonly Dictionary<string, string> Roles = new()
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["ba92f5b4-2d11-453d-a403-e96b0029c9fe"] = "Storage Blob Data Contributor",
        ["2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"] = "Storage Blob Data Reader",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
    };

    [Fact]
    public void RolesAreExactlyThese() => Assert.Equal(
        [
            "app: Monitoring Metrics Publisher on components/INSIGHTS",
            "app: Storage Blob Data Contributor on storageAccounts/CONTENT",
            "app: Storage Blob Data Owner on storageAccounts/HOST",
            "app: Storage Queue Data Contributor on storageAccounts/CONTENT",
            "app: Storage Queue Data Contributor on storageAccounts/HOST",
            "app: Storage Table Data Contributor on storageAccounts/CONTENT",
            "app: Storage Table Data Contributor on storageAccounts/HOST",
            "editors: Storage Blob Data Contributor on containers/inbox",
            "editors: Storage Blob Data Reader on containers/reports",
        ],
        Grants(Deployment.Committed));

    [Theory]
    [InlineData("/containers/inbox/providers/Microsoft.Authorization", "/providers/Microsoft.Authorization", "editors: Storage Blob Data Contributor on storageAccounts/CONTENT")]
    [InlineData("roleDefinitions/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", "roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "editors: 8e3af657-a8ff-443c-a75c-2fe8c4bcb635 on containers/reports")]
    [InlineData("\"principalId\": \"" + Editors, "\"principalId\": \"99999999-2222-3333-4444-555555555555", "99999999-2222-3333-4444-555555555555: Storage Blob Data Reader on containers/reports")]
    public void AGrantThatIsWiderIsSeen(string was, string becomes, string grant)
    {
        // blobServices/default is a part of the account.
        var slipped = Deployment.Committed.Replace("/blobServices/default/containers/inbox/providers", "/containers/inbox/providers", StringComparison.Ordinal)
            .Replace(was, becomes, StringComparison.Ordinal);

        Assert.Contains(grant, Grants(slipped));
    }

    [Fact]
    public void StorageIsReachedByIdentityOverTls12AndNothingIsPublicButTheWebsite() => Assert.Empty(Openings(Deployment.Committed));

    [Theory]
    [InlineData("\"allowSharedKeyAccess\": false", "\"allowSharedKeyAccess\": true")]
    [InlineData("\"allowSharedKeyAccess\": false,", "")]
    [InlineData("\"minimumTlsVersion\": \"TLS1_2\"", "\"minimumTlsVersion\": \"TLS1_0\"")]
    [InlineData("\"allowBlobPublicAccess\": false", "\"allowBlobPublicAccess\": true")]
    [InlineData("\"supportsHttpsTrafficOnly\": true", "\"supportsHttpsTrafficOnly\": false")]
    [InlineData("\"publicAccess\": \"None\"", "\"publicAccess\": \"Blob\"")]
    [InlineData("\"staticWebsite\": {\n          \"enabled\": false", "\"staticWebsite\": {\n          \"enabled\": true")]
    [InlineData("\"httpsOnly\": true", "\"httpsOnly\": false")]
    [InlineData("\"minTlsVersion\": \"1.2\"", "\"minTlsVersion\": \"1.0\"")]
    [InlineData("\"ftpsState\": \"Disabled\"", "\"ftpsState\": \"AllAllowed\"")]
    [InlineData("\"allow\": false", "\"allow\": true")]
    [InlineData("\"DisableLocalAuth\": true", "\"DisableLocalAuth\": false")]
    [InlineData("\"ContentStorage__credential\"", "\"ContentStorage\"")]
    public void AnOpeningIsSeen(string was, string becomes)
    {
        Assert.Contains(was, Deployment.Committed, StringComparison.Ordinal);

        Assert.NotEmpty(Openings(Deployment.Committed.Replace(was, becomes, StringComparison.Ordinal)));
    }

    /// <summary>All role assignments as "who: role on what", in ordinal order.</summary>
    private static List<string> Grants(string snapshot)
    {
        var deployment = new Deployment(snapshot);
        return [.. deployment.Of("Microsoft.Authorization/roleAssignments").Select(assignment =>
        {
            var properties = assignment.GetProperty("properties");
            var principal = Deployment.Text(properties, "principalId");
            var who = principal == Editors ? "editors" : principal.Contains("/userAssignedIdentities/id-", StringComparison.Ordinal) ? "app" : principal;
            var role = Deployment.Text(properties, "roleDefinitionId").Split('/')[^1];
            var what = Scope().Match(Deployment.Text(assignment, "id"));
            var name = what.Groups["name"].Value;
            name = name == deployment.ContentStorage ? "CONTENT" : name == deployment.HostStorage ? "HOST" : name.StartsWith("appi-", StringComparison.Ordinal) ? "INSIGHTS" : name;
            return $"{who}: {Roles.GetValueOrDefault(role, role)} on {what.Groups["type"].Value}/{name}";
        }).Order(StringComparer.Ordinal)];
    }

    /// <summary>Every setting that lets somebody in who has no role.</summary>
    private static List<string> Openings(string snapshot)
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

    // The last resource before the assignment itself; what is known only while deploying stands in a function's first argument.
    [GeneratedRegex(@"^(?:\[extensionResourceId\(')?[^']*?/(?<type>\w+)/(?<name>[^/']+)(?:'|/providers/Microsoft\.Authorization/roleAssignments)")]
    private static partial Regex Scope();
}

using System.Text.RegularExpressions;

namespace Newsletter.Functions.Tests.Infra;

/// <summary>Who may do what, as a snapshot says it.</summary>
internal static partial class Grants
{
    /// <summary>Object id of the editors' group in infra/example.bicepparam.</summary>
    public const string Editors = "11111111-2222-3333-4444-555555555555";

    // Built-in roles, by their ids in Microsoft's documentation; any other is a role that nobody here should have.
    private static readonly Dictionary<string, string> Roles = new()
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["ba92f5b4-2d11-453d-a403-e96b0029c9fe"] = "Storage Blob Data Contributor",
        ["2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"] = "Storage Blob Data Reader",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
    };

    /// <summary>All role assignments as "who: role on what", in ordinal order.</summary>
    public static List<string> In(string snapshot)
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
            name = name == deployment.ContentStorage ? "CONTENT" : name == deployment.HostStorage ? "HOST" : name.StartsWith("appi-", StringComparison.Ordinal) ? "INSIGHTS"
                : name.StartsWith("kv-", StringComparison.Ordinal) ? "VAULT" : name;
            return $"{who}: {Roles.GetValueOrDefault(role, role)} on {what.Groups["type"].Value}/{name}";
        }).Order(StringComparer.Ordinal)];
    }

    // The last resource before the assignment itself; what is known only while deploying stands in a function's first argument.
    [GeneratedRegex(@"^(?:\[extensionResourceId\(')?[^']*?/(?<type>\w+)/(?<name>[^/']+)(?:'|/providers/Microsoft\.Authorization/roleAssignments)")]
    private static partial Regex Scope();
}

using Newsletter.Tests.Support;

namespace Newsletter.Functions.Tests.Infra;

/// <summary>Who may do what on Azure, and what nobody may: read from the snapshot. Each rule is shown to see its breach.</summary>
public sealed class AccessTests
{
    [Fact]
    public void RolesAreExactlyThese() => Assert.Equal(
        [
            "app: Key Vault Secrets User on vaults/VAULT",
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
        Grants.In(Deployment.Committed));

    [Theory]
    [InlineData("/containers/inbox/providers/Microsoft.Authorization", "/providers/Microsoft.Authorization", "editors: Storage Blob Data Contributor on storageAccounts/CONTENT")]
    [InlineData("roleDefinitions/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", "roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "editors: 8e3af657-a8ff-443c-a75c-2fe8c4bcb635 on containers/reports")]
    [InlineData("\"principalId\": \"" + Grants.Editors, "\"principalId\": \"99999999-2222-3333-4444-555555555555", "99999999-2222-3333-4444-555555555555: Storage Blob Data Reader on containers/reports")]
    public void AGrantThatIsWiderIsSeen(string was, string becomes, string grant)
    {
        // blobServices/default is a part of the account.
        var slipped = Deployment.Committed.Replace("/blobServices/default/containers/inbox/providers", "/containers/inbox/providers", StringComparison.Ordinal)
            .Replace(was, becomes, StringComparison.Ordinal);

        Assert.Contains(grant, Grants.In(slipped));
    }

    [Fact]
    public async Task WhoAsksForNothingGetsNoEditorsAndNoFrontDoor()
    {
        var snapshot = await SnapshotAsync("param site = { base_url: 'https://stories.example.org/' }");

        Assert.DoesNotContain(Grants.In(snapshot), grant => !grant.StartsWith("app: ", StringComparison.Ordinal));
        Assert.Empty(Openings.In(snapshot));
        Assert.DoesNotContain("Microsoft.KeyVault", snapshot, StringComparison.Ordinal);
        Assert.DoesNotContain("Microsoft.Cdn", snapshot, StringComparison.Ordinal);
        Assert.DoesNotContain("Microsoft.Insights/actionGroups", snapshot, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "stylipohnjx44ia', '2025-08-01').primaryEndpoints.web")]
    [InlineData("param frontDoor = true", "afdEndpoints/site-ylipohnjx44ia', '2025-04-15').hostName")]
    [InlineData("param frontDoor = true\nparam customDomain = 'stories.example.net'", "https://stories.example.net/")]
    public async Task TheSiteIsTakenToBeWhereAzureServesIt(string parameters, string address)
    {
        var settings = new Deployment(await SnapshotAsync(parameters)).The("Microsoft.Web/sites/config");

        Assert.Contains(address, settings.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void StorageIsReachedByIdentityOverTls12AndNothingIsPublicButTheWebsite() => Assert.Empty(Openings.In(Deployment.Committed));

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
    [InlineData("\"enableRbacAuthorization\": true", "\"enableRbacAuthorization\": false")]
    [InlineData("@Microsoft.KeyVault(VaultName=", "hunter2(")]
    public void AnOpeningIsSeen(string was, string becomes)
    {
        Assert.Contains(was, Deployment.Committed, StringComparison.Ordinal);

        Assert.NotEmpty(Openings.In(Deployment.Committed.Replace(was, becomes, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task TheIsolatedWorkerHasAStackOfItsOwnWhichTakesNoBundle()
    {
        var snapshot = await SnapshotAsync("param workerModel = 'isolated'");

        Assert.Equal(("dotnet-isolated", "10.0"), Deployment.Runtime(snapshot));
        Assert.DoesNotContain("extensionBundle", File.ReadAllText(Repository.At("src/Newsletter.Functions/Isolated/host.json")), StringComparison.Ordinal);
    }

    /// <summary>What Azure would be asked for, with nothing but these parameters and those that must be given.</summary>
    private static async Task<string> SnapshotAsync(string parameters)
    {
        using var copy = new InfraCopy();
        File.WriteAllText(copy.At("infra/example.bicepparam"), $"using 'main.bicep'\nparam environmentName = 'stories'\nparam location = 'westeurope'\n{parameters}\n");
        (await Bicep.WriteSnapshotAsync(copy.At("infra/example.bicepparam"))).MustSucceed();
        return copy.Read("infra/example.snapshot.json");
    }
}

using System.Text.Json;
using System.Text.RegularExpressions;
using Newsletter.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Newsletter.Functions.Tests.Infra;

/// <summary>What <c>azd up</c> reads refers to what there is, and its hook does what it says. Beyond that azd itself isn't tried: it needs a subscription.</summary>
public sealed class AzdTests
{
    private const string Hook = "infra/hooks/postdeploy.sh";

    private static readonly JsonElement Outputs = JsonDocument.Parse(Deployment.Committed).RootElement.GetProperty("outputs");

    [Fact]
    public void EveryPathIsThereAndTheServiceIsTheTaggedApp()
    {
        var azure = Yaml("azure.yaml");
        var infra = Map(azure["infra"]);
        Assert.True(File.Exists(Repository.At($"{infra["path"]}/{infra["module"]}.bicep")));
        Assert.True(File.Exists(Repository.At($"{infra["path"]}/{infra["module"]}.bicepparam")));

        var (name, service) = Assert.Single(Map(azure["services"]).Children);
        Assert.Equal("function", $"{service["host"]}");
        Assert.Single(Directory.GetFiles(Repository.At($"{service["project"]}"), "*.csproj"));
        Assert.Equal($"{name}", Assert.Single(new Deployment(Deployment.Committed).Of("Microsoft.Web/sites")).GetProperty("tags").GetProperty("azd-service-name").GetString());

        var (when, hook) = Assert.Single(Map(azure["hooks"]).Children);
        Assert.Equal("postdeploy", $"{when}");
        Assert.Equal(Hook, $"{hook["run"]}");
        Assert.True(File.Exists(Repository.At(Hook)));
    }

    [Fact]
    public async Task WithoutAnythingSetAzdDeploysTheDefaultsOfTheTemplate()
    {
        var environment = new Dictionary<string, string?> { ["AZURE_ENV_NAME"] = "stories", ["AZURE_LOCATION"] = "westeurope" };
        var built = JsonDocument.Parse((await Bicep.BuildParametersAsync("infra/main.bicepparam", environment)).MustSucceed().Output).RootElement;
        var given = JsonDocument.Parse(built.GetProperty("parametersJson").GetString()!).RootElement.GetProperty("parameters");
        var declared = JsonDocument.Parse(built.GetProperty("templateJson").GetString()!).RootElement.GetProperty("parameters");

        Assert.Equal(declared.EnumerateObject().Select(p => p.Name), given.EnumerateObject().Select(p => p.Name));
        Assert.Equal("stories", given.GetProperty("environmentName").GetProperty("value").GetString());
        Assert.All(given.GetProperty("site").GetProperty("value").EnumerateObject(), setting => Assert.Equal("", setting.Value.GetString()));
        Assert.All(
            declared.EnumerateObject().Where(p => p.Name is not ("environmentName" or "location" or "site")),
            p => Assert.Equal(p.Value.GetProperty("defaultValue").ToString(), given.GetProperty(p.Name).GetProperty("value").ToString()));
    }

    [Fact]
    public async Task AVariableOfAzdReachesItsParameter()
    {
        var environment = new Dictionary<string, string?>
        {
            ["AZURE_ENV_NAME"] = "stories",
            ["AZURE_LOCATION"] = "westeurope",
            ["FRONT_DOOR"] = "true",
            ["QUIET_DAYS"] = "30",
            ["NEWSLETTER_TITLE"] = "Told",
        };
        var built = JsonDocument.Parse((await Bicep.BuildParametersAsync("infra/main.bicepparam", environment)).MustSucceed().Output).RootElement;
        var given = JsonDocument.Parse(built.GetProperty("parametersJson").GetString()!).RootElement.GetProperty("parameters");

        Assert.True(given.GetProperty("frontDoor").GetProperty("value").GetBoolean());
        Assert.Equal(30, given.GetProperty("quietDays").GetProperty("value").GetInt32());
        Assert.Equal("Told", given.GetProperty("site").GetProperty("value").GetProperty("title").GetString());
    }

    [Fact]
    public async Task TheHookSaysWhatItMisses()
    {
        using var empty = Programs();
        Assert.Contains("AZURE_RESOURCE_GROUP is not set", (await RunHookAsync(empty.Path, azd: false)).Errors, StringComparison.Ordinal);

        var noAz = await RunHookAsync(empty.Path, azd: true);

        Assert.Equal(3, noAz.ExitCode);
        Assert.Contains("az login", noAz.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(2, 0, 3)]
    [InlineData(9, 5, 3)]
    public async Task TheHookDeploysTheSubscriptionAndTriesAgainUntilTheAppIsUp(int failures, int exitCode, int calls)
    {
        using var folder = Programs();
        var az = folder.Write("az", $"""
            #!/bin/sh
            echo "$PWD: $*" >> "{folder.At("calls")}"
            [ "$(wc -l < "{folder.At("calls")}")" -gt {failures} ]
            """);
        (await ChildProcess.RunAsync("chmod", ["+x", az])).MustSucceed();

        var result = await RunHookAsync(folder.Path, azd: true);

        Assert.Equal(exitCode, result.ExitCode);
        var called = File.ReadAllLines(folder.At("calls"));
        Assert.Equal(calls, called.Length);
        var parameters = Regex.Matches(called[0], @"(\w+)=\S+").Select(match => match.Groups[1].Value);
        Assert.Equal(Regex.Matches(File.ReadAllText(Repository.At("infra/subscription.bicep")), @"^param (\w+)", RegexOptions.Multiline).Select(match => match.Groups[1].Value), parameters);
        Assert.Contains(Repository.At("infra") + ": deployment group create --resource-group rg-stories", called[0], StringComparison.Ordinal);
        Assert.Contains("--template-file subscription.bicep", called[0], StringComparison.Ordinal);
    }

    // All that the hook may find: an az of this machine is signed in somewhere, perhaps.
    private static TempFolder Programs()
    {
        var folder = new TempFolder();
        foreach (var program in new[] { "bash", "dirname", "sleep", "sh", "wc" })
        {
            File.CreateSymbolicLink(folder.At(program), $"/bin/{program}");
        }

        return folder;
    }

    /// <param name="programs">Folder of all programs that it can call.</param>
    /// <param name="azd">Whether azd calls it, with the outputs of the deployment in its environment.</param>
    private static Task<ChildResult> RunHookAsync(string programs, bool azd)
    {
        var environment = Outputs.EnumerateObject().ToDictionary(output => output.Name, output => azd ? output.Value.GetString() : null);
        environment["AZURE_SUBSCRIPTION_ID"] = null;
        environment["PATH"] = programs;
        environment["POSTDEPLOY_TRIES"] = "3";
        environment["POSTDEPLOY_WAIT"] = "0";
        return ChildProcess.RunAsync(Repository.At(Hook), [], new() { Environment = environment });
    }

    private static YamlMappingNode Yaml(string file)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(Repository.At(file))));
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    private static YamlMappingNode Map(YamlNode node) => (YamlMappingNode)node;
}

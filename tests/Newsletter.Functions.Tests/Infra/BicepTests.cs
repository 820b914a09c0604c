using Newsletter.Tests.Support;

namespace Newsletter.Functions.Tests.Infra;

/// <summary>What the Bicep compiler, linter and formatter say of <c>infra/</c>: nothing. Each is shown to say something of a bad file.</summary>
public sealed class BicepTests
{
    private const string Example = "infra/example.bicepparam";
    private static readonly Dictionary<string, string?> Azd = new() { ["AZURE_ENV_NAME"] = "test", ["AZURE_LOCATION"] = "westeurope" };

    public static TheoryData<string> Files => [.. Bicep.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task AFileBuildsLintsAndIsFormatted(string file)
    {
        Assert.Equal("", (await Bicep.BuildAsync(file)).MustSucceed().Errors);
        Assert.Empty(await Bicep.LintAsync(file));
        Assert.Equal(await File.ReadAllTextAsync(Repository.At(file)), await Bicep.FormatAsync(file));
    }

    [Fact]
    public async Task ParametersBuildAndAreFormatted()
    {
        foreach (var file in Bicep.ParameterFiles)
        {
            Assert.Equal("", (await Bicep.BuildParametersAsync(file, Azd)).MustSucceed().Errors);
            Assert.Equal(await File.ReadAllTextAsync(Repository.At(file)), await Bicep.FormatAsync(file));
        }
    }

    [Fact]
    public async Task TheCommittedSnapshotIsWhatAzureWouldBeAskedFor()
    {
        if (Environment.GetEnvironmentVariable("NEWSLETTER_GOLDEN") == "write")
        {
            (await Bicep.WriteSnapshotAsync(Example)).MustSucceed();
        }

        (await Bicep.ValidateSnapshotAsync(Example)).MustSucceed();
    }

    [Fact]
    public async Task AChangeOfTheTemplateIsSeenInTheSnapshot()
    {
        using var folder = new TempFolder();
        foreach (var file in Repository.Files().Where(file => file.StartsWith("infra/", StringComparison.Ordinal)))
        {
            folder.Write(file, await File.ReadAllTextAsync(Repository.At(file)));
        }

        folder.Write("infra/modules/storage.bicep", folder.Read("infra/modules/storage.bicep").Replace("allowSharedKeyAccess: false", "allowSharedKeyAccess: true", StringComparison.Ordinal));

        var drift = await Bicep.ValidateSnapshotAsync(Path.Combine(folder.Path, Example));

        Assert.Equal(1, drift.ExitCode);
        Assert.Contains("allowSharedKeyAccess", drift.Output + drift.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheLinterTheCompilerAndTheFormatterSeeWhatIsWrong()
    {
        using var folder = new TempFolder();
        folder.Write("bicepconfig.json", await File.ReadAllTextAsync(Repository.At("infra/bicepconfig.json")));
        var file = folder.Write("bad.bicep", "param unused string\nparam   place string = 'westeurope'\noutput place string = place\n");

        Assert.Contains(await Bicep.LintAsync(file), found => found.StartsWith("no-unused-params", StringComparison.Ordinal));
        Assert.Contains("no-unused-params", (await Bicep.BuildAsync(file)).Errors, StringComparison.Ordinal);
        Assert.NotEqual(await File.ReadAllTextAsync(file), await Bicep.FormatAsync(file));
    }

    [Fact]
    public async Task NoModuleComesFromARegistry()
    {
        foreach (var file in Bicep.Files)
        {
            Assert.DoesNotMatch("'(br|ts)[:/]", await File.ReadAllTextAsync(Repository.At(file)));
        }
    }
}

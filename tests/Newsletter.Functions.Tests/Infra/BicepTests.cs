using Newsletter.Tests.Support;

namespace Newsletter.Functions.Tests.Infra;

/// <summary>What the Bicep compiler, linter and formatter say of <c>infra/</c>: nothing. Each is shown to say something of a bad file.</summary>
public sealed class BicepTests
{
    private const string Example = "infra/example.bicepparam";

    [Theory]
    [InlineData("infra/main.bicep")]
    [InlineData("infra/subscription.bicep")]
    public async Task ATemplateBuildsWithoutAWarning(string file) => Assert.Equal("", (await Bicep.BuildAsync(file)).MustSucceed().Errors);

    [Fact]
    public async Task TheLinterFindsNothing()
    {
        var found = await Bicep.LintAsync(Repository.At("infra"));

        Assert.Equal(Bicep.Files.Count, found.Count);
        Assert.Empty(found.SelectMany(file => file));
    }

    [Fact]
    public async Task EveryFileIsFormatted()
    {
        using var copy = new InfraCopy();

        await Bicep.FormatAsync(copy.Path);

        Assert.All(InfraCopy.Files, file => Assert.Equal(File.ReadAllText(Repository.At(file)), copy.Read(file)));
    }

    [Fact]
    public async Task TheLinterTheCompilerAndTheFormatterSeeWhatIsWrong()
    {
        using var copy = new InfraCopy();
        copy.Replace("infra/modules/identity.bicep", "param name string\n", "param   unused string\nparam name string\n");

        Assert.Contains(
            (await Bicep.LintAsync(copy.Path)).SelectMany(file => file), found => found.StartsWith("no-unused-params: Parameter \"unused\"", StringComparison.Ordinal));
        Assert.Contains("no-unused-params", (await Bicep.BuildAsync(copy.At("infra/modules/identity.bicep"))).Errors, StringComparison.Ordinal);
        await Bicep.FormatAsync(copy.Path);
        Assert.Contains("param unused string\n", copy.Read("infra/modules/identity.bicep"), StringComparison.Ordinal);
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
        using var copy = new InfraCopy();
        copy.Replace("infra/modules/storage.bicep", "allowSharedKeyAccess: false", "allowSharedKeyAccess: true");

        var drift = await Bicep.ValidateSnapshotAsync(copy.At(Example));

        Assert.Equal(1, drift.ExitCode);
        Assert.Contains("allowSharedKeyAccess", drift.Output + drift.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void NoModuleComesFromARegistry() => Assert.All(Bicep.Files, file => Assert.DoesNotMatch("'(br|ts)[:/]", File.ReadAllText(Repository.At(file))));
}

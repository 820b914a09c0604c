namespace Newsletter.Tests.House;

public class TextRulesTests
{
    [Fact]
    public void ARegistryHostIsFound()
    {
        Assert.NotNull(TextRules.RegistryHost("<add key=\"x\" value=\"https://api.NuGet" + ".org/v3/index.json\" />"));
        Assert.NotNull(TextRules.RegistryHost("\"resolved\"" + ": \"https://mirror.example/a/-/a-1.0.0.tgz\""));
        Assert.Null(TextRules.RegistryHost("\"resolved\"" + ": \"[1.0.0, )\""));
        Assert.Null(TextRules.RegistryHost("https://newsletter.example/ and NuGet packages"));
    }

    // Each in two pieces, so that this file obeys the rule.
    [Theory]
    [InlineData("in /home/", "ann/newsletter", true)]
    [InlineData("\"/root/", ".cache\"", true)]
    [InlineData("at /work/", "main/x.cs:line 3", true)]
    [InlineData(@"C:\Users", @"\Ann", true)]
    [InlineData("https://newsletter.example/work/", "caligari/", false)]
    [InlineData("{base}/work/", "caligari/", false)]
    [InlineData("/works/", "caligari/", false)]
    [InlineData("/home/", "", false)]
    public void APathOfAMachineIsFound(string first, string second, bool found) =>
        Assert.Equal(found, TextRules.AbsolutePath(first + second) is not null);

    [Fact]
    public void APathOfThisCheckoutIsFound()
    {
        var tellsSomething = Support.Repository.Root.LastIndexOf('/') > 0;
        Assert.Equal(tellsSomething, TextRules.AbsolutePath($"in {Support.Repository.Root}/test.sh") is not null);
        Assert.Null(TextRules.AbsolutePath("in ../src/Newsletter and a" + Support.Repository.Root + "/x"));
    }

    [Theory]
    [InlineData("TO", "DO", true)]
    [InlineData("TO", "DO: later", true)]
    [InlineData("FIX", "ME: this is broken", true)]
    [InlineData("TO", "DO: waits for the next release of Markdig", false)]
    [InlineData("TO", "DOS", false)]
    public void WorkPutOffNeedsAReason(string first, string second, bool found) =>
        Assert.Equal(found, TextRules.PutOffWithoutReason("// " + first + second) is not null);
}

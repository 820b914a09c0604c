using Newsletter.Subscribers;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Subscribers;

public class SiteKeysTests
{
    private static readonly string Key = Convert.ToBase64String(new byte[32]);

    [Fact]
    public void KeysAreReadWithSpacesCommasOrLinesBetween()
    {
        foreach (var between in new[] { " ", ",", "\n", "\r\n", " , " })
        {
            var keys = SiteKeys.Parse($"k2={Key}{between}address={Key}{between}k1={Key}");
            Assert.Equal(["k2", "k1"], keys.Tokens.Select(key => key.Id));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("address=KEY")]
    [InlineData("k1=KEY")]
    [InlineData("address=KEY k1=AAAA")]
    [InlineData("address=KEY k1=KEY k1=KEY")]
    [InlineData("address=KEY \"k1=KEY\"")]
    [InlineData("address=KEY k1=\"KEY\"")]
    [InlineData("address=KEY K1=KEY")]
    [InlineData("address=KEY k.1=KEY")]
    [InlineData("address=KEY k1234567890=KEY")]
    [InlineData("address=KEY k1=KEYKEY")]
    public void AMistakeIsSaidWithoutTellingTheKey(string text)
    {
        var fault = Assert.Throws<SettingsException>(() => SiteKeys.Parse(text.Replace("KEY", Key, StringComparison.Ordinal)));

        Assert.Contains(SiteKeys.Variable, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key[..8], fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoeverMakesTheKeyFileAtOnceUsesTheSameKeys()
    {
        using var folder = new TempFolder();
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => KeyFile.ReadOrMake(folder.At("state"), Some.Chance))));

        Assert.Single(keys.Select(k => k.Address.Of(Some.Address())).Distinct());
        Assert.Equal(["state/keys"], folder.Files());
    }

    [Fact]
    public void OthersCanNotReadTheKeyFileAndWhenTheyCanItIsSaid()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TempFolder();
        KeyFile.ReadOrMake(folder.Path, Some.Chance);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.At(KeyFile.Name)));

        File.SetUnixFileMode(folder.At(KeyFile.Name), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Contains("chmod 600", Assert.Throws<SettingsException>(() => KeyFile.ReadOrMake(folder.Path, Some.Chance)).Message, StringComparison.Ordinal);
    }
}

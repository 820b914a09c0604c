namespace Newsletter.Azure.Tests;

public class AzureStorageSettingsTests
{
    [Theory]
    [InlineData("Content=UseDevelopmentStorage=true", AzureStorageSettings.Emulator, null)]
    [InlineData("Content__accountName=stories", null, "https://stories.blob.core.windows.net/ https://stories.queue.core.windows.net/ https://stories.table.core.windows.net/")]
    [InlineData("Content__accountName=stories;Content__tableServiceUri=https://t.example/", null, "https://stories.blob.core.windows.net/ https://stories.queue.core.windows.net/ https://t.example/")]
    [InlineData("Content__blobServiceUri=https://b.example/;Content__queueServiceUri=https://q.example/;Content__tableServiceUri=https://t.example/", null, "https://b.example/ https://q.example/ https://t.example/")]
    public void AnAccountIsNamedAsTheHostNamesIt(string settings, string? connection, string? addresses)
    {
        var read = Read(settings);

        Assert.Equal(connection, read.ConnectionString);
        Assert.Equal(addresses, connection is null ? $"{read.BlobUri} {read.QueueUri} {read.TableUri}" : null);
    }

    [Fact]
    public void AnIdentityMayBeNamed() => Assert.Equal("0000-1111", Read("Content__accountName=stories;Content__clientId=0000-1111").ClientId);

    [Theory]
    [InlineData("", "Storage is not set: give Content (a connection string, or UseDevelopmentStorage=true), or Content__accountName")]
    [InlineData("Content__accountName=no!", "Content__accountName must be the name of a storage account: 3 to 24 letters and digits.")]
    [InlineData("Content__blobServiceUri=b", "Content__blobServiceUri must be an address such as")]
    [InlineData("Content__blobServiceUri=https://b.example/", "Content__queueServiceUri")]
    public void WhatIsMissingOrWrongIsNamed(string settings, string message) =>
        Assert.Contains(message, Assert.Throws<SettingsException>(() => Read(settings)).Message);

    [Fact]
    public void AConnectionStringThatCannotBeReadIsNotShown()
    {
        var problem = Assert.Throws<SettingsException>(() => new AzureStorage(new() { ConnectionString = "AccountKey=secret" }));

        Assert.DoesNotContain("secret", problem.ToString());
    }

    private static AzureStorageSettings Read(string settings)
    {
        var all = settings.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(setting => setting.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return AzureStorageSettings.Read("Content", all.GetValueOrDefault);
    }
}

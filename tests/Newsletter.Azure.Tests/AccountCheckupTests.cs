using Newsletter.Azure.Tests.Support;

namespace Newsletter.Azure.Tests;

public sealed class AccountCheckupTests
{
    [Theory]
    [InlineData(-600, "s behind the storage's", false)]
    [InlineData(-60, "s behind the storage's", true)]
    [InlineData(60, "s ahead of the storage's", true)]
    [InlineData(600, "s ahead of the storage's", false)]
    public async Task AClockThatIsFarFromTheStoragesIsToBeSet(int seconds, string side, bool isWell)
    {
        var settings = new AzureStorageSettings { ConnectionString = await Azurite.SharedAccountAsync() };

        var findings = await new AccountCheckup(settings, new WrongClock(TimeSpan.FromSeconds(seconds))).RunAsync(default);

        // The service tells whole seconds, and the answer takes its time.
        var clock = findings.Single(finding => finding.What.StartsWith("clock: ", StringComparison.Ordinal));
        Assert.EndsWith(side, clock.What);
        Assert.InRange(int.Parse(clock.What.Split(' ')[1]), Math.Abs(seconds) - 30, Math.Abs(seconds) + 30);
        Assert.Equal(isWell, clock.Advice.Length == 0);
    }

    private sealed class WrongClock(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
    }
}

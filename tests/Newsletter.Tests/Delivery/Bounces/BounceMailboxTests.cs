using Newsletter.Delivery.Bounces;
using Newsletter.Storage;

namespace Newsletter.Tests.Delivery.Bounces;

/// <summary>Reports come back by plain mail: read from a real IMAP server.</summary>
public sealed class BounceMailboxTests
{
    private const string Report = "Final-Recipient: rfc822; ida@example.org\nAction: failed\nStatus: 5.1.1";

    [Fact]
    public async Task EveryMailIsTakenOnceAndOneThatFailsIsTakenAgain()
    {
        using var server = await Dovecot.StartAsync();
        server.Deliver("From: a@example.org\nSubject: Out of office\n\nBack on Monday.\n");
        server.Deliver(Reports.Dsn(Report).ToString());
        var mailbox = new BounceMailbox(server.Settings);
        var reports = new List<BounceReport>();

        await Assert.ThrowsAsync<StorageException>(() => mailbox.ReadAsync(_ => throw new StorageException("Down."), default));
        Assert.Equal(2, await mailbox.ReadAsync(mail => Task.FromResult(reports), default));
        server.Deliver(Reports.Dsn(Report).ToString());
        Assert.Equal(1, await mailbox.ReadAsync(
            mail =>
            {
                reports.AddRange(BounceMail.Read(mail));
                return Task.CompletedTask;
            },
            default));

        Assert.Equal(("0123@site.example", BounceKind.Hard), (Assert.Single(reports).MessageId, reports[0].Kind));
        Assert.Equal(0, await mailbox.ReadAsync(_ => throw new InvalidOperationException("Nothing is left."), default));
    }

    [Fact]
    public async Task AWrongPasswordAndAServerThatIsNotThereAreSaid()
    {
        using var server = await Dovecot.StartAsync();
        var refused = await Assert.ThrowsAsync<StorageException>(() => new BounceMailbox(server.Settings with { Password = "other" }).ReadAsync(_ => Task.CompletedTask, default));
        var absent = await Assert.ThrowsAsync<StorageException>(() => new BounceMailbox(server.Settings with { Port = 1 }).ReadAsync(_ => Task.CompletedTask, default));

        Assert.Contains("refuses the user or the password", refused.Message, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:1 can't be read", absent.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("other", refused.Message, StringComparison.Ordinal);
    }
}

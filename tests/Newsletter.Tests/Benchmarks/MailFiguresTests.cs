using MimeKit;
using Newsletter.Benchmarks.Mail;
using Newsletter.Tests.Delivery;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Benchmarks;

/// <summary>What is measured is sent: how fast is no test's business.</summary>
public sealed class MailFiguresTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Fact]
    public async Task EveryMailThatIsMeasuredIsSentToAReaderWithTheirArticles()
    {
        using var smtp = await MoodySmtp.StartAsync("calm", keeps: true);

        await MailFigures.SendAsync(folder.Path, "127.0.0.1", smtp.Port, mails: 6, connections: 2, []);
        await MailFigures.MailKitAsync(folder.Path, "127.0.0.1", smtp.Port, mails: 2, connections: 1, []);
        await MailFigures.LedgerAsync(folder.Path, "127.0.0.1", smtp.Port, readers: 3, connections: 2, []);

        Assert.Equal(12 + 4 + 3, smtp.Did().Count(d => d.Did == "took"));
        Assert.Equal(12, smtp.Did().Where(d => d.Did == "took").Take(12).DistinctBy(d => d.Who).Count());
        foreach (var file in smtp.Mails())
        {
            var mail = await MimeMessage.LoadAsync(file);
            Assert.Equal(MailSite.Chosen, mail.TextBody!.Split("------------------------------------------------------------").Length - 1);
            Assert.InRange(new FileInfo(file).Length, 30_000, 50_000);
        }
    }

    [Fact]
    public async Task WhoIsDueIsPlanned()
    {
        await MailFigures.PlanAsync(folder.Path, subscribers: 50, due: 5, rounds: 2);

        using var site = await MailSite.OpenAsync(folder.Path);
        Assert.Equal(10, await new Newsletter.Delivery.Ledger(site.Storage.CarefulDatabase.Table(Newsletter.Delivery.Ledger.TableName)).ListAsync(Newsletter.Delivery.DeliveryState.Planned, default).CountAsync());
    }

    public void Dispose() => folder.Dispose();
}

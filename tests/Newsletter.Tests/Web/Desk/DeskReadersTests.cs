using Microsoft.Playwright;
using Newsletter.Delivery;
using Newsletter.Digests;
using Newsletter.Subscribers;
using Newsletter.Tests.Publishing;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Web.Desk;

/// <summary>Editors see how many readers there are and what became of their mails; nobody's address.</summary>
[Collection(Chrome.CollectionOfPrograms)]
public class DeskReadersTests(WholeChrome chrome)
{
    [Fact]
    public async Task WithoutReadersItSaysSo()
    {
        await using var desk = await OpenDesk.StartAsync(new TestSite());

        Assert.False((await desk.AskAsync("readers")).GetProperty("isThere").GetBoolean());
    }

    [Fact]
    public async Task ReadersAndDeliveriesAreCountedAndNotNamed()
    {
        var site = new TestSite();
        using var storage = site.Open();
        var book = new SubscriberBook(storage.Database.Table(SubscriberBook.TableName), Some.Keys.Address);
        var ledger = storage.CarefulDatabase.Table(Ledger.TableName);
        var now = TimeProvider.System.GetUtcNow();
        for (var i = 0; i < 7; i++)
        {
            await book.AddAsync(Some.Subscriber($"reader{i}@example.org") with
            {
                Id = SubscriberId.New(Some.Chance),
                Consent = new("form", now.AddDays(-7 * i), i < 5 ? now.AddDays(-7 * i) : null),
                State = i < 5 ? SubscriberState.Active : SubscriberState.Pending,
                LastDue = i < 3 ? now.AddDays(-1) : null,
            }, default);
        }

        await book.SuppressAsync(Some.Address("reader4@example.org"), new(SuppressionReason.Bounce, now), default);
        var first = await book.AllAsync(default).FirstAsync();
        var planned = (await new Ledger(ledger).PlanAsync([new() { Key = new(first.Id, 1), MessageId = "x@example.org", Cadence = DigestCadence.Weekly, Due = now, Articles = [1], UpTo = 1, Changed = now }], default))[0];
        planned = (await new Ledger(ledger).GetAsync(planned.Key, default))!;
        await new Ledger(ledger).SettleAsync(planned with { State = DeliveryState.Failed, Reply = "550 5.1.1 <reader0@example.org>: no such user" }, default);
        await using var desk = await OpenDesk.StartAsync(site, it => it with { Book = book, Deliveries = ledger });

        using var answer = await desk.GetAsync("readers");
        Assert.DoesNotContain("example.org", await answer.Content.ReadAsStringAsync());
        var told = await desk.AskAsync("readers");
        Assert.Equal((4, 2, 1), (told.GetProperty("states").GetProperty("active").GetInt32(), told.GetProperty("states").GetProperty("pending").GetInt32(), told.GetProperty("states").GetProperty("suppressed").GetInt32()));
        Assert.Equal([1, 1, 1, 1, 1], told.GetProperty("weeks").EnumerateArray().TakeLast(5).Select(week => week.GetProperty("count").GetInt32()));
        Assert.Equal(3, told.GetProperty("digests")[0].GetProperty("readers").GetInt32());
        var failed = told.GetProperty("deliveries").EnumerateArray().Single(list => list.GetProperty("word").GetString() == "failed");
        Assert.Equal((1, "550 5.1.1"), (failed.GetProperty("count").GetInt32(), failed.GetProperty("some")[0].GetProperty("reply").GetString()));

        foreach (var width in new[] { 1280, 375 })
        {
            await desk.UseAsync(chrome, "readers", async page =>
            {
                await page.GetByRole(AriaRole.Img, new() { NameRegex = new("^5 readers confirmed in 26 weeks") }).WaitForAsync();
                Assert.Empty(await WebTools.CheckAccessibilityAsync(page));
                Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
            }, width);
        }
    }
}

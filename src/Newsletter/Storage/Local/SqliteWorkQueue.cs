using System.Globalization;

namespace Newsletter.Storage.Local;

/// <summary>One queue in a <see cref="SqliteDatabase"/>.</summary>
internal sealed class SqliteWorkQueue(SqliteDatabase database, string queue, TimeProvider clock) : IWorkQueue
{
    public async ValueTask EnqueueAsync(string body, TimeSpan delay, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        MessageBody.Demand(body);
        await database.Writes.RunAsync(new Message(queue, body, Later(delay, TimeSpan.Zero)), static (writer, message) =>
            writer.Session.Prepare("INSERT INTO messages (queue, visible, deliveries, receipt, body) VALUES (?1, ?2, 0, 0, ?3)")
                .Bind(1, message.Queue).Bind(2, message.Visible).Bind(3, message.Body).Run());
    }

    public ValueTask<IReadOnlyList<WorkMessage>> ReceiveAsync(int max, TimeSpan visibilityTimeout, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        MessageBody.DemandCount(max);
        var ask = new Ask(queue, max, clock.GetUtcNow().UtcTicks, Later(visibilityTimeout, TimeSpan.FromSeconds(1)));

        // An idle queue is asked often: that must not cost a write.
        return database.Readers.Read(ask, static (session, ask) => Next(session, ask) is null)
            ? new([])
            : database.Writes.RunAsync<Ask, IReadOnlyList<WorkMessage>>(ask, Receive);
    }

    public ValueTask<bool> CompleteAsync(WorkMessage message, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return database.Writes.RunAsync(new Delivery(queue, Number(message.Id), Number(message.Receipt)), static (writer, done) =>
            writer.Session.Prepare("DELETE FROM messages WHERE id = ?1 AND queue = ?2 AND receipt = ?3 AND visible IS NOT NULL")
                .Bind(1, done.Id).Bind(2, done.Queue).Bind(3, done.Receipt).Run() == 1);
    }

    public IAsyncEnumerable<WorkMessage> ListPoisonAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return database.Readers.Read(queue, static (session, queue) =>
        {
            var select = session.Prepare("SELECT id, receipt, body, deliveries FROM messages WHERE queue = ?1 AND visible IS NULL ORDER BY id LIMIT ?2").Bind(1, queue).Bind(2, IWorkQueue.PoisonShown);
            var poison = new List<WorkMessage>();
            while (select.Step())
            {
                poison.Add(new WorkMessage(Text(select.Integer(0)), Text(select.Integer(1)), select.Text(2), (int)select.Integer(3)));
            }

            return poison;
        }).ToAsyncEnumerable();
    }

    public async ValueTask RemovePoisonAsync(string id, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        await database.Writes.RunAsync(new Delivery(queue, Number(id), 0), static (writer, poison) =>
            writer.Session.Prepare("DELETE FROM messages WHERE id = ?1 AND queue = ?2 AND visible IS NULL").Bind(1, poison.Id).Bind(2, poison.Queue).Run());
    }

    private static List<WorkMessage> Receive(SqliteWriter writer, Ask ask)
    {
        var received = new List<WorkMessage>();
        while (received.Count < ask.Max && Next(writer.Session, ask) is { } next)
        {
            if (next.Deliveries >= IWorkQueue.PoisonAfter)
            {
                writer.Session.Prepare("UPDATE messages SET visible = NULL WHERE id = ?1").Bind(1, next.Id).Run();
                continue;
            }

            var receipt = writer.NextVersion();
            writer.Session.Prepare("UPDATE messages SET visible = ?2, receipt = ?3, deliveries = deliveries + 1 WHERE id = ?1")
                .Bind(1, next.Id).Bind(2, ask.Until).Bind(3, receipt).Run();
            received.Add(new WorkMessage(Text(next.Id), Text(receipt), next.Body, next.Deliveries + 1));
        }

        return received;
    }

    private static (long Id, int Deliveries, string Body)? Next(SqliteSession session, Ask ask)
    {
        var select = session.Prepare("SELECT id, deliveries, body FROM messages WHERE queue = ?1 AND visible <= ?2 ORDER BY visible, id LIMIT 1")
            .Bind(1, ask.Queue).Bind(2, ask.Now);
        if (!select.Step())
        {
            return null;
        }

        var next = (select.Integer(0), (int)select.Integer(1), select.Text(2));
        select.Reset();
        return next;
    }

    /// <summary>The tick that is so long from now, in whole seconds as Azure counts them.</summary>
    private long Later(TimeSpan wait, TimeSpan least) => (clock.GetUtcNow() + MessageBody.WholeSeconds(wait, least)).UtcTicks;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>-1, which nothing has, for what this queue never gave out.</summary>
    private static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private readonly record struct Message(string Queue, string Body, long Visible);

    private readonly record struct Delivery(string Queue, long Id, long Receipt);

    /// <param name="Now">UTC ticks.</param>
    /// <param name="Until">UTC ticks; what is received stays hidden till then.</param>
    private readonly record struct Ask(string Queue, int Max, long Now, long Until);
}

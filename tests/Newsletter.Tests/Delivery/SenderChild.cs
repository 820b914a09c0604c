using System.Globalization;
using Newsletter.Delivery;

namespace Newsletter.Tests.Delivery;

/// <summary>A worker of <see cref="NeverTwiceTests"/>: sends what the queue tells of until it is killed. A line follows everything that it did.</summary>
internal static class SenderChild
{
    public static async Task RunAsync(string[] arguments)
    {
        var server = new SmtpServer("moody", "127.0.0.1", int.Parse(arguments[1], CultureInfo.InvariantCulture), SmtpSecurity.None);
        using var world = new SendingWorld(arguments[0], TimeProvider.System) { Rules = Impatient };
        var sender = world.Sender(new Telling(new SmtpTransport(server)));
        while (true)
        {
            if (!await world.WorkAsync(sender))
            {
                Tell("idle");
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
                await world.Desk.SweepAsync(default);
            }
        }
    }

    public static SendingRules Impatient { get; } = new()
    {
        ClaimTime = TimeSpan.FromMilliseconds(500),
        SendingTime = TimeSpan.FromSeconds(2),
        FirstRetry = TimeSpan.FromMilliseconds(100),
        LongestRetry = TimeSpan.FromSeconds(1),
        FirstHold = TimeSpan.FromMilliseconds(10),
    };

    private static void Tell(string what)
    {
        Console.Out.WriteLine(what);
        Console.Out.Flush();
    }

    /// <summary>Tells of each mail's steps, so that a test can kill its worker at any of them.</summary>
    private sealed class Telling(ITransport transport) : ITransport
    {
        public string Name => transport.Name;

        public async ValueTask<(IMailConnection? Connection, SendReply Reply)> ConnectAsync(CancellationToken cancel)
        {
            var (connection, reply) = await transport.ConnectAsync(cancel);
            return (connection is null ? null : new Connection(connection), reply);
        }

        public ValueTask<SendReply> ResolveAsync(string name, CancellationToken cancel) => transport.ResolveAsync(name, cancel);

        private sealed class Connection(IMailConnection inner) : IMailConnection
        {
            public bool IsUsable => inner.IsUsable;

            public async ValueTask<SendReply> SendAsync(OutgoingMail mail, Func<ValueTask<bool>> begin, CancellationToken cancel)
            {
                var reply = await inner.SendAsync(
                    mail,
                    async () =>
                    {
                        Tell("may begin");
                        var isOurs = await begin();
                        Tell("begins");
                        return isOurs;
                    },
                    cancel);
                Tell("replied");
                return reply;
            }

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}

using Newsletter.Delivery;
using Newsletter.Delivery.Bounces;
using Newsletter.Storage;

namespace Newsletter.Functions;

/// <summary>
/// What each function about mails does, by whichever worker model the host calls it, as <see cref="SiteFunctions"/> does. A fault is told without its message,
/// in which an address or a token might be.
/// </summary>
public sealed class MailFunctions(Site site, Lazy<Readers?> readers)
{
    /// <summary>Plans what is due, tells again of what was forgotten, and forgets what is not kept.</summary>
    public Task<string> PlanAsync(CancellationToken abort) => RunAsync(async (open, cancel) =>
    {
        var planned = await open.Digests.PlanAsync(cancel);
        await open.Desk.ForgetAsync(cancel);
        return $"{planned} digests planned";
    }, null, abort);

    /// <param name="message">Of the queue of digests. Those that wait for a server are told of again; that is no failure.</param>
    public Task<string> SendAsync(string message, CancellationToken abort) => RunAsync(
        async (open, cancel) => Told(await open.Digests.SendAsync(message, cancel)),

        // Much is done by now: going on is no failure that should make the message poison.
        () => site.Storage.Digests.EnqueueAsync(message, TimeSpan.Zero, abort),
        abort);

    /// <summary>An alert of infra/ reads this.</summary>
    internal static string Told(IReadOnlyDictionary<DeliveryState, int> sent) =>
        sent.Count == 0 ? "nothing to send" : string.Join(", ", sent.OrderBy(count => count.Key).Select(count => $"{count.Value} {count.Key.ToString().ToLowerInvariant()}"));

    /// <param name="message">Of the queue of sign-ups.</param>
    public Task<string> AnswerSignUpAsync(string message, CancellationToken abort) => RunAsync(
        async (open, cancel) => $"mail about signing up: {(await open.Desk.AnswerAsync(message, cancel)).ToString().ToLowerInvariant()}", null, abort);

    /// <summary>Reads the mailbox for refusals, if there is one; hooks tell of theirs by themselves.</summary>
    public Task<string> HandleBouncesAsync(CancellationToken abort) => RunAsync(async (open, cancel) =>
    {
        if (open.Mailbox is not { } mailbox)
        {
            return "no mailbox to read";
        }

        var tally = new BounceTally(0, 0, 0);
        var read = await mailbox.ReadAsync(async mail => tally += await open.Bounces.TakeAsync(BounceMail.Read(mail), cancel), cancel);
        return $"{read} mails read, {tally.Suppressed} addresses suppressed, {tally.Counted} soft bounces counted";
    }, null, abort);

    /// <param name="goOn">Sees to it that somebody goes on when the time is up; null: the next call does.</param>
    private async Task<string> RunAsync(Func<Readers, CancellationToken, Task<string>> work, Func<ValueTask>? goOn, CancellationToken abort)
    {
        using var deadline = SiteFunctions.Within(abort);
        try
        {
            return readers.Value is { } open ? await work(open, deadline.Token) : $"no mail: {Site.Prefix}MAIL_FROM is not set";
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !abort.IsCancellationRequested)
        {
            await (goOn?.Invoke() ?? ValueTask.CompletedTask);
            return "out of time; going on with the next call";
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or SettingsException or StorageException))
        {
            throw new InvalidOperationException($"{fault.GetType().Name}{Environment.NewLine}{fault.StackTrace}");
        }
    }
}

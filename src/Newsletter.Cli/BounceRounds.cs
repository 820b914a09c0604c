using Newsletter.Delivery.Bounces;

namespace Newsletter.Cli;

/// <summary>Reads the mailbox for bounces every few minutes, until cancelled. What fails is said and tried again.</summary>
internal sealed class BounceRounds(BounceMailbox mailbox, BounceDesk desk, TimeProvider clock, Action<string> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    public async Task RunAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await mailbox.ReadAsync(mail => desk.TakeAsync(BounceMail.Read(mail), cancel), cancel);
            }
            catch (Storage.StorageException problem)
            {
                log(problem.Message);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                // No message: an address might be in it.
                log($"Bounces: {problem.GetType().Name}; tried again.");
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(Pause, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

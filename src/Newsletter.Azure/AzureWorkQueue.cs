using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Newsletter.Storage;

namespace Newsletter.Azure;

/// <summary>One queue and its poison list, <c>NAME-poison</c>: the same to which the Functions host moves what it gave up.</summary>
/// <remarks>A message whose sending was answered with nothing is sent again and may come twice: the port promises at least once.</remarks>
internal sealed class AzureWorkQueue(QueueClient queue, QueueClient poison) : IWorkQueue
{
    public const string PoisonSuffix = "-poison";

    // Messages would otherwise vanish after seven days.
    private static readonly TimeSpan ForEver = TimeSpan.FromSeconds(-1);

    /// <summary>How long messages of the poison list are hidden while one of them is looked for.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);

    public async ValueTask EnqueueAsync(string body, TimeSpan delay, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        MessageBody.Demand(body);
        var hidden = MessageBody.WholeSeconds(delay, TimeSpan.Zero);
        await AskAsync("send a message", queue, () => queue.SendMessageAsync(QueueText.Encode(body), hidden, ForEver, cancel));
    }

    public async ValueTask<IReadOnlyList<WorkMessage>> ReceiveAsync(int max, TimeSpan visibilityTimeout, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        MessageBody.DemandCount(max);
        var hidden = MessageBody.WholeSeconds(visibilityTimeout, TimeSpan.FromSeconds(1));
        var received = new List<WorkMessage>();
        while (received.Count < max)
        {
            var asked = max - received.Count;
            var messages = await AskAsync("receive messages", queue, () => queue.ReceiveMessagesAsync(asked, hidden, cancel));
            foreach (var message in messages.Value)
            {
                if (message.DequeueCount > IWorkQueue.PoisonAfter)
                {
                    await GiveUpAsync(message, cancel);
                }
                else
                {
                    received.Add(new(message.MessageId, message.PopReceipt, QueueText.Decode(message.Body.ToString()), (int)message.DequeueCount));
                }
            }

            // Only what was given up leaves room to ask again.
            if (messages.Value.Length < asked || received.Count > 0)
            {
                break;
            }
        }

        return received;
    }

    public async ValueTask<bool> CompleteAsync(WorkMessage message, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return await DeleteAsync(queue, message.Id, message.Receipt, cancel);
    }

    public async IAsyncEnumerable<WorkMessage> ListPoisonAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        // A look takes nothing: messages stay where they are for everybody else.
        var shown = (await AskAsync("look at messages", poison, () => poison.PeekMessagesAsync(IWorkQueue.PoisonShown, cancel))).Value;
        foreach (var message in shown.OrderBy(m => m.InsertedOn))
        {
            yield return new(message.MessageId, "", QueueText.Decode(message.Body.ToString()), (int)message.DequeueCount);
        }
    }

    public async ValueTask RemovePoisonAsync(string id, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        foreach (var message in await TakePoisonAsync(id, cancel))
        {
            _ = message.MessageId == id ? await DeleteAsync(poison, id, message.PopReceipt, cancel) : await LetGoAsync(message, cancel);
        }
    }

    /// <summary>Takes messages of the poison list until the wanted one is among them or there are no more.</summary>
    private async Task<List<QueueMessage>> TakePoisonAsync(string id, CancellationToken cancel)
    {
        var taken = new List<QueueMessage>();
        while (!taken.Exists(message => message.MessageId == id))
        {
            var messages = (await AskAsync("receive messages", poison, () => poison.ReceiveMessagesAsync(IWorkQueue.PoisonShown, Look, cancel))).Value;
            if (messages.Length == 0)
            {
                break;
            }

            taken.AddRange(messages);
        }

        return taken;
    }

    /// <summary>False when its time was up and somebody else has it: then it is theirs to let go.</summary>
    private async Task<bool> LetGoAsync(QueueMessage message, CancellationToken cancel)
    {
        try
        {
            await poison.UpdateMessageAsync(message.MessageId, message.PopReceipt, message.Body, TimeSpan.Zero, cancel);
            return true;
        }
        catch (RequestFailedException stale) when (IsStale(stale))
        {
            return false;
        }
        catch (Exception problem) when (AzureProblem.IsOne(problem))
        {
            throw AzureProblem.Of("let go of a message", poison.Uri, problem);
        }
    }

    private async ValueTask GiveUpAsync(QueueMessage message, CancellationToken cancel)
    {
        await AskAsync("send a message", poison, () => poison.SendMessageAsync(message.Body, TimeSpan.Zero, ForEver, cancel));
        await DeleteAsync(queue, message.MessageId, message.PopReceipt, cancel);
    }

    /// <summary>False when somebody else has the message by now. When the answer of a first attempt was lost, a message that is gone is our own deed.</summary>
    private static async ValueTask<bool> DeleteAsync(QueueClient from, string id, string receipt, CancellationToken cancel)
    {
        using var watching = Attempts.Watch(out var attempts);
        try
        {
            await from.DeleteMessageAsync(id, receipt, cancel);
            return true;
        }
        catch (RequestFailedException stale) when (IsStale(stale))
        {
            return stale.ErrorCode == QueueErrorCode.MessageNotFound && attempts.MayHaveHappened;
        }
        catch (Exception problem) when (AzureProblem.IsOne(problem))
        {
            throw AzureProblem.Of("complete a message", from.Uri, problem);
        }
    }

    private static bool IsStale(RequestFailedException problem) =>
        problem.ErrorCode == QueueErrorCode.MessageNotFound || problem.ErrorCode == QueueErrorCode.PopReceiptMismatch;

    private static async Task<T> AskAsync<T>(string what, QueueClient of, Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception problem) when (AzureProblem.IsOne(problem))
        {
            throw AzureProblem.Of(what, of.Uri, problem);
        }
    }
}

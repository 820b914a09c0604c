using Azure;
using Azure.Data.Tables;
using Newsletter.Storage;

namespace Newsletter.Azure;

/// <summary>
/// One batch as an entity group transaction. The service fails it when a record to be deleted isn't there, the port doesn't: such deletions are left
/// out and the rest is sent again.
/// </summary>
internal sealed class AzureTableBatch(AzureTable records, TableClient table, string partition, string mark)
{
    public async ValueTask<bool> SubmitAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancel)
    {
        var left = writes.ToList();
        while (left.Count > 0)
        {
            using var watching = Attempts.Watch(out var attempts);
            try
            {
                await table.SubmitTransactionAsync(left.Select(Action), cancel);
                return true;
            }
            catch (TableTransactionFailedException refused) when (AzureTable.IsConditionFailed(refused))
            {
                if (attempts.MayHaveHappened && await HasHappenedAsync(left, cancel))
                {
                    return true;
                }

                if (refused.FailedTransactionActionIndex is not { } failed || !IsMissingDeletion(refused, left[failed]))
                {
                    return false;
                }

                left.RemoveAt(failed);
                await LeaveOutMissingAsync(left, cancel);
            }
        }

        return true;
    }

    private TableTransactionAction Action(TableWrite write) => write switch
    {
        { Value: null } => new(TableTransactionActionType.Delete, new TableEntity(partition, write.Row), write.Condition.IfMatch is { } etag ? new ETag(etag) : ETag.All),
        { Condition.MustBeNew: true } => new(TableTransactionActionType.Add, Entity(write)),
        { Condition.IfMatch: { } etag } => new(TableTransactionActionType.UpdateReplace, Entity(write), new ETag(etag)),
        _ => new(TableTransactionActionType.UpsertReplace, Entity(write)),
    };

    private TableEntity Entity(TableWrite write) => AzureTable.Entity(partition, write.Row, write.Value!, mark);

    private static bool IsMissingDeletion(RequestFailedException refused, TableWrite write) =>
        refused.Status == 404 && write is { Value: null, Condition.IfMatch: null };

    /// <summary>Where one deletion finds nothing others won't either: they are looked at together, lest each costs an attempt.</summary>
    private async ValueTask LeaveOutMissingAsync(List<TableWrite> left, CancellationToken cancel)
    {
        var deletions = left.Where(write => write is { Value: null, Condition.IfMatch: null }).ToList();
        var found = await Task.WhenAll(deletions.Select(async write => await records.FindAsync(partition, write.Row, cancel) is not null));
        left.RemoveAll(write => deletions.IndexOf(write) is >= 0 and var index && !found[index]);
    }

    /// <summary>
    /// Whether an attempt whose answer was lost has written: all of a batch or nothing is, so one record of ours tells; a batch of deletions alone
    /// has, when all of its records are gone.
    /// </summary>
    private async ValueTask<bool> HasHappenedAsync(List<TableWrite> left, CancellationToken cancel)
    {
        var puts = left.Where(write => write.Value is not null).ToList();
        foreach (var write in puts)
        {
            if (await records.FindAsync(partition, write.Row, cancel) is { } there && AzureTable.IsSameWrite(there, Entity(write)))
            {
                return true;
            }
        }

        foreach (var write in puts.Count > 0 ? [] : left)
        {
            if (await records.FindAsync(partition, write.Row, cancel) is not null)
            {
                return false;
            }
        }

        return puts.Count == 0;
    }
}

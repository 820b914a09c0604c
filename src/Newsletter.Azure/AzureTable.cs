using System.Text;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Newsletter.Storage;

namespace Newsletter.Azure;

/// <summary>
/// Records of one table: the value as UTF-8 in one binary property (a string property would hold half as much), and the mark of its write, by which
/// a write whose answer was lost is known again: see <see cref="AzureBlobStore"/>.
/// </summary>
internal sealed class AzureTable(TableClient table, WriteMarks marks) : ITable
{
    private const string ValueKey = "Value";
    private const string MarkKey = "Write";
    private const int PageSize = 1_000;

    public async ValueTask<TableRow?> GetAsync(string partition, string row, CancellationToken cancel) =>
        await FindAsync(Demand(partition, cancel), Demand(row, cancel), cancel) is { } found ? Row(found) : null;

    public async ValueTask<string?> PutAsync(string partition, string row, string value, WriteCondition condition, CancellationToken cancel)
    {
        var entity = Entity(Demand(partition, cancel), Demand(row, cancel), value, marks.Next());
        using var watching = Attempts.Watch(out var attempts);
        try
        {
            return Text((await WriteAsync(entity, condition, cancel)).Headers.ETag!.Value);
        }
        catch (RequestFailedException refused) when (IsConditionFailed(refused))
        {
            return attempts.MayHaveHappened && await FindAsync(partition, row, cancel) is { } there && IsSameWrite(there, entity) ? Text(there.ETag) : null;
        }
        catch (Exception problem) when (AzureProblem.IsOne(problem))
        {
            throw AzureProblem.Of("write a record", table.Uri, problem);
        }
    }

    /// <inheritdoc/>
    /// <remarks>A deletion whose answer was lost counts as this call's when the record is gone at the second attempt.</remarks>
    public async ValueTask<bool> DeleteAsync(string partition, string row, WriteCondition condition, CancellationToken cancel)
    {
        Demand(partition, cancel);
        Demand(row, cancel);
        TableKey.DemandDeletion(condition);
        using var watching = Attempts.Watch(out var attempts);
        try
        {
            var response = await table.DeleteEntityAsync(partition, row, condition.IfMatch is { } etag ? new ETag(etag) : ETag.All, cancel);
            return response.Status != 404 || attempts.MayHaveHappened;
        }
        catch (RequestFailedException refused) when (IsConditionFailed(refused))
        {
            return refused.Status == 404 && attempts.MayHaveHappened;
        }
        catch (Exception problem) when (AzureProblem.IsOne(problem))
        {
            throw AzureProblem.Of("delete a record", table.Uri, problem);
        }
    }

    public IAsyncEnumerable<TableRow> QueryAsync(string partition, string? from, string? to, int limit, CancellationToken cancel)
    {
        TableKey.Demand(partition);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        if (limit == 0 || (from is not null && to is not null && string.CompareOrdinal(from, to) >= 0))
        {
            return AsyncEnumerable.Empty<TableRow>();
        }

        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        filter += from is { Length: > 0 } ? TableClient.CreateQueryFilter($" and RowKey ge {from}") : "";
        filter += to is not null ? TableClient.CreateQueryFilter($" and RowKey lt {to}") : "";
        return table.QueryAsync<TableEntity>(filter, Math.Min(limit, PageSize), cancellationToken: cancel)
            .Take(limit).Select(Row).Guard("query records", table.Uri, cancel);
    }

    public async ValueTask<bool> BatchAsync(string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancel)
    {
        Demand(partition, cancel);
        TableKey.DemandBatch(writes);
        if (writes is [{ Value: null } only])
        {
            return await DeleteAsync(partition, only.Row, only.Condition, cancel) || only.Condition.IfMatch is null;
        }

        try
        {
            return await new AzureTableBatch(this, table, partition, marks.Next()).SubmitAsync(writes, cancel);
        }
        catch (Exception problem) when (AzureProblem.IsOne(problem))
        {
            throw AzureProblem.Of("write a batch of records", table.Uri, problem);
        }
    }

    /// <summary>The record as it is stored, or null.</summary>
    internal async ValueTask<TableEntity?> FindAsync(string partition, string row, CancellationToken cancel)
    {
        try
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancel);
            return found.HasValue ? found.Value : null;
        }
        catch (Exception problem) when (AzureProblem.IsOne(problem))
        {
            throw AzureProblem.Of("read a record", table.Uri, problem);
        }
    }

    internal static TableEntity Entity(string partition, string row, string value, string mark)
    {
        _ = TableKey.DemandValue(value);
        return new(partition, row) { [ValueKey] = Encoding.UTF8.GetBytes(value), [MarkKey] = mark };
    }

    internal static bool IsSameWrite(TableEntity there, TableEntity ours) => there.GetString(MarkKey) == ours.GetString(MarkKey);

    /// <summary>409: it is there; 412: it is another version; 404: it isn't there.</summary>
    internal static bool IsConditionFailed(RequestFailedException problem) =>
        problem.ErrorCode == TableErrorCode.EntityAlreadyExists || problem.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied
        || problem.ErrorCode == TableErrorCode.ResourceNotFound;

    private Task<Response> WriteAsync(TableEntity entity, WriteCondition condition, CancellationToken cancel) =>
        condition.MustBeNew ? table.AddEntityAsync(entity, cancel)
        : condition.IfMatch is { } etag ? table.UpdateEntityAsync(entity, new ETag(etag), TableUpdateMode.Replace, cancel)
        : table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancel);

    private static TableRow Row(TableEntity entity) =>
        new(entity.PartitionKey, entity.RowKey, Encoding.UTF8.GetString(entity.GetBinary(ValueKey) ?? []), Text(entity.ETag));

    private static string Text(ETag etag) => etag.ToString("H");

    private static string Demand(string key, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        TableKey.Demand(key);
        return key;
    }
}

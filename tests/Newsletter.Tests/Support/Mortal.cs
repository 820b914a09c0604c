using System.Collections.Concurrent;
using Newsletter.Publishing;
using Newsletter.Storage;

namespace Newsletter.Tests.Support;

/// <summary>The process died here: nothing after it happened.</summary>
public sealed class DeathException() : Exception("The process died.");

/// <summary>Lets a program make so many writes, whatever store they go to, and then dies, as a killed process does: no later write happens either.</summary>
/// <param name="lifetime">How many writes succeed.</param>
public sealed class Mortal(int lifetime)
{
    /// <summary>One output is as good as another to die before.</summary>
    private const int EveryOutput = 6;
    private readonly ConcurrentQueue<bool> made = new();
    private int tried;

    /// <summary>How many writes came before those that are worth dying before: each that isn't an output, and some that are.</summary>
    public IReadOnlyList<int> Deaths => [.. made.Select((isOutput, before) => (isOutput, before)).Where(w => !w.isOutput || w.before % EveryOutput == 0).Select(w => w.before)];

    public Stores Through(Stores stores) => new(
        stores.Inbox, new Blobs(this, stores.Web, true), new Blobs(this, stores.Reports, false), new Blobs(this, stores.State, false), new Table(this, stores.Table));

    public ITable Through(ITable table) => new Table(this, table);

    private void Write(bool isOutput)
    {
        if (Interlocked.Increment(ref tried) > lifetime)
        {
            throw new DeathException();
        }

        made.Enqueue(isOutput);
    }

    private sealed class Blobs(Mortal life, IBlobStore inner, bool isOutput) : IBlobStore
    {
        public ValueTask<Blob?> GetAsync(string name, CancellationToken cancel) => inner.GetAsync(name, cancel);

        public ValueTask<BlobItem?> GetItemAsync(string name, CancellationToken cancel) => inner.GetItemAsync(name, cancel);

        public IAsyncEnumerable<BlobItem> ListAsync(string prefix, CancellationToken cancel) => inner.ListAsync(prefix, cancel);

        public ValueTask<string?> PutAsync(string name, ReadOnlyMemory<byte> content, BlobHeaders headers, WriteCondition condition, CancellationToken cancel)
        {
            life.Write(isOutput);
            return inner.PutAsync(name, content, headers, condition, cancel);
        }

        public ValueTask<bool> DeleteAsync(string name, WriteCondition condition, CancellationToken cancel)
        {
            life.Write(isOutput);
            return inner.DeleteAsync(name, condition, cancel);
        }
    }

    private sealed class Table(Mortal life, ITable inner) : ITable
    {
        public ValueTask<TableRow?> GetAsync(string partition, string row, CancellationToken cancel) => inner.GetAsync(partition, row, cancel);

        public IAsyncEnumerable<TableRow> QueryAsync(string partition, string? from, string? to, int limit, CancellationToken cancel) =>
            inner.QueryAsync(partition, from, to, limit, cancel);

        public ValueTask<string?> PutAsync(string partition, string row, string value, WriteCondition condition, CancellationToken cancel)
        {
            life.Write(isOutput: false);
            return inner.PutAsync(partition, row, value, condition, cancel);
        }

        public ValueTask<bool> DeleteAsync(string partition, string row, WriteCondition condition, CancellationToken cancel)
        {
            life.Write(isOutput: false);
            return inner.DeleteAsync(partition, row, condition, cancel);
        }

        public ValueTask<bool> BatchAsync(string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancel)
        {
            life.Write(isOutput: false);
            return inner.BatchAsync(partition, writes, cancel);
        }
    }
}

using System.Buffers;
using Newsletter.Storage;

namespace Newsletter.Tests.Publishing;

/// <summary>A store of which some blobs make the program fail: when it looks at what it got, or when it writes them.</summary>
internal sealed class BrokenStore(IBlobStore store, Predicate<string> isBroken) : IBlobStore
{
    public async ValueTask<Blob?> GetAsync(string name, CancellationToken cancel) =>
        await store.GetAsync(name, cancel) is { } blob && isBroken(name) ? blob with { Content = new Fault().Memory } : await store.GetAsync(name, cancel);

    public ValueTask<BlobItem?> GetItemAsync(string name, CancellationToken cancel) => store.GetItemAsync(name, cancel);

    public ValueTask<string?> PutAsync(string name, ReadOnlyMemory<byte> content, BlobHeaders headers, WriteCondition condition, CancellationToken cancel) =>
        isBroken(name) ? throw new InvalidOperationException("A fault of the program.") : store.PutAsync(name, content, headers, condition, cancel);

    public ValueTask<bool> DeleteAsync(string name, WriteCondition condition, CancellationToken cancel) => store.DeleteAsync(name, condition, cancel);

    public IAsyncEnumerable<BlobItem> ListAsync(string prefix, CancellationToken cancel) => store.ListAsync(prefix, cancel);

    private sealed class Fault : MemoryManager<byte>
    {
        public override Memory<byte> Memory => CreateMemory(1);

        public override Span<byte> GetSpan() => throw new InvalidOperationException("A fault of the program.");

        public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}

using System.Buffers;
using System.Text;

namespace Newsletter.Feeds;

/// <summary>The bytes of a document as it grows. Unlike a stream it can be shortened again, which is how an item that doesn't fit is taken back.</summary>
internal sealed class FeedBuffer : IBufferWriter<byte>, IDisposable
{
    private const int FirstSize = 64 * 1024;
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(FirstSize);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    public void Write(ReadOnlySpan<byte> more)
    {
        more.CopyTo(GetSpan(more.Length));
        Length += more.Length;
    }

    public void Write(byte value)
    {
        GetSpan(1)[0] = value;
        Length++;
    }

    /// <summary>Appends text as UTF-8.</summary>
    public void Write(ReadOnlySpan<char> text)
    {
        var room = GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        Length += Encoding.UTF8.GetBytes(text, room);
    }

    public void Truncate(int length) => Length = length;

    public byte[] ToArray()
    {
        var exact = GC.AllocateUninitializedArray<byte>(Length);
        Written.CopyTo(exact);
        return exact;
    }

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return bytes.AsSpan(Length);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
    }

    private void Reserve(int more)
    {
        if (bytes.Length - Length >= more)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, Length + more));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}

using System.Buffers;

namespace Newsletter.Digests;

/// <summary>One mail's bytes, written from the body on, with room before it: what goes there depends on the body. Its memory is lent.</summary>
internal sealed class MailBuffer : IBufferWriter<byte>, IDisposable
{
    private readonly int room;
    private byte[] bytes;
    private int end;

    /// <param name="room">Bytes before the body, at most as a rule.</param>
    /// <param name="length">Bytes that the body has, about.</param>
    public MailBuffer(int room, int length) => (this.room, end, bytes) = (room, room, ArrayPool<byte>.Shared.Rent(room + length));

    public ReadOnlySpan<byte> Body => bytes.AsSpan(room, end - room);

    public void Write(ReadOnlySpan<byte> some)
    {
        some.CopyTo(GetSpan(some.Length));
        end += some.Length;
    }

    public void Advance(int count) => end += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return bytes.AsMemory(end);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return bytes.AsSpan(end);
    }

    /// <summary>All of it, with this before the body.</summary>
    public ReadOnlyMemory<byte> Behind(ReadOnlySpan<byte> header)
    {
        if (header.Length > room)
        {
            return new([.. header, .. Body]);
        }

        header.CopyTo(bytes.AsSpan(room - header.Length));
        return bytes.AsMemory(room - header.Length, end - room + header.Length);
    }

    /// <summary>Its bytes are another mail's from now on.</summary>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
    }

    private void Grow(int more)
    {
        if (bytes.Length - end < Math.Max(more, 1))
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, end + more));
            bytes.AsSpan(0, end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = larger;
        }
    }
}

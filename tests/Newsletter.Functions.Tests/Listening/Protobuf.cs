using System.Buffers.Binary;
using System.Text;

namespace Newsletter.Functions.Tests.Listening;

/// <summary>A message in the wire format of Protocol Buffers, read by the numbers of its fields.</summary>
internal readonly struct Protobuf(ReadOnlyMemory<byte> bytes)
{
    public string Text => Encoding.UTF8.GetString(bytes.Span);

    public string Hex => Convert.ToHexStringLower(bytes.Span);

    /// <summary>The messages, texts or bytes of a field.</summary>
    public IEnumerable<Protobuf> All(int field) => Fields().Where(f => f.Number == field).Select(f => new Protobuf(f.Bytes));

    /// <summary>The only one; an empty one where there is none.</summary>
    public Protobuf One(int field) => All(field).SingleOrDefault();

    /// <summary>A number of a field, as its 64 bits; 0 where there is none.</summary>
    public long Number(int field) => Fields().Where(f => f.Number == field).Select(f => f.Value).SingleOrDefault();

    /// <summary>The numbers below a field, through messages: <c>resource_spans.scope_spans.spans</c>.</summary>
    public IEnumerable<Protobuf> Below(params int[] path) => path.Aggregate<int, IEnumerable<Protobuf>>([this], (messages, field) => messages.SelectMany(message => message.All(field)));

    private IEnumerable<(int Number, long Value, ReadOnlyMemory<byte> Bytes)> Fields()
    {
        var at = 0;
        while (at < bytes.Length)
        {
            var tag = Varint(ref at);
            var value = 0L;
            var part = ReadOnlyMemory<byte>.Empty;
            switch (tag & 7)
            {
                case 0:
                    value = Varint(ref at);
                    break;
                case 1:
                    value = BinaryPrimitives.ReadInt64LittleEndian(bytes.Span[at..]);
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(ref at);
                    part = bytes.Slice(at, length);
                    at += length;
                    break;
                case 5:
                    value = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[at..]);
                    at += 4;
                    break;
                default:
                    throw new FormatException($"Wire type {tag & 7} at {at}.");
            }

            yield return ((int)(tag >> 3), value, part);
        }
    }

    private long Varint(ref int at)
    {
        var value = 0L;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes.Span[at++];
            value |= (long)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}

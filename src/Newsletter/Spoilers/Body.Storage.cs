using System.Runtime.InteropServices;
using System.Text;
using Newsletter.Spoilers.Leaks;

namespace Newsletter.Spoilers;

public sealed partial class Body
{
    private const byte Version = 6;

    /// <summary>The body in the pipeline's own compact form, for <see cref="Load"/>.</summary>
    public byte[] Save()
    {
        using var stream = new MemoryStream(html.Length + 256);
        using (var writer = new BinaryWriter(stream, Encoding.UTF8))
        {
            writer.Write(Version);
            // First, since it is often wanted alone.
            WriteTexts(writer, Guard.Phrases);
            writer.Write7BitEncodedInt(Guard.Windows.Length);
            writer.Write(MemoryMarshal.AsBytes(Guard.Windows.AsSpan()));
            writer.Write(Guard.Checks);
            writer.Write(html);
            writer.Write7BitEncodedInt(Words);
            writer.Write7BitEncodedInt(marks.Length);
            foreach (var mark in marks)
            {
                writer.Write7BitEncodedInt(mark.Position);
                writer.Write((byte)mark.Kind);
                writer.Write7BitEncodedInt(mark.Value);
                WriteText(writer, mark.Target);
                WriteText(writer, mark.Text);
                WriteText(writer, mark.Title);
            }

            writer.Write7BitEncodedInt(Spoilers.Count);
            foreach (var spoiler in Spoilers)
            {
                writer.Write((byte)spoiler.Level);
                WriteText(writer, spoiler.Label);
                writer.Write((byte)spoiler.Form);
                writer.Write7BitEncodedInt(spoiler.Line);
                writer.Write(spoiler.IsRest);
                writer.Write7BitEncodedInt(spoiler.Parent ?? -1);
                WriteTexts(writer, spoiler.Works);
                WriteTexts(writer, spoiler.Anchors);
            }

            writer.Write7BitEncodedInt(Headings.Count);
            foreach (var heading in Headings)
            {
                writer.Write((byte)heading.Depth);
                writer.Write(heading.Id);
                writer.Write(heading.Text);
                writer.Write7BitEncodedInt(heading.Spoiler ?? -1);
            }
        }

        return stream.ToArray();
    }

    /// <exception cref="InvalidDataException">Not the form that <see cref="Save"/> of this version writes.</exception>
    public static Body Load(ReadOnlyMemory<byte> bytes)
    {
        using var reader = Open(bytes);
        var guard = ReadGuard(reader);
        var html = reader.ReadString();
        var words = reader.Read7BitEncodedInt();
        var marks = new BodyMark[reader.Read7BitEncodedInt()];
        for (var i = 0; i < marks.Length; i++)
        {
            marks[i] = new(reader.Read7BitEncodedInt(), (BodyMarkKind)reader.ReadByte(), reader.Read7BitEncodedInt(), ReadText(reader), ReadText(reader), ReadText(reader));
        }

        var spoilers = new BodySpoiler[reader.Read7BitEncodedInt()];
        for (var i = 0; i < spoilers.Length; i++)
        {
            spoilers[i] = new((SpoilerLevel)reader.ReadByte(), ReadText(reader), (SpoilerForm)reader.ReadByte(), i, reader.Read7BitEncodedInt())
            {
                IsRest = reader.ReadBoolean(),
                Parent = ReadNumber(reader),
                Works = ReadTexts(reader),
                Anchors = ReadTexts(reader),
            };
        }

        var headings = new BodyHeading[reader.Read7BitEncodedInt()];
        for (var i = 0; i < headings.Length; i++)
        {
            headings[i] = new(reader.ReadByte(), reader.ReadString(), reader.ReadString(), ReadNumber(reader));
        }

        return new(html, marks, spoilers, headings, words) { Guard = guard };
    }

    /// <summary>The guard of a stored body alone.</summary>
    /// <exception cref="InvalidDataException"><inheritdoc cref="Load"/></exception>
    internal static Guard LoadGuard(ReadOnlyMemory<byte> bytes)
    {
        using var reader = Open(bytes);
        return ReadGuard(reader);
    }

    private static BinaryReader Open(ReadOnlyMemory<byte> bytes)
    {
        var array = MemoryMarshal.TryGetArray(bytes, out var segment) ? segment : new(bytes.ToArray());
        var reader = new BinaryReader(new MemoryStream(array.Array!, array.Offset, array.Count, writable: false), Encoding.UTF8);
        if (array.Count > 0 && reader.ReadByte() == Version)
        {
            return reader;
        }

        reader.Dispose();
        throw new InvalidDataException("A stored body has an unknown form; publish its article again.");
    }

    private static Guard ReadGuard(BinaryReader reader)
    {
        var phrases = ReadTexts(reader);
        var windows = new uint[reader.Read7BitEncodedInt()];
        var checks = new byte[windows.Length];
        reader.ReadExactly(MemoryMarshal.AsBytes(windows.AsSpan()));
        reader.ReadExactly(checks);
        return new(windows, checks, phrases);
    }

    private static void WriteText(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null)
        {
            writer.Write(text);
        }
    }

    private static string? ReadText(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;

    private static void WriteTexts(BinaryWriter writer, IReadOnlyList<string> texts)
    {
        writer.Write7BitEncodedInt(texts.Count);
        foreach (var text in texts)
        {
            writer.Write(text);
        }
    }

    private static string[] ReadTexts(BinaryReader reader)
    {
        var count = reader.Read7BitEncodedInt();
        var texts = count == 0 ? [] : new string[count];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = reader.ReadString();
        }

        return texts;
    }

    private static int? ReadNumber(BinaryReader reader) => reader.Read7BitEncodedInt() is >= 0 and var number ? number : null;
}

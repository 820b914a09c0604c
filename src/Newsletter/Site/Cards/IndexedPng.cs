using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace Newsletter.Site.Cards;

/// <summary>
/// Writes pictures of up to sixteen colours as PNG (ISO/IEC 15948): four bits to a pixel. A third of the bytes of what SkiaSharp writes, and in a third of the
/// time; and what the picture says stands in it as text, so that it can be told without painting whether one is there already.
/// </summary>
internal static class IndexedPng
{
    /// <summary>All before the pixels: two pictures are the same when this is.</summary>
    /// <param name="palette">RGB, three bytes to a colour.</param>
    /// <param name="program">What made it, in Latin-1.</param>
    /// <param name="description">What it says.</param>
    public static byte[] Head(int width, int height, ReadOnlySpan<byte> palette, string program, string description)
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        // Four bits to a pixel, which are indexes into the palette.
        header[8] = 4;
        header[9] = 3;
        Write(png, "IHDR"u8, header);
        Write(png, "PLTE"u8, palette);
        Write(png, "tEXt"u8, Encoding.Latin1.GetBytes("Software\0" + program));
        // Neither compressed, nor of a language, nor with a translated keyword.
        Write(png, "iTXt"u8, Encoding.UTF8.GetBytes("Description\0\0\0\0\0" + description));
        return png.ToArray();
    }

    /// <param name="head">As <see cref="Head"/> gives it.</param>
    /// <param name="pixels">Row by row, two pixels to a byte, the left one in the high bits.</param>
    /// <param name="stride">Bytes to a row.</param>
    public static byte[] Write(ReadOnlySpan<byte> head, ReadOnlySpan<byte> pixels, int stride)
    {
        using var data = new MemoryStream(32 * 1024);
        using (var zlib = new ZLibStream(data, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var at = 0; at < pixels.Length; at += stride)
            {
                // No filter: neighbours in a palette have nothing to do with each other.
                zlib.WriteByte(0);
                zlib.Write(pixels.Slice(at, stride));
            }
        }

        using var png = new MemoryStream(head.Length + (int)data.Length + 32);
        png.Write(head);
        Write(png, "IDAT"u8, data.GetBuffer().AsSpan(0, (int)data.Length));
        Write(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static void Write(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        var check = new Crc32();
        check.Append(type);
        check.Append(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, check.GetCurrentHashAsUInt32());
        png.Write(number);
    }
}

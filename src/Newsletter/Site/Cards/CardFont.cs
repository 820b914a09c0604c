using System.Text;
using SkiaSharp;
using SkiaSharp.HarfBuzz;

namespace Newsletter.Site.Cards;

/// <summary>The font of social cards. One thread at a time: what shapes text keeps a buffer.</summary>
internal sealed class CardFont : IDisposable
{
    private const float Unit = 100;
    private readonly SKTypeface face;
    private readonly SKShaper shaper;
    private readonly SKFont font;

    /// <param name="file">OpenType or TrueType.</param>
    /// <exception cref="InvalidDataException">It is no font.</exception>
    public CardFont(byte[] file)
    {
        using var data = SKData.CreateCopy(file);
        face = SKTypeface.FromData(data) ?? throw new InvalidDataException("This is no OpenType or TrueType font.");
        shaper = new(face);
        font = new(face, Unit) { Subpixel = true, LinearMetrics = true, Hinting = SKFontHinting.None, Edging = SKFontEdging.Antialias };
    }

    /// <summary>
    /// The first character that can't be set: the font has no sign for it, or it is of a script that runs from right to left, which needs more than a
    /// font to be put into lines. Null: none.
    /// </summary>
    public Rune? Lacking(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && (RunsLeftwards(rune.Value) || font.GetGlyph(rune.Value) == 0))
            {
                return rune;
            }
        }

        return null;
    }

    /// <summary>Pixels.</summary>
    /// <param name="size">Pixels to the em.</param>
    public float Width(string text, float size)
    {
        font.Size = Unit;
        return text.Length == 0 ? 0 : shaper.Shape(text, font).Width * size / Unit;
    }

    /// <param name="y">Of the baseline.</param>
    public void Draw(SKCanvas canvas, string text, float x, float y, float size, SKPaint paint)
    {
        font.Size = size;
        canvas.DrawShapedText(shaper, text, x, y, SKTextAlign.Left, font, paint);
    }

    public void Dispose()
    {
        font.Dispose();
        shaper.Dispose();
        face.Dispose();
    }

    /// <summary>Blocks of right-to-left scripts (Unicode 17, Bidi_Class R and AL).</summary>
    private static bool RunsLeftwards(int rune) =>
        rune is (>= 0x590 and <= 0x8FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
}

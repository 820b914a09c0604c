using Newsletter.Spoilers;
using SkiaSharp;

namespace Newsletter.Site.Cards;

/// <summary>
/// Paints social cards in the manner of the pages: ink and red on paper, a double line below the site's name, three bars for the level. One thread at a time.
/// </summary>
internal sealed class CardPainter : IDisposable
{
    /// <summary>Pixels, as sites that show previews want them (Open Graph, X cards: about 1.91 to 1).</summary>
    public const int Width = 1200;

    /// <inheritdoc cref="Width"/>
    public const int Height = 630;

    /// <summary>Bytes to a row of two pixels each.</summary>
    public const int Stride = Width / 2;

    private const float Margin = 84;
    private const float Column = Width - (2 * Margin);

    /// <summary>From this row on, what is not paper is red when the article spoils something.</summary>
    private const int BadgeTop = 528;

    private const int Inks = 10;
    private const int Reds = 6;
    private static readonly (byte Red, byte Green, byte Blue) Paper = (0xFC, 0xFB, 0xF8), Ink = (0x19, 0x1A, 0x1E), Red = (0xA3, 0x18, 0x2C);

    /// <summary>Sizes of a title, and the lines that it may have in them.</summary>
    private static readonly (float Size, int Lines)[] Titles = [(108, 2), (92, 3), (80, 3), (68, 4), (56, 5)];

    private readonly CardFont font;
    private readonly SKSurface surface = SKSurface.Create(new SKImageInfo(Width, Height, SKColorType.Gray8, SKAlphaType.Opaque));
    private readonly SKPaint ink = new() { Color = SKColors.Black, IsAntialias = true };
    private readonly SKPaint soft = new() { Color = new(0x58, 0x58, 0x58), IsAntialias = true };
    private readonly SKPaint outline = new() { Color = SKColors.Black, Style = SKPaintStyle.Stroke, StrokeWidth = 2 };
    private readonly byte[] pixels = new byte[Stride * Height];

    /// <param name="font">Belongs to the painter from now on.</param>
    public CardPainter(CardFont font) => this.font = font;

    /// <summary>The colours that pixels are indexes of: paper to ink, then paper to red.</summary>
    public static byte[] Palette { get; } = [.. Ramp(Ink, Inks), .. Ramp(Red, Reds)];

    /// <summary>The font's.</summary>
    public CardFont Font => font;

    /// <returns>Rows of <see cref="Stride"/> bytes, two pixels to a byte; good until the next card.</returns>
    public ReadOnlySpan<byte> Paint(SocialCard card)
    {
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        Line(canvas, card.Site, Margin, 102, 42, Column, ink);
        canvas.DrawRect(Margin, 126, Column, 3, ink);
        canvas.DrawRect(Margin, 132, Column, 1, ink);
        Line(canvas, card.Kicker, Margin, 190, 36, Column, soft);
        Title(canvas, card.Title);
        var x = Bars(canvas, card.Level);
        Line(canvas, card.Badge, x, 573, 40, Width - Margin - x, ink);
        canvas.Flush();
        Index(card.Level);
        return pixels;
    }

    public void Dispose()
    {
        outline.Dispose();
        soft.Dispose();
        ink.Dispose();
        surface.Dispose();
        font.Dispose();
    }

    /// <summary>One line: smaller where it is too long, and cut where it would get too small.</summary>
    private void Line(SKCanvas canvas, string text, float x, float y, float size, float most, SKPaint paint)
    {
        var fitting = Math.Min(size, size * most / Math.Max(1, font.Width(text, size)));
        size = Math.Max(fitting, size * 0.72f);
        var line = new TextLines(part => font.Width(part, size)).Cut(text, most, 1);
        if (line.Count > 0)
        {
            font.Draw(canvas, line[0], x, y, size, paint);
        }
    }

    private void Title(SKCanvas canvas, string title)
    {
        var (size, lines) = Fitted(title);
        var step = size * 1.06f;
        var y = 190 + 26 + (size * 0.86f);
        foreach (var line in lines)
        {
            font.Draw(canvas, line, Margin, y, size, ink);
            y += step;
        }
    }

    private (float Size, IReadOnlyList<string> Lines) Fitted(string title)
    {
        foreach (var (size, most) in Titles)
        {
            if (new TextLines(part => font.Width(part, size)).Break(title, Column, most) is { } lines)
            {
                return (size, lines);
            }
        }

        var (smallest, last) = Titles[^1];
        return (smallest, new TextLines(part => font.Width(part, smallest)).Cut(title, Column, last));
    }

    /// <returns>Where the words beside them begin.</returns>
    private float Bars(SKCanvas canvas, SpoilerLevel level)
    {
        var x = Margin;
        for (var bar = SpoilerLevel.Minor; bar <= SpoilerLevel.Ending; bar++, x += 21)
        {
            canvas.DrawRect(x + 1, 545, 14, 28, bar <= level ? ink : outline);
            canvas.DrawRect(x + 1, 545, 14, 28, outline);
        }

        return x + 12;
    }

    private void Index(SpoilerLevel level)
    {
        using var grey = surface.PeekPixels();
        var from = grey.GetPixelSpan<byte>();
        for (var y = 0; y < Height; y++)
        {
            var row = from.Slice(y * grey.RowBytes, Width);
            var to = pixels.AsSpan(y * Stride, Stride);
            var (first, steps) = y >= BadgeTop && level > SpoilerLevel.None ? (Inks, Reds) : (0, Inks);
            for (var x = 0; x < Stride; x++)
            {
                to[x] = (byte)((Of(row[2 * x], first, steps) << 4) | Of(row[(2 * x) + 1], first, steps));
            }
        }
    }

    private static int Of(byte grey, int first, int steps) => grey == byte.MaxValue ? 0 : first + ((((byte.MaxValue - grey) * (steps - 1)) + (byte.MaxValue / 2)) / byte.MaxValue);

    private static IEnumerable<byte> Ramp((byte Red, byte Green, byte Blue) to, int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            yield return Between(Paper.Red, to.Red, i, steps - 1);
            yield return Between(Paper.Green, to.Green, i, steps - 1);
            yield return Between(Paper.Blue, to.Blue, i, steps - 1);
        }
    }

    private static byte Between(byte from, byte to, int step, int last) => (byte)(from + ((to - from) * step / last));
}

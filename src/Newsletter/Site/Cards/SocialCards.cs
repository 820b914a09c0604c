using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Newsletter.Catalogue;
using Newsletter.Site.Views;
using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Site.Cards;

/// <summary>A social card as a file.</summary>
/// <param name="Text">What is read on it, a line each.</param>
/// <param name="Png">1200 x 630 pixels; null: there is none.</param>
/// <param name="Lacking">The character that keeps it from being one: the font can't set it.</param>
public sealed record CardPicture(SafeText Text, ReadOnlyMemory<byte>? Png, Rune? Lacking);

/// <summary>The pictures that links to articles show where they are shared: what an article is, and how much it spoils.</summary>
internal sealed class SocialCards(TemplateEngine engine, TemplateSources sources, ViewFactory views, Addresses addresses)
{
    /// <summary>Where the font is among the templates.</summary>
    public const string FontFile = "card/font.otf";

    /// <summary>The number of the manner of painting: another one, and all cards are painted anew.</summary>
    private const int Design = 1;

    private readonly Lazy<byte[]> font = new(() => sources.Bytes(FontFile));
    private readonly ConcurrentBag<CardPainter> free = [];
    private string? program;

    private string Program => program ??= string.Create(CultureInfo.InvariantCulture, $"newsletter card {Design} {XxHash3.HashToUInt64(font.Value):x16}");

    /// <summary>The card of an article. Null when its words have a character that the font can't set.</summary>
    /// <param name="safe">Of the article, with the level that its page shows.</param>
    /// <exception cref="TemplateException">The template has an error, or the font is none.</exception>
    public CardOutput? Of(ArticleRecord article, SafeArticle safe)
    {
        var card = Words(safe);
        if (Lacking(card) is not null)
        {
            return null;
        }

        var head = Head(card);
        var key = Addresses.CardKey(article.Slug);
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"{addresses.Absolute(key).AbsoluteUri}?{XxHash3.HashToUInt64(head):x16}"));
        return new(key, card, head, address, Paint, article);
    }

    /// <summary>The same of an article that isn't published.</summary>
    /// <exception cref="TemplateException">The template has an error, or the font is none.</exception>
    public CardPicture PictureOf(SafeArticle safe)
    {
        var card = Words(safe);
        return Lacking(card) is { } lacking ? new(card.Text, null, lacking) : new(card.Text, Paint(Head(card), card), null);
    }

    private SocialCard Words(SafeArticle safe) => new(
        engine.RenderSafeText(AllTemplates.SocialCard, new SocialCardView
        {
            Title = safe.Title,
            Section = safe.Section,
            Work = views.Work(safe.Work, absolute: false),
            Level = safe.Level,
            Spoils = views.Spoils(safe, absolute: false),
            Language = new(safe.Language),
        }),
        safe.Level);

    private byte[] Head(SocialCard card) => IndexedPng.Head(CardPainter.Width, CardPainter.Height, CardPainter.Palette, Program, card.Text.ToString());

    private Rune? Lacking(SocialCard card) => With(painter => painter.Font.Lacking(card.Text.ToString()));

    private byte[] Paint(byte[] head, SocialCard card) => With(painter => IndexedPng.Write(head, painter.Paint(card), CardPainter.Stride));

    private T With<T>(Func<CardPainter, T> use)
    {
        var painter = free.TryTake(out var used) ? used : NewPainter();
        try
        {
            return use(painter);
        }
        finally
        {
            free.Add(painter);
        }
    }

    private CardPainter NewPainter()
    {
        try
        {
            return new(new CardFont(font.Value));
        }
        catch (InvalidDataException fault)
        {
            throw new TemplateException(new(FontFile, 0, 0, fault.Message, "Put an OpenType or TrueType font there, or take the file away."));
        }
    }
}

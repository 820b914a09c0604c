using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Newsletter.Catalogue;
using Newsletter.Site.Views;
using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Site.Cards;

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
    /// <exception cref="TemplateException">The template has an error.</exception>
    public CardOutput? Of(ArticleRecord article, SafeArticle safe)
    {
        var card = Words(safe);
        if (Lacking(card) is not null)
        {
            return null;
        }

        var head = IndexedPng.Head(CardPainter.Width, CardPainter.Height, CardPainter.Palette, Program, card.Text.ToString());
        var key = Addresses.CardKey(article.Slug);
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"{addresses.Absolute(key).AbsoluteUri}?{XxHash3.HashToUInt64(head):x16}"));
        return new(key, card, head, address, Paint, article);
    }

    /// <summary>What is read on the card of an article.</summary>
    /// <exception cref="TemplateException">The template has an error.</exception>
    public SocialCard Words(SafeArticle safe) => new(
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

    /// <summary>The first character that the font can't set; null: none.</summary>
    public Rune? Lacking(SocialCard card)
    {
        var painter = Take();
        try
        {
            return painter.Font.Lacking(card.Text.ToString());
        }
        finally
        {
            free.Add(painter);
        }
    }

    private byte[] Paint(CardOutput output)
    {
        var painter = Take();
        try
        {
            return IndexedPng.Write(output.Head, painter.Paint(output.Card), CardPainter.Stride);
        }
        finally
        {
            free.Add(painter);
        }
    }

    private CardPainter Take() => free.TryTake(out var used) ? used : new(new CardFont(font.Value));
}

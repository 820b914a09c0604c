using MimeKit;
using Newsletter.Catalogue;
using Newsletter.Publishing;
using Newsletter.Site;
using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Digests;

/// <summary>A digest as it would be mailed: what the subscriber sees, in both forms.</summary>
public sealed record ComposedDigest(string Subject, string Preheader, string Html, string Text)
{
    public required IReadOnlyList<ArticleRecord> Articles { get; init; }
}

/// <summary>Where a mail's own links lead; the subscriber's token is part of them.</summary>
public sealed record DigestLinks(Uri Unsubscribe, Uri Preferences);

/// <summary>Composes the digest of a span of time. Everything in it is safe.</summary>
public sealed class DigestComposer(ArticleCatalogue catalogue, OutputRenderer renderer, SiteSettings site)
{
    /// <summary>Articles shown; of more, their number and a link.</summary>
    public const int MostItems = 20;

    /// <summary>Gmail cuts messages at about 102 KB.</summary>
    public const int MostBytes = 90_000;

    private readonly ViewFactory views = new(site, renderer.Addresses);

    /// <summary>The mail for what came out from <paramref name="from"/> up to, not including, <paramref name="until"/>; null when that is nothing.</summary>
    public async Task<ComposedDigest?> ComposeAsync(
        DigestCadence cadence, DateTimeOffset from, DateTimeOffset until, DigestLinks links, CancellationToken cancel)
    {
        var articles = new List<ArticleRecord>();
        await foreach (var article in catalogue.BetweenAsync(ListKey.Site, from, until, cancel))
        {
            if (article.Email)
            {
                articles.Add(article);
            }
        }

        if (articles.Count == 0)
        {
            return null;
        }

        var pass = new PublishPass(catalogue, renderer.Addresses);
        var items = new List<DigestItemView>();
        foreach (var article in articles.Take(MostItems))
        {
            items.Add(await ItemAsync(pass, article, cancel));
        }

        for (var shown = items.Count; ; shown--)
        {
            var view = View(cadence, until, articles, items.GetRange(0, shown), links);
            var html = renderer.Engine.RenderText(AllTemplates.DigestHtml, view);
            if (shown == 1 || System.Text.Encoding.UTF8.GetByteCount(html) <= MostBytes)
            {
                return new(view.Subject.ToString(), view.Preheader.ToString(), html, renderer.Engine.RenderText(AllTemplates.DigestText, view)) { Articles = articles };
            }
        }
    }

    /// <summary>The mail as a message (RFC 5322), its text first.</summary>
    /// <param name="messageId">Without angle brackets.</param>
    public MimeMessage Message(ComposedDigest digest, MailboxAddress from, MailboxAddress recipient, DateTimeOffset date, string messageId, DigestLinks links)
    {
        var message = new MimeMessage
        {
            Subject = digest.Subject,
            Date = date,
            MessageId = messageId,
            Body = new Multipart("alternative")
            {
                new TextPart("plain") { Text = digest.Text, ContentTransferEncoding = ContentEncoding.QuotedPrintable },
                new TextPart("html") { Text = digest.Html, ContentTransferEncoding = ContentEncoding.QuotedPrintable },
            },
        };
        ((Multipart)message.Body).Boundary = "=_" + Articles.ArticleReader.HashOf(System.Text.Encoding.UTF8.GetBytes(messageId))[..24];
        message.From.Add(from);
        message.To.Add(recipient);
        message.Headers.Add("List-Id", $"{site.Title} <digest.{site.Authority}>");
        message.Headers.Add("List-Unsubscribe", $"<{links.Unsubscribe.AbsoluteUri}>");
        message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        message.Headers.Add("List-Archive", $"<{renderer.Addresses.Absolute("archive/").AbsoluteUri}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("Precedence", "list");
        return message;
    }

    private DigestView View(
        DigestCadence cadence, DateTimeOffset date, List<ArticleRecord> articles, List<DigestItemView> items, DigestLinks links)
    {
        var words = renderer.Engine.Words(views.SiteLanguage);
        var subject = articles[0].Safe.Title;
        if (articles.Count > 1)
        {
            subject += Splitter.OfSite(" " + words.Count("mail", "more", articles.Count - 1));
        }

        return new()
        {
            Language = views.SiteLanguage,
            Subject = subject,
            Preheader = articles.Count > 1
                ? SafeText.Join(Splitter.OfSite(" \u00B7 "), articles.Skip(1).Take(4).Select(a => a.Safe.Title))
                : articles[0].Safe.Summary,
            Title = words.SaySafe("mail", "title_" + cadence.ToString().ToLowerInvariant()),
            Date = date,
            Cadence = cadence,
            Items = items,
            More = articles.Count - items.Count,
            Archive = renderer.Addresses.Absolute("archive/"),
            Unsubscribe = links.Unsubscribe,
            Preferences = links.Preferences,
        };
    }

    private async Task<DigestItemView> ItemAsync(PublishPass pass, ArticleRecord article, CancellationToken cancel) => new()
    {
        Title = article.Safe.Title,
        Href = renderer.Addresses.Page(article.Slug),
        Section = article.Safe.Section,
        Work = views.Work(article.Safe.Work, absolute: true),
        Level = article.Safe.Level,
        Advisories = article.Safe.Advisories,
        Summary = article.Safe.Summary,
        Minutes = article.Safe.Minutes,
        Language = new(article.Safe.Language),
        ReadMore = [.. (await pass.ReadMoreAsync(article, cancel)).Select(r => views.Link(r.Entry, r.Article))],
    };
}

using System.Text;
using Newsletter.Catalogue;
using Newsletter.Publishing;
using Newsletter.Site.Cards;
using Newsletter.Site.Views;
using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Site;

/// <summary>The page of one article, its tombstone, or the stub that points on; and the article's social card.</summary>
/// <param name="cards">Null: the site has none.</param>
internal sealed class ArticlePage(TemplateEngine engine, ViewFactory views, Addresses addresses, SiteSettings site, SocialCards? cards)
{
    /// <summary>The page first; nothing of an article that isn't out.</summary>
    public async ValueTask<IReadOnlyList<Output>> RenderAsync(PublishPass pass, string slug, CancellationToken cancel)
    {
        if (await pass.Catalogue.FindAsync(slug, cancel) is not { } article)
        {
            return [];
        }

        if (article.State == ArticleState.Published)
        {
            var (view, card) = await ViewAsync(pass, article, cancel);
            var page = new Output(Addresses.PageKey(slug), engine.Render(AllTemplates.Article, view), Channel.Page, [article], AllTemplates.Article);
            return WithCard(page, card, slug);
        }

        return Remains(article) is { } left ? WithCard(left, null, slug) : [];
    }

    private IReadOnlyList<Output> WithCard(Output page, CardOutput? card, string slug) =>
        cards is null ? [page] : [page, card ?? (Output)new GoneOutput(Addresses.CardKey(slug), Channel.Cards)];

    /// <summary>What stands at the address of an article that is not there any more.</summary>
    private Output? Remains(ArticleRecord article)
    {
        Output Of(byte[] content, Channel channel, Template template) => new(Addresses.PageKey(article.Slug), content, channel, [article], template);
        return article.State switch
        {
            ArticleState.Retracted => Of(engine.Render(AllTemplates.Gone, new GoneView
            {
                Page = Page(article) with { IsHidden = true, IsArticle = false },
                Title = article.Safe.Title,
                When = article.Gone ?? article.Updated,
            }), Channel.Lists, AllTemplates.Gone),
            ArticleState.Moved => Of(engine.Render(AllTemplates.Moved, new MovedView
            {
                Page = Page(article) with { Canonical = addresses.Page(article.MovedTo!), IsHidden = true, IsArticle = false },
                Title = article.Safe.Title,
                Target = addresses.Local($"explainers/{article.MovedTo}/"),
            }), Channel.Lists, AllTemplates.Moved),
            _ => null,
        };
    }

    private PageView Page(ArticleRecord article) =>
        views.Page(article.Safe.Title, article.Safe.Summary, $"explainers/{article.Slug}/") with { Language = new(article.Safe.Language) };

    /// <summary>What the page shows, and the card where no picture of the article's own can stand in for one.</summary>
    private async ValueTask<(ArticleView View, CardOutput? Card)> ViewAsync(PublishPass pass, ArticleRecord article, CancellationToken cancel)
    {
        var words = engine.Words(new(article.Safe.Language));
        var front = await HiddenFront.OfAsync(pass, article, addresses, words, cancel);
        var safe = HiddenFront.Shown(article.Safe, front is not null);
        var body = await pass.BodyAsync(article, cancel);
        var links = await pass.LinksAsync(article, cancel);
        var image = safe.Image is null ? null : ViewFactory.Image(safe.Image, await pass.AssetAsync(safe.Image.Source.ToString(), cancel));
        var updated = article.Updated.UtcDateTime.Date > article.Published.UtcDateTime.Date ? article.Updated : (DateTimeOffset?)null;
        var section = views.ListLink(ListKind.Section, safe.Section, absolute: false);
        var lists = article.Lists(site).Where(l => l.Key.Kind != ListKind.Author).Select(l => views.Feeds(l.Key, l.Name)).ToList();
        var card = image is null || !IsShownElsewhere(image) ? cards?.Of(article, safe) : null;
        var view = new ArticleView
        {
            Page = Page(article) with
            {
                IsArticle = true,
                Image = card is null ? image : new(card.Address, safe.Title, CardPainter.Width, CardPainter.Height),
                Published = article.Published,
                Updated = updated,
                Section = safe.Section,
                Tags = safe.Tags,
                Authors = [.. safe.Authors.Select(a => views.ListLink(ListKind.Author, a, absolute: true))],
                Work = views.Work(safe.Work, absolute: true),
                Feeds = lists,
            },
            Title = safe.Title,
            Section = section,
            Work = views.Work(safe.Work, absolute: false),
            Authors = [.. safe.Authors.Select(a => views.ListLink(ListKind.Author, a, absolute: false))],
            Published = article.Published,
            Updated = updated,
            Minutes = safe.Minutes,
            Level = safe.Level,
            Spoils = views.Spoils(safe, absolute: false),
            Advisories = safe.Advisories,
            Image = image is null ? null : image with { Address = addresses.OnHost(image.Address) },
            Summary = safe.Summary,
            Body = Body(safe, body, links, front, words),
            Sections = SectionView.Of(body),
            HasSpoilers = safe.HasSpoilers || front is not null,
            Tags = [.. safe.Tags.Select(t => views.ListLink(ListKind.Tag, t, absolute: false))],
            ReadMore = await CardsAsync(pass, article, cancel),
            Feeds = lists,
        };
        return (view, card);
    }

    /// <summary>Sites that show previews know pixels alone.</summary>
    private static bool IsShownElsewhere(ImageView image) => !image.Address.AbsolutePath.EndsWith(".svg", StringComparison.OrdinalIgnoreCase);

    private static FullHtml Body(SafeArticle safe, Body body, BodyLinks links, FullHtml? front, Words words)
    {
        var markup = new SpoilerMarkup(words);
        var html = body.Reveal(new PageStyle(markup, front), links);
        if (front is null || body.Spoilers.Any(s => s.IsRest))
        {
            return html;
        }

        var part = new StringBuilder(html.Markup);
        markup.OpenBlock(part, HiddenFront.Part(safe, words));
        SpoilerMarkup.CloseBlock(part.Append(front.Markup));
        return new(part.ToString());
    }

    private async ValueTask<IReadOnlyList<CardView>> CardsAsync(PublishPass pass, ArticleRecord article, CancellationToken cancel)
    {
        if (article.Safe.ReadMore.Count == 0)
        {
            return [.. (await pass.RelatedAsync(article, cancel)).Select(views.Card)];
        }

        return [.. (await pass.ReadMoreAsync(article, cancel)).Select(r => views.Card(r.Entry, r.Article))];
    }
}

using Newsletter.Catalogue;
using Newsletter.Digests;
using Newsletter.Feeds;
using Newsletter.Site;
using Newsletter.Site.Cards;
using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Publishing.Previews;

/// <summary>A page as it would be published.</summary>
/// <param name="Leak">What would keep it, or its card, from being written; null: nothing.</param>
public sealed record PagePreview(ReadOnlyMemory<byte> Content, OutputLeak? Leak)
{
    internal CardOutput? CardOutput { get; init; }

    public bool HasCard => CardOutput is not null;

    /// <summary>The social card, painted when it is asked for; null: the article has a picture of its own, or the site has no cards.</summary>
    public ReadOnlyMemory<byte>? Card => CardOutput?.Content;
}

/// <summary>An article as it would stand in a feed.</summary>
/// <param name="Xml">A feed of it alone, RSS.</param>
/// <param name="Leak">What would keep the feed from being written; null: nothing.</param>
public sealed record FeedPreview(FeedItem Item, string Xml, OutputLeak? Leak);

/// <summary>A digest of one article.</summary>
/// <param name="Mail">Null when it would not be sent.</param>
/// <param name="Leak">What would keep it from being sent; null: nothing.</param>
public sealed record MailPreview(ComposedDigest? Mail, OutputLeak? Leak);

/// <summary>What readers would get of a draft, rendered by what renders the site. For editors' eyes: what it shows is in no channel but <see cref="Channel.Reports"/>.</summary>
public sealed class DraftRenderer(SiteSettings site, OutputRenderer renderer)
{
    private readonly LeakGate gate = new(renderer, site);

    public TemplateEngine Engine => renderer.Engine;

    /// <exception cref="TemplateException">A template has an error.</exception>
    public async Task<PagePreview?> PageAsync(Draft draft, CancellationToken cancel)
    {
        if (draft.Outcome.Article is not { } article || await OutputsAsync(Catalogue(draft), article.Slug, cancel) is not [var output, ..] outputs)
        {
            return null;
        }

        var page = new PagePreview(output.Content, null) { CardOutput = outputs.OfType<CardOutput>().FirstOrDefault() };
        var pass = Pass(draft);
        foreach (var each in outputs)
        {
            if (await gate.FindAsync(pass, each, cancel) is not null)
            {
                return page with { Leak = await LocatedAsync(draft, article, cancel) };
            }
        }

        return page;
    }

    /// <summary>Once more, by what says which line of which template it was.</summary>
    private async Task<OutputLeak?> LocatedAsync(Draft draft, ArticleRecord article, CancellationToken cancel)
    {
        var gated = new GatedRendering(renderer, site);
        await foreach (var _ in gated.RenderAsync(Pass(draft), DirtyMark.Page(article.Slug), cancel))
        {
        }

        return gated.Leaks is [var leak, ..] ? leak : null;
    }

    /// <summary>The page under a slug as it is published; null: there is none.</summary>
    public async Task<ReadOnlyMemory<byte>?> PublishedPageAsync(ArticleCatalogue catalogue, string slug, CancellationToken cancel) =>
        await OutputsAsync(catalogue, slug, cancel) is [var page, ..] ? page.Content : null;

    /// <exception cref="TemplateException">A template has an error.</exception>
    public async Task<FeedPreview?> FeedAsync(Draft draft, bool full, CancellationToken cancel)
    {
        if (draft.Outcome.Article is not { } article)
        {
            return null;
        }

        var pass = Pass(draft);
        var (item, feeds) = await renderer.FeedItemAsync(pass, article, full, cancel);
        return new(item, System.Text.Encoding.UTF8.GetString(feeds[0].Content.Span), await gate.FindAsync(pass, feeds[0], cancel));
    }

    /// <exception cref="TemplateException">A template has an error.</exception>
    public Task<MailPreview?> MailAsync(Draft draft, Tolerance tolerance, CancellationToken cancel) =>
        MailAsync(draft, tolerance, new(renderer.Addresses.Absolute("unsubscribe/?t=preview"), renderer.Addresses.Absolute("preferences/?t=preview")), cancel);

    /// <param name="links">That its reader would have.</param>
    /// <exception cref="TemplateException">A template has an error.</exception>
    public async Task<MailPreview?> MailAsync(Draft draft, Tolerance tolerance, DigestLinks links, CancellationToken cancel)
    {
        if (draft.Outcome.Article is not { } article)
        {
            return null;
        }

        var issue = new DigestIssue(DigestCadence.Weekly, article.Published, [article], 0, tolerance, new(site.Language));
        try
        {
            return new(await new DigestComposer(Catalogue(draft), renderer, site).ComposeAsync(issue, links, cancel), null);
        }
        catch (LeakException stopped)
        {
            return new(null, stopped.Leak);
        }
    }

    /// <summary>All of the body, each hidden part marked with its level.</summary>
    public async Task<FullHtml?> BoundaryAsync(Draft draft, CancellationToken cancel)
    {
        if (draft.Outcome.Article is not { } article)
        {
            return null;
        }

        var pass = Pass(draft);
        return (await pass.BodyAsync(article, cancel)).Reveal(new BoundaryStyle(), await pass.LinksAsync(article, cancel));
    }

    /// <summary>Titles of the Read More line that no article has yet.</summary>
    public async Task<IReadOnlyList<SafeText>> WaitingAsync(Draft draft, CancellationToken cancel) =>
        draft.Outcome.Article is { } article ? WaitingTitles.Of(await Pass(draft).ReadMoreAsync(article, cancel)) : [];

    /// <summary>The page first.</summary>
    private ValueTask<List<Output>> OutputsAsync(ArticleCatalogue catalogue, string slug, CancellationToken cancel) =>
        renderer.RenderAsync(new(catalogue, renderer.Addresses), DirtyMark.Page(slug), cancel).ToListAsync(cancel);

    private PublishPass Pass(Draft draft) => new(Catalogue(draft), renderer.Addresses);

    private ArticleCatalogue Catalogue(Draft draft) => draft.Stores.Catalogue(site);
}

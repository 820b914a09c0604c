using Newsletter.Catalogue;
using Newsletter.Publishing;
using Newsletter.Site;
using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Digests;

/// <summary>A digest as it would be mailed: what the subscriber sees, in both forms.</summary>
public sealed record ComposedDigest(string Subject, string Preheader, string Html, string Text)
{
    /// <summary>The articles in it, newest first.</summary>
    public required IReadOnlyList<ArticleRecord> Articles { get; init; }

    /// <summary>How many more there are: of them it holds only the number and a link.</summary>
    public required int More { get; init; }
}

/// <summary>Where a mail's own links lead; the subscriber's token is part of them.</summary>
public sealed record DigestLinks(Uri Unsubscribe, Uri Preferences);

/// <summary>
/// Composes the digest of a span of time. Everything in it is safe, unless a tolerance shows some of what its articles hide: then those
/// articles are there with their text up to it, behind a warning. Subject, preheader and heading are safe in any case.
/// </summary>
public sealed class DigestComposer(ArticleCatalogue catalogue, OutputRenderer renderer, SiteSettings site)
{
    /// <summary>Articles shown; of more, their number and a link.</summary>
    public const int MostItems = 20;

    /// <summary>Gmail cuts messages at about 102 KB.</summary>
    public const int MostBytes = 90_000;

    private readonly ViewFactory views = new(site, renderer.Addresses);
    private readonly LeakGate gate = new(renderer, site);

    /// <summary>The mail for what came out from <paramref name="from"/> up to, not including, <paramref name="until"/>; null when that is nothing.</summary>
    /// <exception cref="LeakException">It would show what an article in it hides.</exception>
    public async Task<ComposedDigest?> ComposeAsync(
        DigestCadence cadence, DateTimeOffset from, DateTimeOffset until, Tolerance tolerance, DigestLinks links, CancellationToken cancel)
    {
        var articles = await catalogue.BetweenAsync(ListKey.Site, from, until, cancel).Where(article => article.Email).ToListAsync(cancel);
        return articles.Count == 0 ? null : await ComposeAsync(new(cadence, until, articles, 0, tolerance, views.SiteLanguage), links, cancel);
    }

    /// <summary>The mail that an issue's readers get.</summary>
    /// <exception cref="LeakException">It would show what an article in it hides.</exception>
    public async Task<ComposedDigest> ComposeAsync(DigestIssue issue, DigestLinks links, CancellationToken cancel)
    {
        var articles = issue.Articles;
        var pass = new PublishPass(catalogue, renderer.Addresses);
        var items = new List<FullDigestItemView>();
        foreach (var article in articles.Take(MostItems))
        {
            items.Add(await ItemAsync(pass, article, issue.Tolerance, cancel));
        }

        while (true)
        {
            var safe = View(issue, [.. items.Select(i => i.Safe)], links);
            var (html, text) = Render(safe, items);
            if (System.Text.Encoding.UTF8.GetByteCount(html) <= MostBytes || !MakeSmaller(items))
            {
                var mail = new Rendered(html, text, safe.Subject + "\n" + safe.Preheader, items.Exists(i => i.Body is not null), () => Render(safe, items));
                await CheckAsync(pass, issue.Tolerance, [.. articles.Take(items.Count)], mail, cancel);
                return new(safe.Subject.ToString(), safe.Preheader.ToString(), html, text) { Articles = [.. articles.Take(items.Count)], More = safe.More };
            }
        }
    }

    /// <summary>Both forms, and in any case its subject and preheader, against what its reader did not ask for.</summary>
    private async ValueTask CheckAsync(PublishPass pass, Tolerance tolerance, IReadOnlyList<ArticleRecord> shown, Rendered mail, CancellationToken cancel)
    {
        var (channel, told) = mail.IsFull ? (Channel.FullMail, tolerance) : (Channel.Mail, Tolerance.None);
        (Template Template, string Text, Channel Channel, Tolerance Told)[] texts =
        [
            (mail.IsFull ? AllTemplates.FullDigestHtml : AllTemplates.DigestHtml, mail.Html, channel, told),
            (mail.IsFull ? AllTemplates.FullDigestText : AllTemplates.DigestText, mail.Text, channel, told),
            (AllTemplates.DigestText, mail.Head, Channel.Mail, Tolerance.None),
        ];
        foreach (var (template, text, leaving, shownOf) in texts)
        {
            var name = "digest" + Path.GetExtension(template.File);
            if (await gate.FindAsync(pass, new(name, System.Text.Encoding.UTF8.GetBytes(text), leaving, shown, template), shownOf, cancel) is { } leak)
            {
                throw new LeakException(Located(leak, mail.Again));
            }
        }
    }

    /// <summary>Rendered once more to see which line of which template puts the words out.</summary>
    private static OutputLeak Located(OutputLeak leak, Action again)
    {
        using var trace = TemplateTrace.Begin(leak.Letters);
        again();
        return leak.At(trace.Found);
    }

    /// <param name="Head">Subject and preheader.</param>
    private sealed record Rendered(string Html, string Text, string Head, bool IsFull, Action Again);

    /// <summary>A mail in which no article has a text of its own is rendered by the template that can show nothing else.</summary>
    private (string Html, string Text) Render(DigestView safe, List<FullDigestItemView> items)
    {
        if (items.TrueForAll(i => i.Body is null))
        {
            return RenderSafe(safe);
        }

        var engine = renderer.Engine;
        var full = new FullDigestView(safe, items);
        return (engine.RenderText(AllTemplates.FullDigestHtml, full), engine.RenderText(AllTemplates.FullDigestText, full));
    }

    /// <summary>Articles are never cut: the last one with a text is left with its summary, then the last one is left out.</summary>
    private static bool MakeSmaller(List<FullDigestItemView> items)
    {
        if (items.FindLastIndex(i => i.Body is not null) is >= 0 and var last)
        {
            items[last] = items[last].WithoutBody;
            return true;
        }

        if (items.Count > 1)
        {
            items.RemoveAt(items.Count - 1);
            return true;
        }

        return false;
    }

    internal SafeText Subject(DigestIssue issue)
    {
        var others = issue.Articles.Count + issue.More - 1;
        var subject = issue.Articles[0].Safe.Title;
        return others == 0 ? subject : subject + Splitter.OfSite(" " + renderer.Engine.Words(issue.Language).Count("mail", "more", others));
    }

    /// <summary>May be empty.</summary>
    internal static SafeText Preheader(DigestIssue issue) => issue.Articles.Count > 1
        ? SafeText.Join(Splitter.OfSite(" \u00B7 "), issue.Articles.Skip(1).Take(4).Select(a => a.Safe.Title))
        : issue.Articles[0].Safe.Summary;

    private DigestView View(DigestIssue issue, IReadOnlyList<DigestItemView> items, DigestLinks links) =>
        View(issue, Subject(issue), Preheader(issue), items, issue.Articles.Count + issue.More - items.Count, links);

    /// <summary>Whose digest on the web has the newest of its articles; those before are behind it.</summary>
    internal static Period WeekOf(DigestIssue issue) => Period.WeekOf(issue.Articles.Max(article => article.Published));

    internal DigestView View(DigestIssue issue, SafeText subject, SafeText preheader, IReadOnlyList<DigestItemView> items, int more, DigestLinks links) => new()
    {
        Language = issue.Language,
        Subject = subject,
        Preheader = preheader,
        Title = renderer.Engine.Words(issue.Language).SaySafe("mail", "title_" + issue.Cadence.ToString().ToLowerInvariant()),
        Date = issue.Date,
        Cadence = issue.Cadence,
        Items = items,
        More = more,
        Archive = site.HasDigests ? renderer.Addresses.Archive(ListKey.Site, WeekOf(issue)) : renderer.Addresses.Absolute("archive/"),
        Unsubscribe = links.Unsubscribe,
        Preferences = links.Preferences,
    };

    internal (string Html, string Text) RenderSafe(DigestView view) =>
        (renderer.Engine.RenderText(AllTemplates.DigestHtml, view), renderer.Engine.RenderText(AllTemplates.DigestText, view));

    /// <summary>Whether a safe mail shows nothing of what these articles hide.</summary>
    internal async ValueTask<bool> IsSafeAsync(PublishPass pass, string html, string text, IReadOnlyList<ArticleRecord> articles, CancellationToken cancel) =>
        await gate.FindAsync(pass, new("digest.html", System.Text.Encoding.UTF8.GetBytes(html), Channel.Mail, articles, AllTemplates.DigestHtml), cancel) is null
        && await gate.FindAsync(pass, new("digest.txt", System.Text.Encoding.UTF8.GetBytes(text), Channel.Mail, articles, AllTemplates.DigestText), cancel) is null;

    private async Task<FullDigestItemView> ItemAsync(PublishPass pass, ArticleRecord article, Tolerance tolerance, CancellationToken cancel)
    {
        var safe = await SafeItemAsync(pass, article, cancel);
        if (!article.Safe.HasSpoilers || tolerance == Tolerance.None || await catalogue.BodyAsync(article, cancel) is not { } body || !body.Reveals(tolerance))
        {
            return new(safe, null, "", article.Safe.HasSpoilers);
        }

        var style = new PlainStyle(new(renderer.Engine.Words(new(article.Safe.Language))));
        var html = body.Reveal(style, await pass.LinksAsync(article, cancel), tolerance);
        return new(safe, html, PlainText.Of(html), !body.Spoilers.All(s => tolerance.Shows(s.Level, s.Works)));
    }

    internal async Task<DigestItemView> SafeItemAsync(PublishPass pass, ArticleRecord article, CancellationToken cancel) => new()
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

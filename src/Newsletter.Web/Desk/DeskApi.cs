using Microsoft.AspNetCore.Http;
using Newsletter.Articles;
using Newsletter.Publishing;
using Newsletter.Publishing.Previews;
using Newsletter.Spoilers;

namespace Newsletter.Web.Desk;

/// <summary>What the desk's script asks for: the list, and the article that is looked at, tab by tab.</summary>
internal sealed class DeskApi(DeskSite site, DraftShelf shelf, DeskRows rows, LiveTemplates templates, string frames)
{
    private const int MostRows = 200;

    /// <summary>Names of the rows that were shown last: what becomes of these is told without being asked.</summary>
    public IReadOnlyList<string> Shown { get; private set; } = [];

    public async Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var state = Enum.TryParse<DeskState>(query["state"].FirstOrDefault(), ignoreCase: true, out var wanted) ? wanted : (DeskState?)null;
        var found = rows.Find(query["q"].FirstOrDefault()?.Trim() ?? "", state).ToList();
        var shown = new List<DeskRow>();
        foreach (var file in found.Take(MostRows))
        {
            shown.Add(await rows.RowAsync(file, context.RequestAborted));
        }

        Shown = [.. shown.Select(row => row.Name)];
        await DeskJson.SendAsync(context, new
        {
            site = site.Settings.Title,
            inbox = site.InboxFolder,
            site.IsReadOnly,
            found = found.Count,
            counts = rows.Counts(),
            templates = templates.Problems,
            rows = shown,
        });
    }

    public async Task ArticleAsync(HttpContext context)
    {
        var name = context.Request.Query["name"].FirstOrDefault() ?? "";
        if (await shelf.FindAsync(name, context.RequestAborted) is not { } shelved)
        {
            await DeskJson.SendAsync(context, new { name }, StatusCodes.Status404NotFound);
            return;
        }

        var tab = context.Request.Query["tab"].FirstOrDefault();
        var draft = shelved.Draft;
        var page = await shelved.PageAsync();
        await DeskJson.SendAsync(context, new
        {
            name,
            shelved.Version,
            title = draft.Read.Front?.Title ?? name,
            path = Path.Join(site.InboxFolder, name),
            slug = draft.Read.Slug,
            level = draft.Outcome.Article?.Safe.Level ?? SpoilerLevel.Ending,
            isPublishable = draft.IsPublishable && page is { Leak: null },
            published = draft.Read.Front?.Published?.ToDateTimeOffset(),
            isDraft = draft.Read.Front?.Draft,
            known = await KnownAsync(name, context.RequestAborted),
            diagnostics = Diagnostics(name, draft.Outcome.Diagnostics),
            waiting = (await shelved.WaitingAsync()).Select(title => title.ToString()),
            leak = Leak(page?.Leak),
            templates = templates.Problems,
            part = await PartAsync(context, shelved, page, tab),
        });
    }

    private async Task<object?> PartAsync(HttpContext context, ShelvedDraft shelved, PagePreview? page, string? tab)
    {
        string Frame(string what, string more = "") => $"{frames}-/{what}?name={Uri.EscapeDataString(shelved.Draft.Read.Name)}&v={Uri.EscapeDataString(shelved.Version)}{more}";
        switch (tab)
        {
            case "page":
                var (content, isOld) = await shelf.PageAsync(shelved);
                return new { frame = content is null ? null : Frame("page"), isOld };
            case "feed":
                return new { safe = await FeedAsync(shelved, false, Frame("feed")), full = site.Settings.FullFeeds ? await FeedAsync(shelved, true, Frame("feed", "&full=1")) : null };
            case "mail":
                return await MailAsync(shelved, DeskFrames.Level(context), Frame);
            case "search":
                return page is null ? null : Head(PageHead.Of(page.Content.Span), page.HasCard ? Frame("card") : null);
            case "leaks":
                return shelved.Draft.Outcome.Article is null ? null : new { frame = Frame("leaks"), parts = Parts(shelved.Draft), open = FrontText.Open(shelved.Draft), hidden = FrontText.Hidden(shelved.Draft) };
            default:
                return null;
        }
    }

    /// <summary>Where something is hidden, in the order of the text.</summary>
    private IEnumerable<object> Parts(Draft draft) => (draft.Read.Split?.Body.Spoilers ?? []).Select(part => new
    {
        part.Level,
        part.Line,
        part.Label,
        part.IsRest,
        isPhrase = part.Form != SpoilerForm.Block,
        link = site.EditorLink.Length == 0 ? null : EditorLink(Path.Join(site.InboxFolder, draft.Read.Name), part.Line, 1),
    });

    private static async Task<object?> FeedAsync(ShelvedDraft shelved, bool full, string frame) =>
        await shelved.FeedAsync(full) is { } feed && await shelved.RealFeedAsync(full) is { } real
            ? new { frame, feed.Item.Title, feed.Item.Summary, feed.Item.Published, real.Xml, leak = Leak(real.Leak) }
            : null;

    private async Task<object?> MailAsync(ShelvedDraft shelved, SpoilerLevel tolerance, Func<string, string, string> frame)
    {
        if (await shelved.MailAsync(tolerance) is not { } preview)
        {
            return null;
        }

        var mail = preview.Mail;
        return new
        {
            frame = mail is null ? null : frame("mail", $"&tolerance={tolerance.Word()}"),
            mail?.Subject,
            mail?.Preheader,
            mail?.Text,
            bytes = mail is null ? 0 : System.Text.Encoding.UTF8.GetByteCount(mail.Html),
            // Whom a test goes to unless somebody else is named; null: none can be sent.
            test = mail is null || site.Outlet is null || site.IsReadOnly ? null : site.Settings.MailFrom?.Address.Value,
            isWanted = shelved.Draft.Outcome.Article!.Email,
            leak = Leak(preview.Leak),
        };
    }

    /// <param name="card">Where the social card is; null: the article has none.</param>
    private object Head(PageHead head, string? card)
    {
        var address = site.Settings.BaseUrl.AbsoluteUri;
        var picture = card ?? (head.Image?.StartsWith(address, StringComparison.Ordinal) == true ? frames + head.Image[address.Length..] : head.Image);
        return new { head.Title, head.Description, head.Address, head.SiteName, head.CardTitle, head.CardDescription, head.Image, picture, head.ImageAlt, head.IsLarge, site.Settings.Cards };
    }

    /// <summary>What the site knows of the file, and with it what can be done about its article.</summary>
    private async Task<object?> KnownAsync(string name, CancellationToken cancel)
    {
        var catalogue = site.Stores.Catalogue(site.Settings);
        if (await catalogue.SourceAsync(name, cancel) is not { } source)
        {
            return null;
        }

        var article = source.Slug is { } slug ? await catalogue.FindAsync(slug, cancel) : null;
        return new
        {
            source.State,
            address = article is { State: Catalogue.ArticleState.Published } ? new Site.Addresses(site.Settings).Page(article.Slug).AbsoluteUri : null,
            canRetract = article?.Source == name && article.State is Catalogue.ArticleState.Published or Catalogue.ArticleState.Scheduled,
            canRestore = source.State == Catalogue.SourceState.Retracted,
        };
    }

    private IEnumerable<object> Diagnostics(string name, IReadOnlyList<Diagnostic> found)
    {
        var path = Path.Join(site.InboxFolder, name);
        return found.Select(d => new
        {
            d.Code,
            d.Severity,
            d.Line,
            d.Column,
            d.Message,
            d.Advice,
            place = d.Line > 0 ? $"{name}:{d.Line}:{Math.Max(1, d.Column)}" : name,
            copy = d.Format(path),
            link = site.EditorLink.Length == 0 ? null : EditorLink(path, Math.Max(1, d.Line), Math.Max(1, d.Column)),
        });
    }

    private string EditorLink(string path, int line, int column) => site.EditorLink
        .Replace("{file}", string.Join('/', path.Replace('\\', '/').TrimStart('/').Split('/').Select(Uri.EscapeDataString)), StringComparison.Ordinal)
        .Replace("{line}", $"{line}", StringComparison.Ordinal).Replace("{column}", $"{column}", StringComparison.Ordinal);

    private static object? Leak(OutputLeak? leak) => leak is null ? null : new { leak.Message, leak.Advice };
}

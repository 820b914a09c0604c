using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Newsletter.Spoilers;
using Newsletter.Storage;
using Newsletter.Templates;

namespace Newsletter.Web.Desk;

/// <summary>What the desk's frames show: pages, feed items and mails as readers get them, and the files that those load.</summary>
internal sealed class DeskFrames(DraftShelf shelf, LiveTemplates templates, string path)
{
    private static readonly string[] Files = ["frame.js", "leaks.css", "reader.css"];

    /// <param name="key">Behind the key of the frames, without a slash before it.</param>
    public Task AnswerAsync(HttpContext context, string key)
    {
        if (!key.StartsWith("-/", StringComparison.Ordinal))
        {
            return SiteFileAsync(context, key);
        }

        var name = context.Request.Query["name"].FirstOrDefault() ?? "";
        return key[2..] switch
        {
            "page" => DraftAsync(context, name, PageAsync),
            "feed" => DraftAsync(context, name, async draft => Item(await draft.FeedAsync(context.Request.Query["full"] == "1"))),
            "mail" => DraftAsync(context, name, async draft => Mail(await draft.MailAsync(Level(context)))),
            "leaks" => DraftAsync(context, name, async draft => Boundary(draft, await draft.BoundaryAsync())),
            "card" => CardAsync(context, name),
            var file when Files.Contains(file) => DeskFiles.SendAsync(context, file),
            _ => NotFoundAsync(context),
        };
    }

    public static SpoilerLevel Level(HttpContext context) => SpoilerLevels.Parse(context.Request.Query["tolerance"].FirstOrDefault()) ?? SpoilerLevel.None;

    private async Task DraftAsync(HttpContext context, string name, Func<ShelvedDraft, Task<string?>> show)
    {
        if (await shelf.FindAsync(name, context.RequestAborted) is not { } draft || await show(draft) is not { } html)
        {
            await NotFoundAsync(context);
            return;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(WithScript(html), context.RequestAborted);
    }

    private async Task CardAsync(HttpContext context, string name)
    {
        if (await shelf.FindAsync(name, context.RequestAborted) is not { } draft || await draft.PageAsync() is not { Card: { } card })
        {
            await NotFoundAsync(context);
            return;
        }

        context.Response.ContentType = "image/png";
        await context.Response.Body.WriteAsync(card, context.RequestAborted);
    }

    /// <summary>The desk's own script goes before all else: it keeps the place, and gives a page the storage that a frame has none of.</summary>
    private string WithScript(string html)
    {
        var head = html.IndexOf("<head", StringComparison.OrdinalIgnoreCase);
        var at = head < 0 ? 0 : html.IndexOf('>', head) + 1;
        return html.Insert(at, $"<script src=\"{path}-/frame.js\"></script>");
    }

    private async Task<string?> PageAsync(ShelvedDraft draft) => (await shelf.PageAsync(draft)).Content is { } page ? Encoding.UTF8.GetString(page.Span) : null;

    /// <summary>As a reader's program shows an item: its HTML, by a style of the program's own.</summary>
    private string? Item(Publishing.Previews.FeedPreview? feed) => feed is null ? null : $"""
        <!DOCTYPE html>
        <html lang="{WebUtility.HtmlEncode(feed.Item.Language)}">
        <head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>{WebUtility.HtmlEncode(feed.Item.Title)}</title><link rel="stylesheet" href="{path}-/reader.css"></head>
        <body><article><h1>{WebUtility.HtmlEncode(feed.Item.Title)}</h1>
        <p class="by">{WebUtility.HtmlEncode(string.Join(", ", feed.Item.Authors.Select(author => author.Name)))}</p>
        {feed.Item.ContentHtml}
        </article></body>
        </html>
        """;

    private static string? Mail(Publishing.Previews.MailPreview? mail) => mail?.Mail?.Html;

    private string? Boundary(ShelvedDraft draft, FullHtml? body) => body is null ? null : $"""
        <!DOCTYPE html>
        <html lang="{WebUtility.HtmlEncode(draft.Draft.Outcome.Article!.Safe.Language)}">
        <head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>What leaks</title><link rel="stylesheet" href="{path}-/leaks.css"></head>
        <body><main class="open-part">
        {body.Markup}
        </main></body>
        </html>
        """;

    /// <summary>Style sheet, script and pictures, by the address that the framed page has for them.</summary>
    private async Task SiteFileAsync(HttpContext context, string key)
    {
        if (templates.Good.Assets.FirstOrDefault(asset => asset.Path == key) is { } asset)
        {
            Keep(context.Response);
            context.Response.ContentType = asset.ContentType;
            await context.Response.Body.WriteAsync(asset.Content, context.RequestAborted);
        }
        else if (BlobName.IsValid(key) && !key.EndsWith(".html", StringComparison.OrdinalIgnoreCase) && await shelf.FileAsync(key, context.RequestAborted) is { } file)
        {
            Keep(context.Response);
            context.Response.ContentType = file.Headers.ContentType;
            await context.Response.Body.WriteAsync(file.Content, context.RequestAborted);
        }
        else
        {
            await NotFoundAsync(context);
        }
    }

    /// <summary>Its address has the hash of its bytes, and a key that ends with the desk: loaded once, it is there with the next save.</summary>
    private static void Keep(HttpResponse response) => response.Headers.CacheControl = "private, max-age=3600, immutable";

    private static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}

/// <summary>The desk's own files, as they come with the program.</summary>
internal static class DeskFiles
{
    public static async Task SendAsync(HttpContext context, string file)
    {
        context.Response.ContentType = ContentTypes.Of(file);
        await context.Response.Body.WriteAsync(TemplateSources.OfDesk(file), context.RequestAborted);
    }
}

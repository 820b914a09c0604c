using Microsoft.AspNetCore.Http;
using Newsletter.Digests;
using Newsletter.Publishing;
using Newsletter.Spoilers;
using Newsletter.Storage;
using Newsletter.Subscribers;
using Newsletter.Templates;

namespace Newsletter.Web.Desk;

/// <summary>What an editor does from the desk, each as the command of the same name does it. Nothing here happens by looking.</summary>
internal sealed class DeskActions(DeskSite site, InboxIndex index, DraftShelf shelf, TimeProvider clock)
{
    private sealed record Wish(string? Name, DateTimeOffset? Published, string? To, SpoilerLevel Tolerance);

    public async Task AnswerAsync(HttpContext context, string action)
    {
        if (site.IsReadOnly)
        {
            await SayAsync(context, StatusCodes.Status403Forbidden, "This desk is for looking only: it was opened with --read-only.");
            return;
        }

        if (await DeskJson.ReadAsync<Wish>(context) is not { Name: { } name } wish || index.Find(name) is null)
        {
            await SayAsync(context, StatusCodes.Status404NotFound, "There is no such article in the inbox.");
            return;
        }

        switch (action)
        {
            case "retract":
                await RetractAsync(context, name);
                break;
            case "restore":
                await RestoreAsync(context, name);
                break;
            case "schedule" when wish.Published is { } when:
                await ScheduleAsync(context, name, when);
                break;
            case "try":
                await TryAsync(context, wish);
                break;
            default:
                await SayAsync(context, StatusCodes.Status404NotFound, "The desk can't do that.");
                break;
        }
    }

    private async Task RetractAsync(HttpContext context, string name)
    {
        var stores = site.Stores;
        var cancel = context.RequestAborted;
        IngestOutcome? outcome = null;
        var heirs = await new Retraction(stores, site.Settings, clock).WithdrawAsync(name, o => outcome = o, cancel);
        await new Ingest(stores, site.Settings, clock).TakeAsync(heirs, _ => { }, cancel);
        await PublishAsync(context, outcome is null ? "It was not published." : "Taken back. A note stands at its address, and its file stays in the inbox.");
    }

    private async Task RestoreAsync(HttpContext context, string name)
    {
        IngestOutcome? outcome = null;
        await new Ingest(site.Stores, site.Settings, clock).RestoreAsync(name, o => outcome = o, context.RequestAborted);
        await PublishAsync(context, outcome?.Status switch
        {
            null => "It was not taken back.",
            IngestStatus.Rejected => "It has errors: correct them, then publish.",
            IngestStatus.Draft => "It is a draft: take out its line 'draft: true', then publish.",
            _ => "Back again.",
        });
    }

    /// <summary>What changed is published at once, as the command does.</summary>
    private async Task PublishAsync(HttpContext context, string said)
    {
        var sources = site.TemplateFolder is { } folder ? TemplateSources.Overriding(folder) : TemplateSources.Default;
        var marked = await new Publication(site.Stores, site.Settings, sources, clock).PublishMarkedAsync(isShared: false, context.RequestAborted);
        await SayAsync(context, StatusCodes.Status200OK, marked.Leaks is [var leak, ..] ? $"{said} {leak.Message}" : said);
    }

    /// <summary>Writes one line, if nobody saved the file since it was read.</summary>
    private async Task ScheduleAsync(HttpContext context, string name, DateTimeOffset when)
    {
        var cancel = context.RequestAborted;
        if (await site.Stores.Inbox.GetAsync(name, cancel) is not { } file || PublishedLine.Write(name, file.Content.Span, when, site.Settings) is not { } changed)
        {
            await SayAsync(context, StatusCodes.Status409Conflict, "The desk can't write that line for you: put it into the front matter yourself.");
            return;
        }

        var written = await site.Stores.Inbox.PutAsync(name, changed, file.Headers, WriteCondition.IfUnchanged(file.Item.ETag), cancel);
        await (written is null
            ? SayAsync(context, StatusCodes.Status409Conflict, "The file was saved by somebody else at the same time: look at it, and try again.")
            : SayAsync(context, StatusCodes.Status200OK, "Written. The next publication takes it."));
    }

    /// <summary>Sends one address the mail that is shown: see <see cref="DigestTrial"/>.</summary>
    private async Task TryAsync(HttpContext context, Wish wish)
    {
        var cancel = context.RequestAborted;
        if (!EmailAddress.TryParse(wish.To ?? "", out var to))
        {
            await SayAsync(context, StatusCodes.Status400BadRequest, "That is no address that mail can be sent to; letters before the @ must be ASCII.");
            return;
        }

        if (site.Outlet is null)
        {
            await SayAsync(context, StatusCodes.Status409Conflict, "No mail can be sent: set mail_from in newsletter.yaml.");
            return;
        }

        try
        {
            using var outlet = site.Outlet();
            var sent = await new DigestTrial(EndpointAddresses.Of(site.Settings), outlet, clock)
                .SendAsync(to, DigestCadence.Weekly, async links => await shelf.FindAsync(wish.Name!, cancel) is { } draft ? (await draft.MailAsync(wish.Tolerance, links))?.Mail : null, cancel);
            await (sent switch
            {
                null => SayAsync(context, StatusCodes.Status409Conflict, "Nothing of it can be sent yet: look at the report."),
                { Problem: { } problem } => SayAsync(context, StatusCodes.Status502BadGateway, problem),
                _ => SayAsync(context, StatusCodes.Status200OK, site.Settings.Mail.Servers.Count > 0 ? $"Sent: {sent.Subject}" : $"It lies in the outbox folder, since no server is set: {sent.Subject}"),
            });
        }
        catch (SettingsException missing)
        {
            await SayAsync(context, StatusCodes.Status409Conflict, $"No mail can be sent: {missing.Message}");
        }
    }

    private static Task SayAsync(HttpContext context, int status, string said) => DeskJson.SendAsync(context, new { said }, status);
}

using Microsoft.AspNetCore.Http;
using Newsletter.Publishing;
using Newsletter.Storage;
using Newsletter.Templates;

namespace Newsletter.Web.Desk;

/// <summary>What an editor does from the desk, each as the command of the same name does it. Nothing here happens by looking.</summary>
internal sealed class DeskActions(DeskSite site, InboxIndex index, TimeProvider clock)
{
    private sealed record Wish(string? Name, DateTimeOffset? Published);

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

    private static Task SayAsync(HttpContext context, int status, string said) => DeskJson.SendAsync(context, new { said }, status);
}

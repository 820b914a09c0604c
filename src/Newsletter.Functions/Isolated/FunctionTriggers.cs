using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Newsletter.Publishing;

namespace Newsletter.Functions.Isolated;

/// <summary>The functions as the host calls an isolated worker. Whatever goes wrong is a failed call, which the worker tells and the host repeats.</summary>
public sealed class FunctionTriggers(SiteFunctions site, ILogger<FunctionTriggers> log)
{
    /// <param name="upload">By reference: it is read by its name, with its ETag, and the host needn't hold it.</param>
    [Function(Triggers.IngestArticle)]
    public async Task IngestArticleAsync(
        [BlobTrigger(Triggers.Upload, Connection = Site.Connection, Source = BlobTriggerSource.EventGrid)] BlobClient upload,
        CancellationToken cancel) => Log(await site.IngestAsync(upload.Name, cancel));

    /// <param name="message">A wish: what is to be published is marked in the catalogue.</param>
    [Function(Triggers.PublishChanges)]
    public async Task PublishChangesAsync(
        [QueueTrigger(Triggers.PublishQueue, Connection = Site.Connection)] string message,
        CancellationToken cancel) => Log(await site.PublishAsync(PublishWish.Parse(message), cancel));

    /// <param name="timer">Late or not, a sweep finds all there is to find.</param>
    [Function(Triggers.SweepInbox)]
    public async Task SweepInboxAsync(
        [TimerTrigger(Triggers.SweepSchedule)] TimerInfo timer,
        CancellationToken cancel) => Log(await site.SweepAsync(cancel));

    private void Log(string done) => log.LogInformation(new EventId(2, "Done"), "{Done}", done);
}

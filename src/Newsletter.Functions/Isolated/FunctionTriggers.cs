using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Newsletter.Publishing;
using Newsletter.Web;

namespace Newsletter.Functions.Isolated;

/// <summary>The functions as the host calls an isolated worker. Whatever goes wrong is a failed call, which the worker tells and the host repeats.</summary>
public sealed class FunctionTriggers(SiteFunctions site, MailFunctions mail, ReaderPipeline readers, ILogger<FunctionTriggers> log)
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

    /// <param name="timer">Late or not, what is due by now is planned.</param>
    [Function(Triggers.PlanDigests)]
    public async Task PlanDigestsAsync(
        [TimerTrigger(Triggers.PlanSchedule)] TimerInfo timer,
        CancellationToken cancel) => Log(await mail.PlanAsync(cancel));

    /// <param name="message">Keys of digests; the ledger knows what is to be done about them.</param>
    [Function(Triggers.SendBatch)]
    public async Task SendBatchAsync(
        [QueueTrigger(Triggers.DigestQueue, Connection = Site.Connection)] string message,
        CancellationToken cancel) => Log(await mail.SendAsync(message, cancel));

    /// <param name="message">The id of who signed up.</param>
    [Function(Triggers.AnswerSignUp)]
    public async Task AnswerSignUpAsync(
        [QueueTrigger(Triggers.SignUpQueue, Connection = Site.Connection)] string message,
        CancellationToken cancel) => Log(await mail.AnswerSignUpAsync(message, cancel));

    /// <param name="timer">Late or not, all that has come is read.</param>
    [Function(Triggers.HandleBounces)]
    public async Task HandleBouncesAsync(
        [TimerTrigger(Triggers.BounceSchedule)] TimerInfo timer,
        CancellationToken cancel) => Log(await mail.HandleBouncesAsync(cancel));

    [Function(Triggers.Subscribe)]
    public Task SubscribeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = Triggers.SubscribeRoute)] HttpRequest request) => readers.HandleAsync(request.HttpContext);

    [Function(Triggers.Confirm)]
    public Task ConfirmAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = Triggers.ConfirmRoute)] HttpRequest request) => readers.HandleAsync(request.HttpContext);

    [Function(Triggers.Preferences)]
    public Task PreferencesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = Triggers.PreferencesRoute)] HttpRequest request) => readers.HandleAsync(request.HttpContext);

    [Function(Triggers.Unsubscribe)]
    public Task UnsubscribeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = Triggers.UnsubscribeRoute)] HttpRequest request) => readers.HandleAsync(request.HttpContext);

    [Function(Triggers.BounceHook)]
    public Task BounceHookAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Triggers.BounceRoute)] HttpRequest request) => readers.HandleAsync(request.HttpContext);

    private void Log(string done) => log.LogInformation(new EventId(2, "Done"), "{Done}", done);
}

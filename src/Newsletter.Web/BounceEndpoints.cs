using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Newsletter.Delivery.Bounces;

namespace Newsletter.Web;

/// <summary>What proves that a web hook comes from a provider. One that is null has no endpoint.</summary>
/// <param name="SendGridKey">The public key of the Signed Event Webhook, base64.</param>
/// <param name="SesTopic">ARN of the SNS topic that Amazon SES tells.</param>
/// <param name="AzureSecret">The value of <c>key</c> in the address that Event Grid calls.</param>
public sealed record BounceHooks(string? SendGridKey = null, string? SesTopic = null, string? AzureSecret = null)
{
    /// <summary>Nothing of it belongs into a log.</summary>
    public override string ToString() => nameof(BounceHooks);
}

/// <summary>Where providers tell what became of mails. Nothing is answered but whether it was taken.</summary>
public sealed class BounceEndpoints
{
    private const int MostBytes = 1024 * 1024;
    private readonly BounceDesk desk;
    private readonly BounceHooks hooks;
    private readonly Func<Uri, CancellationToken, Task<byte[]>> fetch;
    private readonly ConcurrentDictionary<Uri, X509Certificate2> certificates = new();

    /// <param name="fetch">Gets what stands at an address of Amazon's: certificates, and the one that confirms a subscription.</param>
    public BounceEndpoints(BounceDesk desk, BounceHooks hooks, Func<Uri, CancellationToken, Task<byte[]>> fetch) => (this.desk, this.hooks, this.fetch) = (desk, hooks, fetch);

    /// <param name="path">That of all endpoints.</param>
    public void Map(IEndpointRouteBuilder app, string path)
    {
        var group = app.MapGroup(path);
        void Post(string? proof, string name, Func<HttpContext, byte[], Task<int>> take)
        {
            if (proof is { Length: > 0 })
            {
                group.MapMethods("hooks/" + name, ["POST"], context => AnswerAsync(context, take));
            }
        }

        Post(hooks.SendGridKey, "sendgrid", SendGridAsync);
        Post(hooks.SesTopic, "ses", SesAsync);
        Post(hooks.AzureSecret, "azure", AzureAsync);
    }

    private static async Task AnswerAsync(HttpContext context, Func<HttpContext, byte[], Task<int>> take)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MostBytes;
        }

        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            var status = await take(context, body.ToArray());
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = status;
            }
        }
        catch (BadHttpRequestException problem)
        {
            context.Response.StatusCode = problem.StatusCode;
        }
        catch (JsonException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    }

    private async Task<int> SendGridAsync(HttpContext context, byte[] body)
    {
        string? Header(string name) => context.Request.Headers["X-Twilio-Email-Event-Webhook-" + name];
        return HookSignatures.IsOfSendGrid(hooks.SendGridKey!, Header("Signature"), Header("Timestamp"), body)
            ? await TakeAsync(ProviderReports.OfSendGrid(body), context)
            : StatusCodes.Status403Forbidden;
    }

    private async Task<int> SesAsync(HttpContext context, byte[] body)
    {
        var message = SnsMessage.Read(body);
        if (HookSignatures.CertificateOf(message) is not { } address || message.TopicArn != hooks.SesTopic
            || !HookSignatures.IsOfSns(message, hooks.SesTopic, await CertificateAsync(address, context.RequestAborted)))
        {
            return StatusCodes.Status403Forbidden;
        }

        if (HookSignatures.ConfirmationOf(message) is { } confirm)
        {
            await fetch(confirm, context.RequestAborted);
        }

        return message.Type == "Notification" ? await TakeAsync(ProviderReports.OfSes(Encoding.UTF8.GetBytes(message.Message)), context) : StatusCodes.Status204NoContent;
    }

    private async Task<int> AzureAsync(HttpContext context, byte[] body)
    {
        if (!HookSignatures.IsSecret(hooks.AzureSecret!, context.Request.Query["key"]))
        {
            return StatusCodes.Status403Forbidden;
        }

        if (ProviderReports.ValidationOfAzure(body) is { } code)
        {
            // Event Grid asks once whether the endpoint wants its events.
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["validationResponse"] = code }), context.RequestAborted);
            return StatusCodes.Status200OK;
        }

        return await TakeAsync(ProviderReports.OfAzure(body), context);
    }

    private async Task<int> TakeAsync(IReadOnlyList<BounceReport> reports, HttpContext context)
    {
        await desk.TakeAsync(reports, context.RequestAborted);
        return StatusCodes.Status204NoContent;
    }

    private async Task<X509Certificate2> CertificateAsync(Uri address, CancellationToken cancel)
    {
        if (certificates.TryGetValue(address, out var known))
        {
            return known;
        }

        try
        {
            return certificates[address] = X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(await fetch(address, cancel)));
        }
        catch (CryptographicException problem)
        {
            throw new BadHttpRequestException("The certificate is none.", StatusCodes.Status403Forbidden, problem);
        }
    }
}

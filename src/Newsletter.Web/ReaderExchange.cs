using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Newsletter.Subscribers;

namespace Newsletter.Web;

/// <summary>One request of a reader and its answer: what was sent within limits, and headers that let nothing of the page out.</summary>
internal sealed class ReaderExchange(HttpContext context, SubscriberDesk desk)
{
    /// <summary>The preference centre with every box checked stays far below.</summary>
    public const int MostBytes = 64 * 1024;

    private static readonly FormOptions Limits = new() { ValueCountLimit = 1024, KeyLengthLimit = 64, ValueLengthLimit = 4096, BufferBodyLengthLimit = MostBytes, MultipartBodyLengthLimit = MostBytes };
    private static readonly TimeSpan SignUpTime = TimeSpan.FromMilliseconds(250);
    private readonly long begun = Stopwatch.GetTimestamp();
    private IFormCollection form = FormCollection.Empty;
    private Language? spoken;

    public HttpContext Context => context;

    public SubscriberDesk Desk => desk;

    public CancellationToken Cancel => context.RequestAborted;

    /// <summary>That of the subscriber when they are known, else of the browser.</summary>
    public Language Language => spoken ??= desk.Pages.LanguageFor(Wanted());

    public bool IsSure => Field("sure") == "yes";

    public bool IsOneClick => SubscriberEndpoints.IsOneClick(form);

    /// <summary>From the form, or the address as in mails.</summary>
    public string? Token => Field(EndpointAddresses.TokenField) ?? context.Request.Query[EndpointAddresses.TokenField];

    /// <summary>Behind a proxy on this machine, what it says; a client can't make that up, for the proxy adds the last entry.</summary>
    public IPAddress? Client
    {
        get
        {
            var remote = context.Connection.RemoteIpAddress;
            var said = context.Request.Headers["X-Forwarded-For"].LastOrDefault()?.Split(',')[^1].Trim();
            return (remote is null || IPAddress.IsLoopback(remote)) && said is { Length: > 0 } && IPEndPoint.TryParse(said, out var forwarded) ? forwarded.Address : remote;
        }
    }

    public string? Field(string name) => form.TryGetValue(name, out var values) ? values.FirstOrDefault() : null;

    public IReadOnlyList<string?> Fields(string name) => form.TryGetValue(name, out var values) ? values : [];

    public void Speak(Subscriber? subscriber)
    {
        if (subscriber?.Preferences.Language is { } language)
        {
            spoken = desk.Pages.LanguageFor([language]);
        }
    }

    /// <summary>Reads what a POST sends, and lets it pass when it came from a page of ours or is the one click of a mail program.</summary>
    /// <param name="answer">Answers what passed.</param>
    /// <param name="takesOneClick">Where RFC 8058 has it.</param>
    public async Task GuardAsync(Func<ReaderExchange, Task> answer, bool takesOneClick)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MostBytes;
        }

        try
        {
            if (context.Request.HasFormContentType)
            {
                form = await context.Request.ReadFormAsync(Limits, Cancel);
            }

            await (IsFromHere() || (takesOneClick && IsOneClick) ? answer(this) : MessageAsync("refused", status: StatusCodes.Status403Forbidden));
        }
        catch (Exception fault) when (fault is BadHttpRequestException or InvalidDataException && !context.Response.HasStarted)
        {
            context.Response.StatusCode = (fault as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status413PayloadTooLarge;
        }
    }

    /// <summary>Waits until a sign-up has taken as long as every other: what was done for it must not be read from the time.</summary>
    public async Task PaceAsync()
    {
        var left = SignUpTime - Stopwatch.GetElapsedTime(begun);
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, TimeProvider.System, Cancel);
        }
    }

    public Task MessageAsync(string kind, Uri? onward = null, int status = StatusCodes.Status200OK) => PageAsync(status, desk.Pages.Message(Language, kind, onward));

    public Task TooManyAsync()
    {
        context.Response.Headers.RetryAfter = "3600";
        return MessageAsync("too_many", status: StatusCodes.Status429TooManyRequests);
    }

    public Task NotOpenedAsync(LinkState state) => state switch
    {
        LinkState.Done => MessageAsync("done"),
        LinkState.Expired => MessageAsync("expired", status: StatusCodes.Status410Gone),
        LinkState.Old => MessageAsync("old", status: StatusCodes.Status410Gone),
        _ => MessageAsync("broken", status: StatusCodes.Status400BadRequest),
    };

    public Task PageAsync(int status, byte[] page) => WriteAsync(status, "text/html; charset=utf-8", page);

    public Task JsonAsync(int status, string json) => WriteAsync(status, "application/json", System.Text.Encoding.UTF8.GetBytes(json));

    private async Task WriteAsync(int status, string type, byte[] content)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = type;
        response.ContentLength = content.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = HeaderNames.AcceptLanguage;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = Policy();

        // Not "no-referrer": forms would then send "null" for where they come from.
        response.Headers["Referrer-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(content, Cancel);
        }
    }

    /// <summary>No inline script, no inline style, no frame around it, no form to anywhere else.</summary>
    private string Policy()
    {
        var own = desk.Site.BaseUrl.GetLeftPart(UriPartial.Authority);
        var from = own == desk.Site.Endpoints.GetLeftPart(UriPartial.Authority) ? "'self'" : own;
        return $"default-src 'none'; img-src {from}; style-src {from}; script-src {from}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }

    /// <summary>
    /// Browsers say where a request comes from (Fetch Metadata, or Origin); programs that say nothing hold no cookie of anybody, and there is none here.
    /// </summary>
    private bool IsFromHere()
    {
        var headers = context.Request.Headers;
        if (headers["Sec-Fetch-Site"].FirstOrDefault() is { Length: > 0 } site)
        {
            return site is "same-origin" or "none";
        }

        return headers.Origin.FirstOrDefault() is not { Length: > 0 } origin
            || origin == $"{context.Request.Scheme}://{context.Request.Host}" || origin == desk.Site.Endpoints.GetLeftPart(UriPartial.Authority);
    }

    private IEnumerable<string> Wanted() => context.Request.GetTypedHeaders().AcceptLanguage
        .Where(language => language.Quality is null or > 0).OrderByDescending(language => language.Quality ?? 1).Select(language => language.Value.ToString());
}

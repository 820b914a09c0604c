using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Newsletter.Azure.Tests.Support;

/// <summary>What may befall a request.</summary>
internal enum Fault
{
    None,

    /// <summary>503: nothing was done.</summary>
    Busy,

    /// <summary>429 with Retry-After: nothing was done.</summary>
    Throttled,

    /// <summary>No answer in time; nothing was done.</summary>
    TimedOut,

    /// <summary>The connection closed before the request was sent.</summary>
    Closed,

    /// <summary>The request was carried out, and the connection closed before the answer came.</summary>
    AnswerLost,
}

/// <summary>Faults between a client and its service, as an unlucky network makes them.</summary>
/// <param name="next">What befalls a request, asked once for each that is sent; never called at the same time twice.</param>
internal sealed class Faults(Func<Request, Fault> next) : HttpPipelinePolicy
{
    private readonly Lock gate = new();

    /// <summary>So many faults happened.</summary>
    public int Count { get; private set; }

    /// <summary>Kinds in turn, on every third request but never thrice on the same; requests that may not go unanswered are refused as busy.</summary>
    public static Faults InTurn(Predicate<Request> mayGoUnanswered)
    {
        var asked = 0;
        var met = new Dictionary<string, int>();
        return new(request =>
        {
            if (++asked % 3 != 0 || (met[request.ClientRequestId] = met.GetValueOrDefault(request.ClientRequestId) + 1) > 2)
            {
                return Fault.None;
            }

            return mayGoUnanswered(request) ? (Fault)(1 + (asked / 3 % 5)) : Fault.Busy;
        });
    }

    /// <summary>The faults of the first requests that match, then none.</summary>
    public static Faults On(Predicate<Request> matches, params Fault[] faults)
    {
        var left = new Queue<Fault>(faults);
        return new(request => matches(request) && left.TryDequeue(out var fault) ? fault : Fault.None);
    }

    /// <summary>Makes a client meet these faults; retries come at once.</summary>
    public void Configure(ClientOptions options)
    {
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.Retry.MaxDelay = TimeSpan.FromMilliseconds(2);
        options.AddPolicy(this, HttpPipelinePosition.BeforeTransport);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("Everything here is asynchronous.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Fault fault;
        lock (gate)
        {
            fault = next(message.Request);
            Count += fault == Fault.None ? 0 : 1;
        }

        switch (fault)
        {
            case Fault.Busy:
                message.Response = new Refusal(503, "Server Busy", []);
                break;
            case Fault.Throttled:
                message.Response = new Refusal(429, "Too Many Requests", new() { ["Retry-After"] = "0" });
                break;
            case Fault.TimedOut:
                throw new TaskCanceledException("The request took too long.");
            case Fault.Closed:
                throw new IOException("The connection was closed.");
            case Fault.AnswerLost:
                await ProcessNextAsync(message, pipeline);
                message.Response.Dispose();
                throw new IOException("The connection was closed before the answer came.");
            default:
                await ProcessNextAsync(message, pipeline);
                break;
        }
    }

    private sealed class Refusal(int status, string reason, Dictionary<string, string> headers) : Response
    {
        public override int Status => status;

        public override bool IsError => true;

        public override string ReasonPhrase => reason;

        public override Stream? ContentStream { get; set; }

        public override string ClientRequestId { get; set; } = "";

        public override void Dispose()
        {
        }

        protected override bool ContainsHeader(string name) => headers.ContainsKey(name);

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers.Select(header => new HttpHeader(header.Key, header.Value));

        protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) => headers.TryGetValue(name, out value);

        protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
        {
            values = headers.TryGetValue(name, out var value) ? [value] : null;
            return values is not null;
        }
    }
}

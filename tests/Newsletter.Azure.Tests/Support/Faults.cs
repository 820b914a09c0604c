using Azure.Core;
using Azure.Core.Pipeline;

namespace Newsletter.Azure.Tests.Support;

/// <summary>What may befall a request.</summary>
public enum Fault
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

    /// <summary>503 with Retry-After, an hour: nothing was done.</summary>
    BusyForAnHour,

    /// <summary>429 with Retry-After, an hour: nothing was done.</summary>
    ThrottledForAnHour,
}

/// <summary>Faults between a client and its service, as an unlucky network makes them.</summary>
/// <param name="next">What befalls a request, asked once for each that is sent; never called at the same time twice.</param>
/// <param name="note">Is told of each fault.</param>
internal sealed class Faults(Func<Request, Fault> next, Action<Fault>? note = null) : HttpPipelinePolicy
{
    private readonly Lock gate = new();

    /// <summary>So many faults happened.</summary>
    public int Count { get; private set; }

    /// <summary>The service said no.</summary>
    public static IReadOnlyList<Fault> Refusals { get; } = [Fault.Busy, Fault.Throttled];

    /// <summary>Nothing was done; whether the caller knows that or not.</summary>
    public static IReadOnlyList<Fault> Undone { get; } = [.. Refusals, Fault.TimedOut, Fault.Closed];

    public static IReadOnlyList<Fault> All { get; } = [.. Undone, Fault.AnswerLost];

    /// <summary>On every third request, but never thrice on the same: kinds in turn.</summary>
    /// <param name="kinds">What may befall a request.</param>
    public static Faults InTurn(Func<Request, IReadOnlyList<Fault>> kinds, Action<Fault>? note = null)
    {
        var asked = 0;
        var met = new Dictionary<string, int>();
        return new(request => ++asked % 3 != 0 || (met[request.ClientRequestId] = met.GetValueOrDefault(request.ClientRequestId) + 1) > 2
            ? Fault.None
            : kinds(request)[asked / 3 % kinds(request).Count], note);
    }

    /// <summary>What a queue's messages come through as if nothing were.</summary>
    public static Faults OfAQueue() => InTurn(request => request.Method == RequestMethod.Delete ? Refusals : Undone);

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
            if (fault != Fault.None)
            {
                Count++;
                note?.Invoke(fault);
            }
        }

        switch (fault)
        {
            case Fault.Busy:
                message.Response = new Refusal(503, "Server Busy");
                break;
            case Fault.Throttled:
                message.Response = new Refusal(429, "Too Many Requests", ("Retry-After", "0"));
                break;
            case Fault.BusyForAnHour:
                message.Response = new Refusal(503, "Server Busy", ("Retry-After", "3600"));
                break;
            case Fault.ThrottledForAnHour:
                message.Response = new Refusal(429, "Too Many Requests", ("Retry-After", "3600"));
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
}

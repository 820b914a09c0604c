using Azure.Core;
using Azure.Core.Pipeline;

namespace Newsletter.Azure;

/// <summary>
/// What became of the attempts of one call. An attempt that was sent and not answered may have been carried out: what the service says to the next one
/// is then perhaps about our own work. One that was refused (429, 503) has done nothing.
/// </summary>
internal sealed class Attempts
{
    private const string Property = "newsletter.attempts";
    private int unanswered;

    /// <summary>Whether an attempt before the last one may have been carried out.</summary>
    public bool MayHaveHappened => Volatile.Read(ref unanswered) > 0;

    /// <summary>Watches the requests that are sent until the scope is disposed.</summary>
    public static IDisposable Watch(out Attempts attempts)
    {
        attempts = new Attempts();
        return HttpPipeline.CreateHttpMessagePropertiesScope(new Dictionary<string, object?> { [Property] = attempts });
    }

    private void Note(HttpMessage message, bool isAnswered)
    {
        if (!isAnswered || message.Response.Status is 408 or 500 or 502 or 504)
        {
            Interlocked.Increment(ref unanswered);
        }
    }

    /// <summary>Stands where each retry passes.</summary>
    public sealed class Policy : HttpPipelinePolicy
    {
        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            var isAnswered = false;
            try
            {
                ProcessNext(message, pipeline);
                isAnswered = true;
            }
            finally
            {
                Of(message)?.Note(message, isAnswered);
            }
        }

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            var isAnswered = false;
            try
            {
                await ProcessNextAsync(message, pipeline);
                isAnswered = true;
            }
            finally
            {
                Of(message)?.Note(message, isAnswered);
            }
        }

        private static Attempts? Of(HttpMessage message) => message.TryGetProperty(Property, out var value) ? value as Attempts : null;
    }
}

using System.Collections.Concurrent;
using System.Threading.Channels;
using Grpc.Core;

namespace Newsletter.Functions.Tests.Isolated.Running;

/// <summary>The host's end of the streams that a worker opens. One question is asked at a time.</summary>
internal sealed class WorkerStream : FunctionRpc.FunctionRpcBase
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Channel<StreamingMessage> answers = Channel.CreateUnbounded<StreamingMessage>();
    private readonly Channel<StreamingMessage> questions = Channel.CreateUnbounded<StreamingMessage>();

    /// <summary>What the worker logged.</summary>
    public ConcurrentQueue<string> Logs { get; } = [];

    /// <summary>What the functions themselves logged.</summary>
    public ConcurrentQueue<string> Lines { get; } = [];

    public async Task<StreamingMessage> AskAsync(StreamingMessage question, StreamingMessage.ContentOneofCase answer)
    {
        await TellAsync(question);
        return await HearAsync(answer);
    }

    public ValueTask TellAsync(StreamingMessage message) => questions.Writer.WriteAsync(message);

    public async Task<StreamingMessage> HearAsync(StreamingMessage.ContentOneofCase expected)
    {
        using var late = new CancellationTokenSource(Patience);
        var message = await answers.Reader.ReadAsync(late.Token);
        Assert.Equal(expected, message.ContentCase);
        return message;
    }

    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        var writing = WriteAsync(responseStream, context.CancellationToken);
        try
        {
            await foreach (var message in requestStream.ReadAllAsync(context.CancellationToken))
            {
                if (message.ContentCase == StreamingMessage.ContentOneofCase.RpcLog)
                {
                    Logs.Enqueue(message.RpcLog.Message);
                    if (message.RpcLog.Category == typeof(Functions.Isolated.FunctionTriggers).FullName)
                    {
                        Lines.Enqueue(message.RpcLog.Message);
                    }
                }
                else
                {
                    await answers.Writer.WriteAsync(message, context.CancellationToken);
                }
            }

            await writing;
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The worker was ended.
        }
    }

    private async Task WriteAsync(IServerStreamWriter<StreamingMessage> to, CancellationToken cancel)
    {
        await foreach (var message in questions.Reader.ReadAllAsync(cancel))
        {
            await to.WriteAsync(message, cancel);
        }
    }
}

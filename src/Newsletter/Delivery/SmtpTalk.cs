using System.Globalization;
using System.Text;

namespace Newsletter.Delivery;

/// <summary>A reply of a server (RFC 5321 section 4.2).</summary>
/// <param name="Text">Of several lines, with line feeds between.</param>
internal readonly record struct SmtpReply(int Code, string Text)
{
    public bool IsGood => Code is >= 200 and < 300;
}

/// <summary>Sends bytes and reads replies, over a connection that is open already. Not for use by many threads at once.</summary>
/// <param name="patience">How long a reply is waited for.</param>
internal sealed class SmtpTalk(Stream stream, TimeSpan patience) : IDisposable
{
    private const int MostReply = 16 * 1024;

    private readonly byte[] input = new byte[1024];
    private readonly StringBuilder text = new();
    private CancellationTokenSource waiting = new();
    private byte[] output = new byte[1024];
    private int length;
    private int from;
    private int to;

    /// <summary>Sent with what comes after it by <see cref="SendAsync"/>: in one piece, so that no part of it waits for an acknowledgement.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (output.Length - length < bytes.Length)
        {
            Array.Resize(ref output, Math.Max(output.Length * 2, length + bytes.Length));
        }

        bytes.CopyTo(output.AsSpan(length));
        length += bytes.Length;
    }

    /// <param name="line">ASCII, without its end.</param>
    public void Add(string line)
    {
        Span<byte> bytes = stackalloc byte[line.Length + 2 <= 1024 ? line.Length + 2 : throw new ArgumentException("A command is too long.", nameof(line))];
        Encoding.ASCII.GetBytes(line, bytes);
        "\r\n"u8.CopyTo(bytes[line.Length..]);
        Add(bytes);
    }

    /// <exception cref="IOException">The connection failed.</exception>
    /// <exception cref="TimeoutException">It takes nothing any more.</exception>
    public async ValueTask SendAsync(CancellationToken cancel)
    {
        var bytes = output.AsMemory(0, length);
        length = 0;
        await PatientlyAsync(static async (talk, bytes, token) =>
        {
            await talk.Stream.WriteAsync(bytes, token);
            await talk.Stream.FlushAsync(token);
            return 0;
        }, bytes, cancel);
    }

    /// <exception cref="IOException">The connection failed, or what came is no reply.</exception>
    /// <exception cref="TimeoutException">No reply came.</exception>
    public async ValueTask<SmtpReply> ReadAsync(CancellationToken cancel)
    {
        text.Clear();
        while (true)
        {
            var line = await LineAsync(cancel);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) || text.Length > MostReply)
            {
                throw new IOException("The server said what is no reply.");
            }

            text.Append(text.Length > 0 ? "\n" : "").Append(line.AsSpan(Math.Min(4, line.Length)));
            if (line.Length == 3 || line[3] != '-')
            {
                return new(code, text.ToString());
            }
        }
    }

    public void Dispose() => waiting.Dispose();

    private Stream Stream => stream;

    private async ValueTask<string> LineAsync(CancellationToken cancel)
    {
        while (true)
        {
            var end = input.AsSpan(from, to - from).IndexOf((byte)'\n');
            if (end >= 0)
            {
                var line = Encoding.UTF8.GetString(input, from, end).TrimEnd('\r');
                from += end + 1;
                return line;
            }

            if (from > 0)
            {
                input.AsSpan(from, to - from).CopyTo(input);
                (from, to) = (0, to - from);
            }

            if (to == input.Length)
            {
                throw new IOException("The server said what is no reply.");
            }

            var read = await PatientlyAsync(static (talk, room, token) => talk.Stream.ReadAsync(room, token), input.AsMemory(to), cancel);
            to += read > 0 ? read : throw new IOException("The server closed the connection.");
        }
    }

    /// <summary>Does one step of talking, for as long as the server is waited for.</summary>
    private async ValueTask<int> PatientlyAsync(Func<SmtpTalk, Memory<byte>, CancellationToken, ValueTask<int>> step, Memory<byte> bytes, CancellationToken cancel)
    {
        if (!waiting.TryReset())
        {
            waiting.Dispose();
            waiting = new();
        }

        waiting.CancelAfter(patience);
        await using var both = cancel.UnsafeRegister(static waiting => ((CancellationTokenSource)waiting!).Cancel(), waiting);
        try
        {
            return await step(this, bytes, waiting.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new TimeoutException("The server does not answer.");
        }
    }
}

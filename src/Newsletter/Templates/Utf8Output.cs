using System.Text;
using Scriban.Runtime;

namespace Newsletter.Templates;

/// <summary>
/// Where a template writes: a buffer that is used again and again. Lone surrogates become U+FFFD. Growing past
/// <see cref="Limit"/> throws, because a page that was cut is worse than no new page.
/// </summary>
internal sealed class Utf8Output : IScriptOutput
{
    /// <summary>Bytes; the largest article gives a page of about 3 MB.</summary>
    public const int Limit = 16 * 1024 * 1024;

    private byte[] buffer = new byte[32 * 1024];
    private int length;

    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, length);

    public void Clear()
    {
        length = 0;
        if (buffer.Length > 1024 * 1024)
        {
            buffer = new byte[32 * 1024];
        }
    }

    public void Write(string text, int offset, int count) => Write(text.AsSpan(offset, count));

    public void Write(ReadOnlySpan<char> text)
    {
        if (length + text.Length > Limit)
        {
            throw new TemplateLimitException($"The output is larger than {Limit / (1024 * 1024)} MB.");
        }

        Reserve(text.Length * 3);
        length += Encoding.UTF8.GetBytes(text, buffer.AsSpan(length));
    }

    public ValueTask WriteAsync(string text, int offset, int count, CancellationToken cancellationToken)
    {
        Write(text, offset, count);
        return default;
    }

    private void Reserve(int more)
    {
        if (buffer.Length - length >= more)
        {
            return;
        }

        Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + more));
    }
}

/// <summary>A template went over a limit of the engine.</summary>
internal sealed class TemplateLimitException(string message) : Exception(message);

using System.Globalization;
using System.Security.Cryptography;

namespace Newsletter.Azure;

/// <summary>
/// A name for each write, stored with what it wrote: by it a write whose answer was lost is known again. No two writes of any workers share one.
/// </summary>
internal sealed class WriteMarks
{
    private readonly string writer = RandomNumberGenerator.GetHexString(20, lowercase: true);
    private long count;

    public string Next() => string.Create(CultureInfo.InvariantCulture, $"{writer}-{Interlocked.Increment(ref count)}");
}

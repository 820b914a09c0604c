namespace Newsletter.Storage;

/// <summary>What every queue asks of a message and its times.</summary>
public static class MessageBody
{
    /// <summary>The longest delay and the longest time that a message is hidden.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(7);

    /// <exception cref="ArgumentException">Empty, over <see cref="IWorkQueue.MaxBodyBytes"/>, or with a lone surrogate.</exception>
    public static void Demand(string body)
    {
        if (body.Length == 0 || StrictUtf8.CountBytes(body) > IWorkQueue.MaxBodyBytes)
        {
            throw new ArgumentException($"A message has 1 to {IWorkQueue.MaxBodyBytes} bytes.", nameof(body));
        }
    }

    /// <summary>A time in whole seconds, as Azure counts them; a fraction counts as a second.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than <paramref name="least"/>, or over <see cref="Longest"/>.</exception>
    public static TimeSpan WholeSeconds(TimeSpan time, TimeSpan least)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, Longest);
        return TimeSpan.FromSeconds(Math.Ceiling(time.TotalSeconds));
    }

    /// <exception cref="ArgumentOutOfRangeException">Not 1 to 32.</exception>
    public static void DemandCount(int max)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(max, 32);
    }
}

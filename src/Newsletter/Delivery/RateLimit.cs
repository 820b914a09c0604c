namespace Newsletter.Delivery;

/// <summary>How many mails a provider gets. Shared by all workers.</summary>
/// <param name="PerMinute">0: no limit.</param>
/// <param name="PerHour">0: no limit.</param>
public sealed record RateLimit(int PerMinute, int PerHour)
{
    public static RateLimit None { get; } = new(0, 0);

    /// <summary>The day on which a new sending domain begins; null: it is known already.</summary>
    public DateOnly? WarmUp { get; init; }

    /// <summary>Mails of the first day of a warm-up; each day after it doubles them, for <see cref="WarmUpDays"/>.</summary>
    public int WarmUpMails { get; init; } = 200;

    public const int WarmUpDays = 14;

    /// <summary>Mails of one day; null: as many as the other limits allow.</summary>
    public long? PerDay(DateOnly day) => WarmUp is { } first && day.DayNumber - first.DayNumber is < WarmUpDays and var days
        ? (long)WarmUpMails << Math.Max(days, 0)
        : null;

    public bool IsNone => PerMinute == 0 && PerHour == 0 && WarmUp is null;
}

/// <summary>What a provider got in the minute, hour and day under way, and until when it is left alone. Pure.</summary>
/// <param name="Level">How often in a row it asked to slow down.</param>
internal sealed record RateUse(DateTimeOffset Minute, int InMinute, DateTimeOffset Hour, int InHour, DateTimeOffset Day, int InDay, int Level, DateTimeOffset Held)
{
    public static RateUse Nothing { get; } = new(default, 0, default, 0, default, 0, 0, default);

    /// <summary>The use after up to so many mails more, how many that are, and, when it is none, until when to wait.</summary>
    public (RateUse After, int Granted, DateTimeOffset Until) Take(int wanted, RateLimit limit, DateTimeOffset now)
    {
        var use = this with { };
        use = Begin(now, TimeSpan.TicksPerMinute) is var minute && use.Minute != minute ? use with { Minute = minute, InMinute = 0 } : use;
        use = Begin(now, TimeSpan.TicksPerHour) is var hour && use.Hour != hour ? use with { Hour = hour, InHour = 0 } : use;
        use = Begin(now, TimeSpan.TicksPerDay) is var day && use.Day != day ? use with { Day = day, InDay = 0 } : use;
        var inMinute = limit.PerMinute > 0 ? limit.PerMinute - use.InMinute : long.MaxValue;
        var inHour = limit.PerHour > 0 ? limit.PerHour - use.InHour : long.MaxValue;
        var inDay = limit.PerDay(DateOnly.FromDateTime(now.UtcDateTime)) is { } most ? most - use.InDay : long.MaxValue;
        var granted = (int)Math.Clamp(Math.Min(Math.Min(inMinute, inHour), inDay), 0, wanted);
        var until = inDay <= 0 ? day.AddDays(1) : inHour <= 0 ? hour.AddHours(1) : minute.AddMinutes(1);
        return (use with { InMinute = use.InMinute + granted, InHour = use.InHour + granted, InDay = use.InDay + granted }, granted, until);
    }

    private static DateTimeOffset Begin(DateTimeOffset now, long ticks) => new(now.UtcTicks - (now.UtcTicks % ticks), TimeSpan.Zero);
}

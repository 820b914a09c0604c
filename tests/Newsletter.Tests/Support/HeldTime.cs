namespace Newsletter.Tests.Support;

/// <summary>A clock that moves only when a test says so; its timers fire then, on the test's thread.</summary>
public sealed class HeldTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<HeldTimer> timers = [];
    private DateTimeOffset now = start;

    public HeldTime()
        : this(Some.Time)
    {
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HeldTimer(this, () => callback(state));
        lock (gate)
        {
            timers.Add(timer);
        }

        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        var end = GetUtcNow() + by;
        while (Next(end) is { } timer)
        {
            timer.Fire();
        }

        lock (gate)
        {
            now = end;
        }
    }

    private HeldTimer? Next(DateTimeOffset end)
    {
        lock (gate)
        {
            var next = timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            now = next?.Due ?? now;
            next?.Set(next.Period > TimeSpan.Zero ? now + next.Period : null, next.Period);
            return next;
        }
    }

    private sealed class HeldTimer(HeldTime time, Action fire) : ITimer
    {
        public DateTimeOffset? Due { get; private set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => fire();

        public void Set(DateTimeOffset? due, TimeSpan period) => (Due, Period) = (due, period);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                Set(dueTime == Timeout.InfiniteTimeSpan ? null : time.now + dueTime, period);
                return true;
            }
        }

        public void Dispose()
        {
            lock (time.gate)
            {
                time.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

namespace Newsletter.Tests.Support;

/// <summary>A clock that is always so much ahead of another.</summary>
public sealed class ShiftedTime(TimeProvider clock, TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + ahead;
}

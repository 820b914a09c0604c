namespace Newsletter.Tests.Storage.Local;

/// <summary>A clock that stands where the test puts it.</summary>
internal sealed class HandMovedClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}

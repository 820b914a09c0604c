using System.Globalization;

namespace Newsletter.Tests.Support;

/// <summary>The clock that programs see which a test starts (libfaketime): a test turns it while they run. How long they wait is not changed by it.</summary>
public sealed class TurnedClock
{
    private readonly string file;
    private TimeSpan ahead;

    /// <param name="file">Where programs look for the time.</param>
    public TurnedClock(string file)
    {
        this.file = file;
        Write();
    }

    public DateTimeOffset Now => TimeProvider.System.GetUtcNow() + ahead;

    /// <summary>For the environment of programs that shall see it.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        ["LD_PRELOAD"] = Library(),
        ["FAKETIME_TIMESTAMP_FILE"] = file,
        ["FAKETIME_NO_CACHE"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        ["NO_FAKE_STAT"] = "1",
    };

    /// <summary>It goes on from there.</summary>
    public void TurnTo(DateTimeOffset instant)
    {
        ahead = instant - TimeProvider.System.GetUtcNow();
        Write();
    }

    private void Write()
    {
        // Whole at any moment: a program looks at it whenever it wants to know the time.
        File.WriteAllText(file + ".new", string.Create(CultureInfo.InvariantCulture, $"{(ahead < TimeSpan.Zero ? "" : "+")}{ahead.TotalSeconds:0.000}\n"));
        File.Move(file + ".new", file, overwrite: true);
    }

    private static string Library() => Directory.GetDirectories("/usr/lib", "*-linux-gnu*").Select(folder => Path.Combine(folder, "faketime/libfaketime.so.1")).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("libfaketime isn't installed; ./test.sh installs what the tests need.");
}

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

    /// <summary>To be put before a program and its arguments, for <c>env</c>: a program that calls another in its own place would leave shared memory behind.</summary>
    public static string Preload => "LD_PRELOAD=" + Library();

    /// <summary>For the environment of programs that shall see it.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
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

    /// <summary>Removes what the library leaves behind of a program that ended by a signal.</summary>
    public static void CleanUpAfter(string process)
    {
        File.Delete($"/dev/shm/faketime_shm_{process}");
        File.Delete($"/dev/shm/sem.faketime_sem_{process}");
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

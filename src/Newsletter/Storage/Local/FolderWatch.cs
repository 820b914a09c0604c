using System.Threading.Channels;

namespace Newsletter.Storage.Local;

/// <summary>What happened in a folder.</summary>
/// <param name="Files">Paths of files that were written, relative to the folder, with slashes.</param>
/// <param name="IsUnsure">Something else happened too, or may have been missed: only a look at the whole folder tells.</param>
public sealed record FolderChanges(IReadOnlyCollection<string> Files, bool IsUnsure);

/// <summary>
/// Tells what is written into a folder and those below it, soon after it happened. A hint: what is not told is found by looking, so a file that was
/// written while nobody watched, or in a folder that was just made, may be missing.
/// </summary>
public sealed class FolderWatch : IDisposable
{
    /// <summary>Programs write a file in several steps; it is told of once it rests for so long.</summary>
    public static TimeSpan Rest { get; } = TimeSpan.FromMilliseconds(100);

    private const int MostSteps = 20;

    private readonly FileSystemWatcher watcher;
    private readonly TimeProvider clock;
    private readonly Channel<string?> events = Channel.CreateUnbounded<string?>(new() { SingleReader = true });

    /// <exception cref="IOException">The folder can't be watched: it is not there, or the machine watches as many as it can.</exception>
    public FolderWatch(string folder, TimeProvider clock)
    {
        this.clock = clock;
        watcher = new(folder) { IncludeSubdirectories = true, NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size };
        watcher.Created += (_, e) => Tell(e);
        watcher.Changed += (_, e) => Tell(e);
        watcher.Deleted += (_, _) => events.Writer.TryWrite(null);
        watcher.Renamed += (_, e) =>
        {
            events.Writer.TryWrite(null);
            Tell(e);
        };
        watcher.Error += (_, _) => events.Writer.TryWrite(null);
        try
        {
            watcher.EnableRaisingEvents = true;
        }
        catch (ArgumentException missing)
        {
            watcher.Dispose();
            throw new IOException(missing.Message, missing);
        }
    }

    /// <summary>Waits until something happened and what was written rests, or for a few seconds at most.</summary>
    public async Task<FolderChanges> NextAsync(CancellationToken cancel)
    {
        var files = new SortedSet<string>(StringComparer.Ordinal);
        var isUnsure = false;
        await events.Reader.WaitToReadAsync(cancel);
        for (var steps = 0; steps < MostSteps; steps++)
        {
            while (events.Reader.TryRead(out var file))
            {
                isUnsure |= file is null;
                if (file is not null)
                {
                    files.Add(file);
                }
            }

            await Task.Delay(Rest, clock, cancel);
            if (!events.Reader.TryPeek(out _))
            {
                break;
            }
        }

        return new(files, isUnsure);
    }

    public void Dispose() => watcher.Dispose();

    private void Tell(FileSystemEventArgs happened) => events.Writer.TryWrite(
        happened.Name is { Length: > 0 } name && !Directory.Exists(happened.FullPath) ? name.Replace(Path.DirectorySeparatorChar, '/') : null);
}

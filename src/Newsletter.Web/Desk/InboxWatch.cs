using System.Threading.Channels;

namespace Newsletter.Web.Desk;

/// <summary>
/// Tells of files of the inbox that changed, however a program saves them: in place, cut off and written anew, or as another file that takes the name.
/// When the watch of the system fails or is overrun, the whole inbox is looked at instead.
/// </summary>
internal sealed class InboxWatch(string folder, InboxIndex index, Action<IReadOnlyList<string>> changed, TimeProvider clock, bool watches) : IDisposable
{
    /// <summary>Programs write a file in several steps.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(12);

    /// <summary>A file that was cut off is about to be written.</summary>
    private static readonly TimeSpan Refill = TimeSpan.FromMilliseconds(60);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    private readonly Channel<string?> touched = Channel.CreateUnbounded<string?>();
    private FileSystemWatcher? watcher;

    /// <summary>Names nothing; looks at every file.</summary>
    private const string? Everything = null;

    /// <summary>Begins to watch, and reads the list of files.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        Watch();
        await index.RescanAsync(cancel);
    }

    public async Task RunAsync(CancellationToken cancel)
    {
        var pause = Poll;
        while (!cancel.IsCancellationRequested)
        {
            var isAsked = await WaitAsync(watcher is null ? pause : Rest, cancel);
            var started = clock.GetTimestamp();
            var news = isAsked ? await TakeAsync(cancel) : await RescanAsync(cancel);
            if (news.Count > 0)
            {
                changed(news);
            }

            // Of a large inbox, looking must not be all that the machine does.
            pause = TimeSpan.FromTicks(Math.Max(Poll.Ticks, clock.GetElapsedTime(started).Ticks * 10));
            if (watcher is null)
            {
                Watch();
            }
        }
    }

    public void Dispose() => watcher?.Dispose();

    private async Task<bool> WaitAsync(TimeSpan most, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(most, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            return await touched.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            cancel.ThrowIfCancellationRequested();
            return false;
        }
    }

    private async Task<IReadOnlyList<string>> TakeAsync(CancellationToken cancel)
    {
        await Task.Delay(Quiet, clock, cancel);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var isAll = false;
        while (touched.Reader.TryRead(out var name))
        {
            isAll |= name == Everything;
            names.Add(name ?? "");
        }

        var news = isAll ? [.. await RescanAsync(cancel)] : new List<string>();
        foreach (var name in names.Where(name => name.Length > 0))
        {
            if (await TouchAsync(name, cancel))
            {
                news.Add(name);
            }
        }

        return news;
    }

    private async Task<bool> TouchAsync(string name, CancellationToken cancel)
    {
        try
        {
            var before = index.Find(name);
            var (file, isNews) = await index.TouchAsync(name, cancel);
            if (isNews && file is { Length: 0 } && before is { Length: > 0 })
            {
                _ = AgainAsync(name, cancel);
                return false;
            }

            return isNews;
        }
        catch (IOException)
        {
            // It is being replaced: what comes next says so.
            return false;
        }
    }

    /// <summary>An empty file that stays empty is news, after all.</summary>
    private async Task AgainAsync(string name, CancellationToken cancel)
    {
        await Task.Delay(Refill, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!cancel.IsCancellationRequested && index.Find(name) is { Length: 0 })
        {
            changed([name]);
        }
    }

    private async Task<IReadOnlyList<string>> RescanAsync(CancellationToken cancel)
    {
        try
        {
            return await index.RescanAsync(cancel);
        }
        catch (IOException)
        {
            // The folder is gone or can't be read for the moment.
            return [];
        }
    }

    private void Watch()
    {
        if (!watches || watcher is not null)
        {
            return;
        }

        FileSystemWatcher? made = null;
        try
        {
            made = new(folder) { IncludeSubdirectories = true, InternalBufferSize = 64 * 1024, NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size };
            made.Changed += (_, e) => Touch(e.FullPath);
            made.Created += (_, e) => Touch(e.FullPath);
            made.Deleted += (_, e) => Touch(e.FullPath);
            made.Renamed += (_, e) =>
            {
                Touch(e.OldFullPath);
                Touch(e.FullPath);
            };
            made.Error += (_, e) => Lose(e.GetException());
            made.EnableRaisingEvents = true;
            watcher = made;
        }
        catch (Exception fault) when (fault is IOException or ArgumentException or UnauthorizedAccessException)
        {
            // No more watches are to be had, or the folder is gone: it is tried again with the next look.
            made?.Dispose();
        }
    }

    private void Touch(string path)
    {
        var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
        touched.Writer.TryWrite(Directory.Exists(path) || index.HasBelow(name) ? Everything : name);
    }

    private void Lose(Exception fault)
    {
        if (fault is not InternalBufferOverflowException)
        {
            watcher?.Dispose();
            watcher = null;
        }

        touched.Writer.TryWrite(Everything);
    }
}

namespace Newsletter.Web.Desk;

/// <summary>Tells when a file below the folder of templates was saved.</summary>
internal sealed class TemplateWatch : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(20);
    private readonly SemaphoreSlim touched = new(0);
    private readonly Action changed;
    private readonly TimeProvider clock;
    private readonly FileSystemWatcher watcher;

    public TemplateWatch(string folder, Action changed, TimeProvider clock)
    {
        (this.changed, this.clock) = (changed, clock);
        watcher = new(folder) { IncludeSubdirectories = true, NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size };
        watcher.Changed += (_, _) => touched.Release();
        watcher.Created += (_, _) => touched.Release();
        watcher.Deleted += (_, _) => touched.Release();
        watcher.Renamed += (_, _) => touched.Release();
        watcher.Error += (_, _) => touched.Release();
        watcher.EnableRaisingEvents = true;
    }

    public async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            await touched.WaitAsync(cancel);
            await Task.Delay(Quiet, clock, cancel);
            while (touched.Wait(0, cancel))
            {
            }

            changed();
        }
    }

    public void Dispose()
    {
        watcher.Dispose();
        touched.Dispose();
    }
}

using System.Globalization;
using Newsletter.Publishing;
using Spectre.Console;

namespace Newsletter.Cli;

/// <summary>
/// Says how far a long publication has come: a bar on a terminal, a line now and then in a pipe, nothing for a short one (loading what draws bars
/// takes longer than publishing an article).
/// </summary>
internal sealed class PublicationBar(CliConsole console, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long started = clock.GetTimestamp();
    private Task? drawing;
    private PublicationProgress latest;
    private TimeSpan said;

    /// <summary>Safe from any thread.</summary>
    public void Show(PublicationProgress progress)
    {
        lock (gate)
        {
            latest = progress;
            var elapsed = clock.GetElapsedTime(started);
            if (elapsed < Short)
            {
                return;
            }

            if (console.IsTerminal)
            {
                drawing ??= Task.Run(DrawAsync);
            }
            else if (elapsed - said >= BetweenLines)
            {
                said = elapsed;
                console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{What(progress.Stage)}: {progress.Done} of {progress.Total}"));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        ended.TrySetResult();
        if (drawing is not null)
        {
            await drawing;
        }
    }

    private async Task DrawAsync() => await console.Rich.Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .StartAsync(async context =>
        {
            ProgressTask? task = null;
            PublicationStage? stage = null;
            while (await Task.WhenAny(ended.Task, Task.Delay(TimeSpan.FromMilliseconds(80), clock)) != ended.Task)
            {
                var now = Latest();
                if (now.Stage != stage)
                {
                    task?.Value = task.MaxValue;
                    (task, stage) = (context.AddTask(What(now.Stage)), now.Stage);
                }

                task!.IsIndeterminate = now.Total == 0;
                task.MaxValue = Math.Max(1, now.Total);
                task.Value = now.Done;
            }
        });

    private PublicationProgress Latest()
    {
        lock (gate)
        {
            return latest;
        }
    }

    private static string What(PublicationStage stage) => stage switch
    {
        PublicationStage.Scan => "Looking at the inbox",
        PublicationStage.Ingest => "Reading articles",
        _ => "Publishing",
    };
}

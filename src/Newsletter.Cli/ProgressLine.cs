using System.Globalization;
using Newsletter.Publishing;

namespace Newsletter.Cli;

/// <summary>One line on a terminal that says how far a publication has come; nothing in a pipe.</summary>
internal sealed class ProgressLine : IDisposable
{
    private const int Width = 30;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(80);

    private readonly CliConsole? console;
    private readonly Lock gate = new();
    private long last;
    private bool isShown;

    private ProgressLine(CliConsole? console) => this.console = console;

    public static ProgressLine Start(CliConsole console) => new(console.IsTerminal ? console : null);

    public void Show(PublicationProgress progress)
    {
        if (console is null)
        {
            return;
        }

        lock (gate)
        {
            var isDone = progress.Total > 0 && progress.Done >= progress.Total;
            if (!isDone && isShown && TimeProvider.System.GetElapsedTime(last) < Pace)
            {
                return;
            }

            last = TimeProvider.System.GetTimestamp();
            isShown = true;
            var filled = progress.Total == 0 ? 0 : (int)((long)Width * Math.Min(progress.Done, progress.Total) / progress.Total);
            var what = progress.Stage switch
            {
                PublicationStage.Scan => "Looking at the inbox",
                PublicationStage.Ingest => "Reading articles    ",
                _ => "Publishing          ",
            };
            console.Error.Write(string.Create(CultureInfo.InvariantCulture,
                $"\r{what} {new string('\u2588', filled)}{new string('\u2591', Width - filled)} {progress.Done}/{progress.Total}\u001b[K"));
        }
    }

    public void Dispose()
    {
        if (console is not null && isShown)
        {
            console.Error.Write("\r\u001b[K");
        }
    }
}

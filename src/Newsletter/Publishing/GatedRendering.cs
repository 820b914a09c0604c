using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Newsletter.Catalogue;
using Newsletter.Site;
using Newsletter.Templates;

namespace Newsletter.Publishing;

/// <summary>Renders the outputs of a mark, and lets those through that show nothing they must not.</summary>
internal sealed class GatedRendering(OutputRenderer renderer, SiteSettings site)
{
    private readonly LeakGate gate = new(renderer, site);
    private readonly ConcurrentDictionary<string, (OutputLeak Leak, string Mark)> stopped = new(StringComparer.Ordinal);

    /// <summary>What was not let through, by key.</summary>
    public IReadOnlyList<OutputLeak> Leaks => [.. stopped.Values.Select(s => s.Leak).OrderBy(l => l.Key, StringComparer.Ordinal)];

    /// <summary>Rows of the marks that stay, since something of theirs was not let through.</summary>
    public IReadOnlyCollection<string> StoppedMarks => [.. stopped.Values.Select(s => s.Mark).Distinct(StringComparer.Ordinal)];

    public bool Stops(string mark) => !stopped.IsEmpty && stopped.Values.Any(s => s.Mark == mark);

    public async IAsyncEnumerable<Output> RenderAsync(PublishPass pass, DirtyMark mark, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var output in renderer.RenderAsync(pass, mark, cancel))
        {
            if (await gate.FindAsync(pass, output, cancel) is { } leak)
            {
                stopped[output.Key] = (await LocatedAsync(pass, mark, leak, cancel), mark.Row);
            }
            else
            {
                stopped.TryRemove(output.Key, out _);
                yield return output;
            }
        }
    }

    /// <summary>Renders it once more to see which line of which template puts the words out.</summary>
    private async ValueTask<OutputLeak> LocatedAsync(PublishPass pass, DirtyMark mark, OutputLeak leak, CancellationToken cancel)
    {
        using var trace = TemplateTrace.Begin(leak.Letters);
        var again = new PublishPass(pass.Catalogue, pass.Addresses);
        await foreach (var output in renderer.RenderAsync(again, mark, cancel))
        {
            if (output.Key == leak.Key)
            {
                break;
            }
        }

        return leak.At(trace.Found);
    }
}

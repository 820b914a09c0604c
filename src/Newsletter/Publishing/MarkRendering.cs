using System.Collections.Concurrent;
using Newsletter.Catalogue;
using Newsletter.Site;

namespace Newsletter.Publishing;

/// <summary>
/// Renders what marks stand for and writes what changed; once more where somebody else writes the same. What fails is kept, and all else goes on.
/// </summary>
internal sealed class MarkRendering(ArticleCatalogue catalogue, OutputRenderer renderer, SiteSettings site, OutputWriter output, WaitingTitles waiting)
{
    private const int AtOnce = 1024;
    private const int MostConflicts = 20;

    /// <summary>So many failures, and it isn't the articles.</summary>
    private const int MostFailures = 20;

    private readonly GatedRendering rendering = new(renderer, site);
    private readonly ConcurrentDictionary<DirtyMark, Exception> failures = [];

    public required bool IsShared { get; init; }

    public IReadOnlyDictionary<DirtyMark, Exception> Failures => failures;

    public IReadOnlyList<OutputLeak> Leaks => rendering.Leaks;

    public IReadOnlyCollection<string> StoppedMarks => rendering.StoppedMarks;

    private SharedRendering Shared => new(rendering, output);

    public PublishPass NewPass() => new(catalogue, renderer.Addresses, waiting, IsShared ? PublishPass.FewItems : PublishPass.MostItems);

    public bool Stops(string mark) => rendering.Stops(mark);

    /// <summary>Returns the marks whose outputs were written.</summary>
    public async Task<IReadOnlySet<string>> RenderAsync(PublishPass pass, IAsyncEnumerable<DirtyMark> marks, PublishCount count, CancellationToken cancel)
    {
        var changed = new ConcurrentBag<string>();
        await waiting.BeginAsync(cancel);
        if (IsShared)
        {
            await foreach (var some in marks.Chunk(AtOnce).WithCancellation(cancel))
            {
                // One pass to look and one to write, not both at a time.
                var looks = await LookAsync(NewPass(), some, cancel);
                var later = NewPass();
                await Parallel.ForEachAsync(some, cancel, (mark, token) => RenderAsync(later, mark, looks.GetValueOrDefault(mark), changed, count, token));
            }
        }
        else
        {
            await Parallel.ForEachAsync(marks, cancel, (mark, token) => RenderAsync(pass, mark, null, changed, count, token));
        }

        await waiting.SaveAsync(cancel);
        return changed.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>What could not be looked at will be looked at once more, by itself.</summary>
    private async Task<IReadOnlyDictionary<DirtyMark, Look>> LookAsync(PublishPass pass, IEnumerable<DirtyMark> marks, CancellationToken cancel)
    {
        var looks = new ConcurrentDictionary<DirtyMark, Look>();
        await Parallel.ForEachAsync(marks, cancel, async (mark, token) =>
        {
            try
            {
                looks[mark] = await Shared.LookAsync(pass, mark, token);
            }
            catch (Exception fault) when (Failure.IsOne(fault) || fault is BodyMissingException)
            {
            }
        });
        return looks;
    }

    private async ValueTask RenderAsync(PublishPass pass, DirtyMark mark, Look? look, ConcurrentBag<string> changed, PublishCount count, CancellationToken cancel)
    {
        try
        {
            if (await RenderAsync(pass, mark, look, cancel))
            {
                changed.Add(mark.Row);
            }

            failures.TryRemove(mark, out _);
        }
        catch (Exception fault) when (Failure.IsOne(fault) && failures.Count < MostFailures)
        {
            failures[mark] = fault;
        }

        count.Add(mark);
    }

    /// <summary>True when a byte of them changed.</summary>
    /// <param name="look">Among many: what was there before the pass was made; null: nobody has looked.</param>
    private async Task<bool> RenderAsync(PublishPass pass, DirtyMark mark, Look? look, CancellationToken cancel)
    {
        var changed = false;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (IsShared && look is null)
                {
                    look = await Shared.LookAsync(pass, mark, cancel);
                    pass = NewPass();
                }

                var (isDone, wrote) = await (look is null ? WriteAsync(pass, mark, cancel) : Shared.WriteAsync(pass, mark, look, cancel));
                changed |= wrote;
                if (isDone)
                {
                    return changed;
                }
            }
            catch (BodyMissingException) when (attempt < MostConflicts)
            {
                changed = true;
            }

            if (attempt == MostConflicts)
            {
                throw new StorageConflictException($"The outputs of '{mark.Key}' keep being changed by somebody else.");
            }

            // What the other one wrote may be older or newer than what this pass knows.
            (pass, look) = (NewPass(), null);
        }
    }

    private async Task<(bool IsDone, bool Changed)> WriteAsync(PublishPass pass, DirtyMark mark, CancellationToken cancel)
    {
        var (isDone, changed) = (true, false);
        await foreach (var rendered in rendering.RenderAsync(pass, mark, cancel))
        {
            var outcome = await output.WriteAsync(rendered, cancel);
            isDone &= outcome != WriteOutcome.Conflict;
            changed |= outcome == WriteOutcome.Written;
        }

        return (isDone, changed);
    }
}

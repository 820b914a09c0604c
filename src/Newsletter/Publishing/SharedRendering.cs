using Newsletter.Catalogue;
using Newsletter.Storage;

namespace Newsletter.Publishing;

/// <summary>
/// Renders a mark while other workers may render the same. What is there is looked at first, the catalogue is read after that, and an output is
/// replaced only if it is still what was seen: whoever wrote later has read the catalogue later, so nobody's older view replaces a newer one. An output
/// whose bytes differ is rendered twice for it.
/// </summary>
internal sealed class SharedRendering(GatedRendering rendering, OutputWriter output, Func<PublishPass> newPass)
{
    /// <summary>Whether it is done, or somebody else wrote meanwhile; and whether a byte was changed.</summary>
    /// <param name="pass">Good enough to find out whether anything differs.</param>
    public async Task<(bool IsDone, bool Changed)> TryAsync(PublishPass pass, DirtyMark mark, CancellationToken cancel)
    {
        var differing = new Dictionary<string, Blob?>(StringComparer.Ordinal);
        await foreach (var rendered in rendering.RenderAsync(pass, mark, cancel))
        {
            var (key, content) = (rendered.Key, rendered.Content);
            var there = await output.SeeAsync(key, cancel);
            if (!output.IsUnchanged(there, content))
            {
                differing[key] = there;
            }
        }

        if (differing.Count == 0)
        {
            return (true, false);
        }

        var (isDone, changed) = (true, false);
        await foreach (var rendered in rendering.RenderAsync(newPass(), mark, cancel))
        {
            var (key, content) = (rendered.Key, rendered.Content);
            if (!differing.TryGetValue(key, out var seen))
            {
                isDone &= output.IsUnchanged(await output.SeeAsync(key, cancel), content);
            }
            else if (!output.IsUnchanged(seen, content))
            {
                var outcome = await output.ReplaceAsync(key, content, seen, cancel);
                isDone &= outcome != WriteOutcome.Conflict;
                changed |= outcome == WriteOutcome.Written;
            }
        }

        return (isDone, changed);
    }
}

using System.IO.Hashing;
using Newsletter.Catalogue;
using Newsletter.Storage;

namespace Newsletter.Publishing;

/// <summary>What stands where outputs of a mark would be replaced, by key: seen before the catalogue is read once more.</summary>
internal sealed class Look
{
    private readonly Dictionary<string, (string? ETag, UInt128 Hash)> seen = new(StringComparer.Ordinal);

    public bool IsEmpty => seen.Count == 0;

    /// <param name="there">Null: nothing. Its bytes are not kept: a pass has thousands of outputs.</param>
    public void Add(string key, Blob? there) => seen[key] = there is null ? default : (there.Item.ETag, XxHash128.HashToUInt128(there.Content.Span));

    /// <summary>Whether it was looked at; and if so its ETag (null: nothing was there), and whether it had these bytes.</summary>
    public bool TryGet(Output output, out string? etag, out bool isSame)
    {
        var found = seen.TryGetValue(output.Key, out var there);
        etag = there.ETag;
        isSame = output.IsGone ? found && etag is null : etag is not null && there.Hash == XxHash128.HashToUInt128(output.Content.Span);
        return found;
    }
}

/// <summary>
/// Renders a mark while other workers may render the same. What is there is looked at first, the catalogue is read after that, and an output is
/// replaced only if it is still what was seen: whoever wrote later has read the catalogue later, so nobody's older view replaces a newer one. An output
/// whose bytes differ is rendered twice for it; the marks of a pass are all looked at first, and then share what is read and rendered after that.
/// </summary>
internal sealed class SharedRendering(GatedRendering rendering, OutputWriter output)
{
    /// <param name="pass">Good enough to find out whether anything differs.</param>
    public async Task<Look> LookAsync(PublishPass pass, DirtyMark mark, CancellationToken cancel)
    {
        var look = new Look();
        await foreach (var rendered in rendering.RenderAsync(pass, mark, cancel))
        {
            var there = await output.SeeAsync(rendered.Key, cancel);
            if (!output.IsUnchanged(there, rendered))
            {
                look.Add(rendered.Key, there);
            }
        }

        return look;
    }

    /// <summary>Whether it is done, or somebody else wrote meanwhile; and whether a byte was changed.</summary>
    /// <param name="pass">Made after the look.</param>
    public async Task<(bool IsDone, bool Changed)> WriteAsync(PublishPass pass, DirtyMark mark, Look look, CancellationToken cancel)
    {
        var (isDone, changed) = (true, false);
        if (look.IsEmpty)
        {
            return (isDone, changed);
        }

        await foreach (var rendered in rendering.RenderAsync(pass, mark, cancel))
        {
            if (!look.TryGet(rendered, out var etag, out var isSame))
            {
                isDone &= output.IsUnchanged(await output.SeeAsync(rendered.Key, cancel), rendered);
            }
            else if (!isSame)
            {
                var outcome = await output.ReplaceAsync(rendered, etag, cancel);
                isDone &= outcome != WriteOutcome.Conflict;
                changed |= outcome == WriteOutcome.Written;
            }
        }

        return (isDone, changed);
    }
}

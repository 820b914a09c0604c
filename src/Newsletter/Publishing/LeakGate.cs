using System.Collections.Concurrent;
using Newsletter.Site;
using Newsletter.Spoilers;
using Newsletter.Spoilers.Leaks;

namespace Newsletter.Publishing;

/// <summary>
/// The gate before a write: every output of a safe channel, and the open part of every page, is searched for what the articles in it hide. It holds
/// against templates and against our own code, as <see cref="LeakSearch"/> holds against slips of editors. Looks at once whether there is anything
/// to look at (<see cref="Guard"/>), and closely only then (<see cref="CloseLook"/>).
/// </summary>
internal sealed class LeakGate(OutputRenderer renderer, SiteSettings site)
{
    private readonly ConcurrentBag<ReadOutput> free = [];

    /// <summary>What keeps an output from being written; null: nothing.</summary>
    public ValueTask<OutputLeak?> FindAsync(PublishPass pass, Output output, CancellationToken cancel) => FindAsync(pass, output, Tolerance.None, cancel);

    /// <param name="shown">What its reader asked to be told: nothing beyond that may be in it.</param>
    public async ValueTask<OutputLeak?> FindAsync(PublishPass pass, Output output, Tolerance shown, CancellationToken cancel)
    {
        if (output.Shown.Count == 0 || (output.Channel.Policy == ChannelPolicy.Everything && output.Channel != Channel.Page && shown == Tolerance.None))
        {
            return null;
        }

        var guards = new Guard[output.Shown.Count];
        var isGuarded = false;
        for (var i = 0; i < guards.Length; i++)
        {
            guards[i] = await (shown == Tolerance.None ? pass.GuardAsync(output.Shown[i], cancel) : pass.GuardAsync(output.Shown[i], shown, cancel));
            isGuarded |= !guards[i].IsEmpty;
        }

        if (!isGuarded)
        {
            return null;
        }

        var read = free.TryTake(out var used) ? used : new();
        try
        {
            read.Read(output);
            for (var i = 0; i < guards.Length; i++)
            {
                if (read.MayShow(guards[i]) && await new CloseLook(renderer, site, pass, output, read, shown).FindAsync(output.Shown[i], guards[i], cancel) is { } leak)
                {
                    return leak;
                }
            }

            return null;
        }
        finally
        {
            free.Add(read);
        }
    }
}

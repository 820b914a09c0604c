using System.Collections.Concurrent;
using Newsletter.Spoilers;

namespace Newsletter.Publishing;

/// <summary>Read More titles that no published article has yet, as they are met while rendering.</summary>
public sealed class WaitingTitles
{
    private readonly ConcurrentDictionary<(string Source, SafeText Title), bool> met = new();

    /// <summary>In the order of files, then titles.</summary>
    public IReadOnlyList<(string Source, SafeText Title)> InOrder =>
        [.. met.Keys.OrderBy(w => w.Source, StringComparer.Ordinal).ThenBy(w => w.Title.ToString(), StringComparer.Ordinal)];

    public void Add(string source, SafeText title) => met.TryAdd((source, title), true);
}

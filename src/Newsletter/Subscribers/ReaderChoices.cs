using Newsletter.Catalogue;
using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Subscribers;

/// <summary>What readers can choose from, read from the catalogue when articles changed since it was read last, and at most once a minute.</summary>
public sealed class ReaderChoices(ArticleCatalogue catalogue, TemplateSources templates, TimeProvider clock)
{
    private const int MostOfAKind = 200;
    private const string Strings = "strings/", Json = ".json";
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private volatile Known? known;

    public async ValueTask<Choices> GetAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (known is { } fresh && now - fresh.At < Fresh)
        {
            return fresh.Choices;
        }

        var version = await catalogue.VersionAsync(cancel);
        var choices = known is { } same && same.Version == version ? same.Choices : await ReadAsync(cancel);
        known = new(now, version, choices);
        return choices;
    }

    private async ValueTask<Choices> ReadAsync(CancellationToken cancel)
    {
        var lists = await catalogue.ListsAsync(cancel).ToListAsync(cancel);
        var named = new List<(ListKey Key, SafeText Name)>();
        foreach (var kind in new[] { ListKind.Section, ListKind.Tag, ListKind.Work })
        {
            foreach (var list in lists.Where(list => list.Kind == kind).Take(MostOfAKind))
            {
                named.Add((list, await catalogue.NameAsync(list, cancel)));
            }
        }

        return new(
            [.. named.Where(list => list.Key.Kind != ListKind.Work)], [.. named.Where(list => list.Key.Kind == ListKind.Work).Select(list => (list.Key.Slug, list.Name))],
            [.. templates.Names.Where(name => name.StartsWith(Strings, StringComparison.Ordinal)).Select(name => name[Strings.Length..^Json.Length])]);
    }

    private sealed record Known(DateTimeOffset At, string? Version, Choices Choices);
}

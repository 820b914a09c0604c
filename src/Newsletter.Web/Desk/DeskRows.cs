using System.Collections.Concurrent;
using Newsletter.Articles;
using Newsletter.Catalogue;
using Newsletter.Publishing;
using Newsletter.Spoilers;
using Newsletter.Storage;

namespace Newsletter.Web.Desk;

/// <summary>How an article of the inbox stands with the published site.</summary>
internal enum DeskState
{
    /// <summary>Never published.</summary>
    Draft,

    /// <summary>Changed since it was published.</summary>
    Waiting,

    Scheduled,
    Published,

    /// <summary>The last publication found errors.</summary>
    Rejected,

    /// <summary>Taken back by command.</summary>
    Retracted,
}

/// <summary>An article as the desk's list shows it.</summary>
/// <param name="ComesOut">Of a scheduled one.</param>
internal sealed record DeskRow(string Name, string Title, DeskState State, SpoilerLevel Level, int Errors, int Warnings, int Hints, DateTimeOffset Changed, DateTimeOffset? ComesOut);

/// <summary>
/// The desk's list. What the site knows of each file is read once, and again where it may have changed; the files themselves are read when their row is
/// shown, and only where the site doesn't know them.
/// </summary>
internal sealed class DeskRows(DeskSite site, InboxIndex index)
{
    private readonly ArticleCatalogue catalogue = site.Stores.Catalogue(site.Settings);
    private readonly ConcurrentDictionary<string, SourceRecord> known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string ETag, SourceRecord? Source, DeskRow Row)> rows = new(StringComparer.Ordinal);

    /// <summary>Reads what the site knows of every file.</summary>
    public async Task SurveyAsync(CancellationToken cancel)
    {
        var gone = new HashSet<string>(known.Keys, StringComparer.Ordinal);
        await foreach (var (name, source) in catalogue.SourcesAsync(cancel))
        {
            known[name] = source;
            gone.Remove(name);
        }

        foreach (var name in gone)
        {
            known.TryRemove(name, out _);
        }
    }

    /// <summary>Reads what the site knows of some files. Returns those of which it knows something else now.</summary>
    public async Task<IReadOnlyList<string>> LookAsync(IEnumerable<string> names, CancellationToken cancel)
    {
        var changed = new List<string>();
        foreach (var name in names)
        {
            var now = await catalogue.SourceAsync(name, cancel);
            var before = known.GetValueOrDefault(name);
            if ((now?.ETag, now?.State, now?.Slug, now?.Problems.Count) == (before?.ETag, before?.State, before?.Slug, before?.Problems.Count))
            {
                continue;
            }

            changed.Add(name);
            if (now is null)
            {
                known.TryRemove(name, out _);
            }
            else
            {
                known[name] = now;
            }
        }

        return changed;
    }

    public DeskState StateOf(BlobItem file) => known.GetValueOrDefault(file.Name) switch
    {
        null => DeskState.Draft,
        var source when source.ETag == file.ETag => StateOf(source),
        { Slug: null } => DeskState.Draft,
        _ => DeskState.Waiting,
    };

    /// <summary>How many articles are in each state.</summary>
    public IReadOnlyDictionary<DeskState, int> Counts() => index.Newest.CountBy(StateOf).ToDictionary();

    /// <summary>The files that have these words in their name, or in their title as far as it was read.</summary>
    public IEnumerable<BlobItem> Find(string words, DeskState? state) => index.Newest.Where(file =>
        (state is null || StateOf(file) == state)
        && (words.Length == 0 || file.Name.Contains(words, StringComparison.OrdinalIgnoreCase)
            || (rows.TryGetValue(file.Name, out var row) && row.Row.Title.Contains(words, StringComparison.OrdinalIgnoreCase))));

    public async Task<DeskRow> RowAsync(BlobItem file, CancellationToken cancel)
    {
        var source = known.GetValueOrDefault(file.Name);
        if (rows.TryGetValue(file.Name, out var made) && made.ETag == file.ETag && ReferenceEquals(made.Source, source))
        {
            return made.Row;
        }

        var row = InboxName.KindOf(file.Name) == InboxKind.Article ? await ReadAsync(file, source, cancel)
            : new(file.Name, file.Name, DeskState.Rejected, SpoilerLevel.None, 1, 0, 0, file.LastModified, null);
        rows[file.Name] = (file.ETag, source, row);
        return row;
    }

    private static DeskState StateOf(SourceRecord source) => source.State switch
    {
        SourceState.Published => DeskState.Published,
        SourceState.Scheduled => DeskState.Scheduled,
        SourceState.Retracted => DeskState.Retracted,
        SourceState.Draft => source.Slug is null ? DeskState.Draft : DeskState.Waiting,
        _ => DeskState.Rejected,
    };

    private async Task<DeskRow> ReadAsync(BlobItem file, SourceRecord? source, CancellationToken cancel)
    {
        var record = source?.Slug is { } slug ? await catalogue.FindAsync(slug, cancel) : null;
        if (source?.ETag == file.ETag && record?.Source == file.Name && record.SourceHash == source.Hash)
        {
            return Row(file, record.FullTitle ?? record.Safe.Title.ToString(), StateOf(source), record.Safe.Level, source.Problems) with
            {
                ComesOut = source.State == SourceState.Scheduled ? record.Published : null,
            };
        }

        if (await site.Stores.Inbox.GetAsync(file.Name, cancel) is not { } blob)
        {
            return Row(file, file.Name, DeskState.Draft, SpoilerLevel.None, []);
        }

        var read = ArticleReader.Read(file.Name, blob.Content.Span, site.Settings);
        // The same bytes saved once more are no other version.
        var state = source?.Hash == read.Hash ? StateOf(source) : StateOf(file);
        var problems = source?.Hash == read.Hash && source.Problems.Count > 0 ? source.Problems : read.Diagnostics;
        return Row(file, read.Front?.Title ?? file.Name, state, read.Split?.Safe.Level ?? SpoilerLevel.Ending, problems);
    }

    private static DeskRow Row(BlobItem file, string title, DeskState state, SpoilerLevel level, IReadOnlyList<Diagnostic> problems)
    {
        int Of(Severity severity) => problems.Count(d => d.Severity == severity);
        return new(file.Name, title, state, level, Of(Severity.Error), Of(Severity.Warning), Of(Severity.Hint), file.LastModified, null);
    }
}

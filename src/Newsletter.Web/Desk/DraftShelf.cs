using System.Collections.Concurrent;
using System.Globalization;
using Newsletter.Digests;
using Newsletter.Publishing.Previews;
using Newsletter.Spoilers;

namespace Newsletter.Web.Desk;

/// <summary>One version of a draft, with what was rendered of it.</summary>
internal sealed class ShelvedDraft(Draft draft, string version, LiveTemplates templates, CancellationToken stop)
{
    private readonly ConcurrentDictionary<string, object> rendered = new(StringComparer.Ordinal);

    public Draft Draft => draft;

    /// <summary>Differs when anything may look different.</summary>
    public string Version => version;

    /// <summary>As published: what stands in its head is read from here, and the search for leaks is made on it.</summary>
    public Task<PagePreview?> PageAsync() => OnceAsync("page", set => set.Real.PageAsync(draft, stop));

    /// <summary>The same with addresses that lead into the desk's frames.</summary>
    public Task<PagePreview?> FramedPageAsync() => OnceAsync("framed", set => set.Framed.PageAsync(draft, stop));

    public Task<FeedPreview?> FeedAsync(bool full) => OnceAsync(full ? "full" : "feed", set => set.Framed.FeedAsync(draft, full, stop));

    /// <summary>The item's source, with the addresses that readers get.</summary>
    public Task<FeedPreview?> RealFeedAsync(bool full) => OnceAsync(full ? "real full" : "real feed", set => set.Real.FeedAsync(draft, full, stop));

    public Task<MailPreview?> MailAsync(SpoilerLevel tolerance) => OnceAsync("mail " + tolerance.Word(), set => set.Real.MailAsync(draft, new Tolerance(tolerance), stop));

    /// <summary>The mail with a reader's own links, which no preview has.</summary>
    public Task<MailPreview?> MailAsync(SpoilerLevel tolerance, DigestLinks links) => templates.RenderAsync(set => set.Real.MailAsync(draft, new(tolerance), links, stop));

    public Task<FullHtml?> BoundaryAsync() => OnceAsync("boundary", set => set.Framed.BoundaryAsync(draft, stop));

    public Task<IReadOnlyList<SafeText>> WaitingAsync() => OnceAsync("waiting", set => set.Real.WaitingAsync(draft, stop));

    private Task<T> OnceAsync<T>(string what, Func<TemplateSet, Task<T>> render) =>
        ((Lazy<Task<T>>)rendered.GetOrAdd(what, _ => new Lazy<Task<T>>(() => templates.RenderAsync(render)))).Value;
}

/// <summary>The drafts that somebody looks at: few, each taken once for each of its versions.</summary>
internal sealed class DraftShelf(DeskSite site, InboxIndex index, LiveTemplates templates, TimeProvider clock, CancellationToken stop) : IDisposable
{
    private const int Most = 6;
    private readonly DraftReader reader = new(site.Stores, site.Settings, clock);
    private readonly SemaphoreSlim taking = new(1);
    private readonly ConcurrentDictionary<string, ShelvedDraft> shelf = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ReadOnlyMemory<byte>> lastPages = new(StringComparer.Ordinal);
    private int generation;

    /// <summary>Something else changed that drafts are shown by: a template, a picture, another article.</summary>
    public void Outdate() => Interlocked.Increment(ref generation);

    /// <summary>Null: the inbox has no such article.</summary>
    public async Task<ShelvedDraft?> FindAsync(string name, CancellationToken cancel)
    {
        // Only what a listing has shown is looked for: a name from an address is never made a path.
        if (index.Find(name) is not { } file)
        {
            return null;
        }

        var version = string.Create(CultureInfo.InvariantCulture, $"{file.ETag}-{generation}");
        await taking.WaitAsync(cancel);
        try
        {
            if (shelf.TryGetValue(name, out var known) && known.Version == version)
            {
                return known;
            }

            if (await reader.TakeAsync(name, stop) is not { } draft)
            {
                return null;
            }

            if (shelf.Count >= Most && !shelf.ContainsKey(name))
            {
                shelf.TryRemove(shelf.Keys.First(), out _);
            }

            return shelf[name] = new(draft, version, templates, stop);
        }
        finally
        {
            taking.Release();
        }
    }

    /// <summary>The page of a draft; while nothing can be shown of it, as it was when that could be.</summary>
    public async Task<(ReadOnlyMemory<byte>? Content, bool IsOld)> PageAsync(ShelvedDraft draft)
    {
        var name = draft.Draft.Read.Name;
        if (await draft.FramedPageAsync() is { } page)
        {
            if (lastPages.Count > Most && !lastPages.ContainsKey(name))
            {
                lastPages.Clear();
            }

            lastPages[name] = page.Content;
            return (page.Content, false);
        }

        if (lastPages.TryGetValue(name, out var last))
        {
            return (last, true);
        }

        var catalogue = site.Stores.Catalogue(site.Settings);
        return await catalogue.SourceAsync(name, stop) is { Slug: { } slug }
            ? (await templates.RenderAsync(set => set.Framed.PublishedPageAsync(catalogue, slug, stop)), true)
            : (null, true);
    }

    /// <summary>A file of the site, as far as the drafts on the shelf or the published site have it.</summary>
    public async Task<Storage.Blob?> FileAsync(string key, CancellationToken cancel)
    {
        foreach (var draft in shelf.Values)
        {
            if (await draft.Draft.FileAsync(key, cancel) is { } file)
            {
                return file;
            }
        }

        return await site.Stores.Web.GetAsync(key, cancel);
    }

    public void Dispose() => taking.Dispose();
}

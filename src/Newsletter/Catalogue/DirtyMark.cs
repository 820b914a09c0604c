namespace Newsletter.Catalogue;

public enum DirtyKind
{
    /// <summary>One article's page.</summary>
    Page,

    /// <summary>A list's front page and feeds.</summary>
    List,

    /// <summary>A list's archive of one period.</summary>
    Period,

    /// <summary>What names every list: the feeds page, the OPML files, the sitemap index.</summary>
    Directory,

    /// <summary>No output: an upload that is to be seen in those before it (<see cref="Catalogue.Arrival"/>).</summary>
    Arrival,
}

/// <summary>A group of outputs that must be rendered anew; stored until that is done.</summary>
public readonly record struct DirtyMark
{
    private DirtyMark(DirtyKind kind, string key) => (Kind, Key) = (kind, key);

    public DirtyKind Kind { get; }

    /// <summary>Slug, list, or list and period.</summary>
    public string Key { get; }

    public static DirtyMark Directory { get; } = new(DirtyKind.Directory, "all");

    public static DirtyMark Page(string slug) => new(DirtyKind.Page, slug);

    public static DirtyMark List(ListKey list) => new(DirtyKind.List, list.ToString());

    public static DirtyMark Archive(ListKey list, Period period) => new(DirtyKind.Period, $"{period}|{list}");

    public static DirtyMark Arrival(string slug) => new(DirtyKind.Arrival, slug);

    public ListKey ListKey => ListKey.Parse(Kind == DirtyKind.Period ? Key[(Key.IndexOf('|') + 1)..] : Key);

    public Period Period => Period.Parse(Key[..Key.IndexOf('|')]);

    /// <summary>Row key; pages come first, then lists, periods, the directory, arrivals.</summary>
    internal string Row => $"{(int)Kind}|{Key}";

    internal static DirtyMark Parse(string row) => new((DirtyKind)(row[0] - '0'), row[2..]);
}

using Newsletter.Articles;
using Newsletter.Feeds;
using Newsletter.Spoilers;

namespace Newsletter.Catalogue;

/// <summary>What an upload, a retraction or the clock makes of one article: its records before and after. Pure.</summary>
/// <param name="Old">Record under the new slug before; null: none.</param>
/// <param name="New">Record under the new slug after.</param>
/// <param name="Left">Record under the slug that the article leaves, before; null: it leaves none.</param>
public sealed record ArticleChange(ArticleRecord? Old, ArticleRecord New, ArticleRecord? Left)
{
    /// <summary>The record that stays under the slug that was left: it points on.</summary>
    public ArticleRecord? Stub => Left is null
        ? null
        : Left with { State = ArticleState.Moved, MovedTo = New.Slug, Source = New.Source, LinkedFiles = [], Assets = [] };

    /// <summary>The article's former record, whatever its slug was.</summary>
    public ArticleRecord? Before => Left ?? (Old?.Id == New.Id ? Old : null);

    /// <summary>Every record that the change touches, as it was and as it is to be.</summary>
    public IEnumerable<ArticleRecord> States => new[] { Old, Left, New }.OfType<ArticleRecord>();

    /// <summary>Whether other articles' outputs may show it. Of the same bytes taken again too: a crash may have swallowed the marks of the first time.</summary>
    public bool ShowsElsewhere => SeenByOthers(Before) != SeenByOthers(New) || Before?.SourceHash == New.SourceHash;

    /// <summary>A new version, or the first one, of the file <paramref name="read"/>. Null when the slug belongs to another file.</summary>
    /// <param name="old">The record under the slug that the upload asks for.</param>
    /// <param name="left">The record under the slug that the file had so far, when that is another one.</param>
    /// <param name="former">The name that the file had so far, when that is another one.</param>
    /// <param name="now">The pipeline's clock.</param>
    public static ArticleChange? Upload(ReadArticle read, ArticleRecord? old, ArticleRecord? left, string? former, SiteSettings site, DateTimeOffset now)
    {
        var isOwn = old is not null && (old.Source == read.Name || old.Source == former);
        if (old is not null && !isOwn && old.State is not ArticleState.Retracted)
        {
            return null;
        }

        var (front, split) = (read.Front!, read.Split!);
        var before = left ?? (isOwn ? old : null);
        var published = front.Published?.ToDateTimeOffset() ?? before?.Published ?? now;
        var isOut = published <= now;
        var record = new ArticleRecord
        {
            Slug = read.Slug,
            Id = before?.Id ?? NewId(read, published, old is not null, site),
            Source = read.Name,
            SourceHash = read.Hash,
            State = isOut ? ArticleState.Published : ArticleState.Scheduled,
            Published = published,
            Updated = Later(front.Updated?.ToDateTimeOffset() ?? (before is null || before.SourceHash == read.Hash ? before?.Updated ?? published : now), published),
            Announced = before?.Announced ?? (isOut ? now : null),
            Safe = split.Safe,
            FullTitle = split.FullTitle,
            FullImage = split.FullImage,
            Email = front.Email,
            LinkedFiles = [.. split.Body.References().Where(r => r.Kind == BodyReference.Article).Select(r => r.Target)],
            Assets = [.. AssetsOf(split)],
        };
        return new(old, record, left);
    }

    /// <summary>The article is taken back. Of one that is already: the same change once more, to end what a crash left of it.</summary>
    public static ArticleChange Retraction(ArticleRecord article, DateTimeOffset now)
    {
        var before = article.State != ArticleState.Retracted
            ? article
            : article with { State = article.Announced is null ? ArticleState.Scheduled : ArticleState.Published };
        return new(before, article with { State = ArticleState.Retracted, Gone = article.Gone ?? now, LinkedFiles = [], Assets = [] }, null);
    }

    /// <summary>The date of a scheduled article has come.</summary>
    public static ArticleChange Release(ArticleRecord article, DateTimeOffset now) =>
        new(article, article with { State = ArticleState.Published, Announced = article.Announced ?? now }, null);

    private static string NewId(ReadArticle read, DateTimeOffset published, bool isTakenOver, SiteSettings site)
    {
        // A slug that a retracted article had keeps that article's ID: the new one must differ.
        var mark = isTakenOver ? "-" + ArticleReader.HashOf(System.Text.Encoding.UTF8.GetBytes(read.Name))[..8] : "";
        return FeedId.Item(site.Authority, published.UtcDateTime.Year, read.Slug + mark);
    }

    private static (ArticleState?, string?, SafeText, SpoilerLevel, SafeText) SeenByOthers(ArticleRecord? record) =>
        record is null ? default : (record.State, record.Slug, record.Safe.Title, record.Safe.Level, record.Safe.Summary);

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    internal static IEnumerable<string> AssetsOf(SplitArticle split)
    {
        var image = split.Safe.Image?.Source.ToString() ?? split.FullImage?.Source;
        var own = image is null || image.Contains("://", StringComparison.Ordinal) ? [] : new[] { image };
        return own.Concat(split.Body.References().Where(r => r.Kind == BodyReference.Asset).Select(r => r.Target)).Distinct(StringComparer.Ordinal);
    }
}

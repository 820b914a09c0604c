using Newsletter.Catalogue;
using Newsletter.Spoilers;

namespace Newsletter.Publishing;

/// <summary>What a record says of its article in the open, wherever the article is named.</summary>
internal static class OpenRecord
{
    public static IEnumerable<string> Texts(ArticleRecord article) => Texts(article.Safe, article.Slug);

    public static IEnumerable<string> Texts(SafeArticle safe, string slug)
    {
        yield return safe.Title.ToString();
        yield return safe.Summary.ToString();
        yield return safe.Section.ToString();
        yield return slug;
        foreach (var text in safe.Tags.Concat(safe.Authors).Concat(safe.Advisories).Concat(safe.ReadMore.Select(entry => entry.Label)))
        {
            yield return text.ToString();
        }

        foreach (var work in safe.Work is null ? safe.Spoils : safe.Spoils.Prepend(safe.Work))
        {
            yield return work.Title.ToString();
            yield return work.By.ToString();
        }

        if (safe.Image is { } image)
        {
            yield return image.Alt.ToString();
            yield return image.Source.ToString();
        }
    }
}

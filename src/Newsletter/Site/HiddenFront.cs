using System.Globalization;
using Newsletter.Catalogue;
using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Site;

/// <summary>
/// What spoils of an article's head, its real title and its picture, for the one place where it is shown: inside a hidden part of its page.
/// That is the part from the boundary on, or one of its own at the end.
/// </summary>
internal static class HiddenFront
{
    /// <summary>Null when the head spoils nothing.</summary>
    /// <param name="image">The picture that spoils, where it is served; null when there is none.</param>
    public static FullHtml? Of(ArticleRecord article, BodyAsset? image, Words words)
    {
        var title = article.FullTitle is { } full
            ? $"<p class=\"full-title\">{Words.Fill(TextEncoding.Html(words.Text("spoiler", "full_title")), [$"<strong>{TextEncoding.Html(full)}</strong>"])}</p>\n"
            : "";
        var picture = "";
        if (image is not null)
        {
            var size = image is { Width: { } width, Height: { } height }
                ? string.Create(CultureInfo.InvariantCulture, $" width=\"{width}\" height=\"{height}\"")
                : "";
            picture = $"<figure class=\"plate\"><img src=\"{TextEncoding.Html(image.Address.OriginalString)}\" alt=\"{TextEncoding.Html(article.FullImage!.Alt)}\"{size} loading=\"lazy\"></figure>\n";
        }

        return title.Length + picture.Length == 0 ? null : new(title + picture);
    }

    /// <summary>The part for an article without a boundary.</summary>
    public static BodySpoiler Part(SafeArticle article, Words words) =>
        new(SpoilerLevels.Max(article.Level, SpoilerLevel.Minor), words.Text("spoiler", "front"), SpoilerForm.Block, 0, 0)
        {
            Works = [.. article.Works],
        };
}

using System.Globalization;
using Newsletter.Catalogue;
using Newsletter.Publishing;
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
    public static async ValueTask<FullHtml?> OfAsync(PublishPass pass, ArticleRecord article, Addresses addresses, Words words, CancellationToken cancel)
    {
        var html = article.FullTitle is { } title
            ? $"<p class=\"full-title\">{Words.Fill(TextEncoding.Html(words.Text("spoiler", "full_title")), [$"<strong>{TextEncoding.Html(title)}</strong>"])}</p>\n"
            : "";
        if (article.FullImage is { } image && await pass.AssetAsync(image.Source, cancel) is { } asset)
        {
            var address = TextEncoding.Html(addresses.OnHost(asset.Address).OriginalString);
            var size = asset is { Width: { } width, Height: { } height } ? string.Create(CultureInfo.InvariantCulture, $" width=\"{width}\" height=\"{height}\"") : "";
            html += $"<figure class=\"plate\"><img src=\"{address}\" alt=\"{TextEncoding.Html(image.Alt)}\"{size} loading=\"lazy\"></figure>\n";
        }

        return html.Length == 0 ? null : new(html);
    }

    /// <summary>Whoever says that an article spoils nothing and hides its title or picture has something to hide.</summary>
    /// <param name="hidesFront">Whether its head spoils.</param>
    public static SafeArticle Shown(SafeArticle article, bool hidesFront) =>
        hidesFront ? article with { Level = SpoilerLevels.Max(article.Level, SpoilerLevel.Minor) } : article;

    /// <summary>The part for an article without a boundary.</summary>
    public static BodySpoiler Part(SafeArticle article, Words words) =>
        new(article.Level, words.Text("spoiler", "front"), SpoilerForm.Block, 0, 0)
        {
            Works = [.. article.Works],
        };
}

using AngleSharp.Dom;

namespace Newsletter.Articles.Import;

/// <summary>Parts of a page that are not the article.</summary>
internal static class HtmlNoise
{
    private static readonly HashSet<string> Tags = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "noscript", "template", "nav", "form", "button", "input", "select", "textarea", "iframe", "object", "embed", "svg", "canvas",
        "dialog", "menu", "head", "meta", "link", "audio", "video", "math",
    };

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "share", "sharing", "sharebar", "sharedaddy", "social", "sidebar", "nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "comments", "comment",
        "respond", "cookie", "cookies", "subscribe", "signup", "advert", "advertisement", "ads", "ad", "adsense", "sponsor", "sponsored", "promo", "related",
        "recommended", "pagination", "pager", "toolbar", "popup", "modal", "skip", "masthead", "toc", "jp", "addtoany", "outbrain", "taboola",
    };

    /// <summary>Who and when: read elsewhere.</summary>
    private static readonly HashSet<string> Meta = new(StringComparer.OrdinalIgnoreCase)
    {
        "byline", "author", "dateline", "postmeta", "published", "timestamp", "meta",
    };

    /// <summary>True for what is left out with all that is in it.</summary>
    public static bool Is(IElement element)
    {
        var tag = element.LocalName;
        if (Tags.Contains(tag) || element.HasAttribute("hidden")
            || element.GetAttribute("style")?.Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase) == true)
        {
            return true;
        }

        if (tag is "body" or "main" or "html")
        {
            return false;
        }

        var role = element.GetAttribute("role");
        if (tag is "footer" or "aside" || role is "navigation" or "complementary" or "banner" or "contentinfo" or "search" || Named(element, Words))
        {
            return !HoldsReadMore(element);
        }

        return (Named(element, Meta) || element.GetAttribute("rel") == "author" || tag == "time")
            && element.TextContent.Length < 200 && element.QuerySelector("h2, h3, blockquote") is null;
    }

    /// <summary>Anything that readers of the page must click to see.</summary>
    public static bool IsSpoiler(IElement element) =>
        element.HasAttribute("data-spoiler") || element.ClassList.Any(IsSpoiler);

    /// <summary>Not of a warning, and not of a page that is filed under "spoilers".</summary>
    private static bool IsSpoiler(string name) => name.Contains("spoiler", StringComparison.OrdinalIgnoreCase)
        && !name.Contains("warning", StringComparison.OrdinalIgnoreCase) && !name.Contains("alert", StringComparison.OrdinalIgnoreCase)
        && !name.Contains("free", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("tag-", StringComparison.OrdinalIgnoreCase)
        && !name.StartsWith("category-", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("has-", StringComparison.OrdinalIgnoreCase);

    private static bool Named(IElement element, HashSet<string> words)
    {
        foreach (var name in element.ClassList.Append(element.Id ?? ""))
        {
            foreach (var word in name.Split('-', '_'))
            {
                if (words.Contains(word))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool HoldsReadMore(IElement element) => element.TextContent.Length < 2000 && ClosingLine.Looks(SourceText.OneLine(element.TextContent));
}

using AngleSharp.Dom;

namespace Newsletter.Articles.Import;

/// <summary>What a page says of its article, and where the article stands in it.</summary>
internal sealed class HtmlPage
{
    private static readonly string[] Roots =
    [
        "[itemprop=articleBody]", ".entry-content", ".post-content", ".article-content", ".article-body", ".article__body", ".post-body", ".gh-content", ".e-content",
        "article", "main", "[role=main]", "#content", "#main",
    ];

    private readonly IDocument document;

    public HtmlPage(IDocument document)
    {
        this.document = document;
        Root = FindRoot();
    }

    /// <summary>The element that holds the article.</summary>
    public IElement Root { get; }

    public string? Description => Meta("description") ?? Meta("og:description") ?? Meta("twitter:description");

    public string? Published => Meta("article:published_time") ?? Meta("date") ?? Meta("dc.date") ?? Meta("pubdate")
        ?? Of("[itemprop=datePublished]", "datetime") ?? Of("[itemprop=datePublished]", "content")
        ?? Of("time[datetime][pubdate], article time[datetime], main time[datetime], header time[datetime], .byline time[datetime]", "datetime");

    public IEnumerable<string> Authors
    {
        get
        {
            // Some pages give the address of a profile here.
            if (Meta("author") is { } named && !named.Contains("://", StringComparison.Ordinal))
            {
                return [named];
            }

            return document.QuerySelectorAll("[itemprop=author] [itemprop=name], [rel=author], [itemprop=author], .byline .author, .author-name, .p-author")
                .Where(element => element.GetAttribute("content") is null)
                .Select(element => SourceText.OneLine(element.TextContent))
                .Select(name => name.StartsWith("By ", StringComparison.OrdinalIgnoreCase) ? name[3..] : name)
                .Where(name => name.Length is > 0 and <= 60).Distinct().Take(4);
        }
    }

    public string? Language =>
        document.DocumentElement?.GetAttribute("lang") is { Length: >= 2 and <= 20 } tag && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? tag : null;

    /// <summary>Takes the title out of the article: the heading of the page, else what its head says; null when it has neither.</summary>
    public string? TakeTitle()
    {
        var heading = Root.QuerySelector("h1") ?? document.QuerySelector("article h1, main h1, h1[itemprop=headline], h1.entry-title, h1.post-title");
        heading ??= document.QuerySelectorAll("h1") is { Length: 1 } only ? only[0] : null;
        var text = heading is null ? "" : SourceText.OneLine(heading.TextContent);
        if (text.Length is > 0 and <= Draft.LongestTitle)
        {
            heading!.Remove();
            return text;
        }

        return Meta("og:title") ?? (WithoutSite(SourceText.OneLine(document.Title ?? "")) is { Length: > 0 } title ? title : null);
    }

    private string? Of(string selector, string attribute) => document.QuerySelector(selector)?.GetAttribute(attribute);

    private string? Meta(string name)
    {
        foreach (var meta in document.QuerySelectorAll("meta[content]"))
        {
            var said = meta.GetAttribute("property") ?? meta.GetAttribute("name") ?? meta.GetAttribute("itemprop");
            if (name.Equals(said, StringComparison.OrdinalIgnoreCase) && SourceText.OneLine(meta.GetAttribute("content") ?? "") is { Length: > 0 } content)
            {
                return content;
            }
        }

        return null;
    }

    /// <summary>"Faust, Explained | The Reading Room" without the site's name.</summary>
    private string WithoutSite(string title)
    {
        var site = Meta("og:site_name");
        foreach (var separator in (ReadOnlySpan<string>)[" | ", " \u2013 ", " \u2014 ", " - ", " \u00B7 "])
        {
            var cut = title.LastIndexOf(separator, StringComparison.Ordinal);
            if (cut > 0 && (separator == " | " || site is not null && title[(cut + separator.Length)..].Equals(site, StringComparison.OrdinalIgnoreCase)))
            {
                return title[..cut];
            }
        }

        return title;
    }

    private IElement FindRoot()
    {
        foreach (var selector in Roots)
        {
            var longest = 0;
            IElement? found = null;
            foreach (var element in document.QuerySelectorAll(selector))
            {
                var length = TextLength(element);
                if (length > longest)
                {
                    (found, longest) = (element, length);
                }
            }

            // A teaser can be an article, too.
            if (found is not null && longest * 2 > TextLength(document.Body))
            {
                return found;
            }
        }

        return Densest() ?? document.Body ?? document.DocumentElement;
    }

    /// <summary>Where most of the paragraphs stand side by side.</summary>
    private IElement? Densest()
    {
        var lengths = new Dictionary<IElement, int>();
        foreach (var paragraph in document.QuerySelectorAll("p"))
        {
            if (paragraph.ParentElement is { } parent && !HtmlNoise.Is(parent))
            {
                lengths[parent] = lengths.GetValueOrDefault(parent) + paragraph.TextContent.Length;
            }
        }

        var best = lengths.Count == 0 ? null : lengths.MaxBy(pair => pair.Value).Key;
        // Half a page in one place: anything less, and text would be lost.
        return best is not null && lengths[best] * 2 > TextLength(document.Body) ? best : null;
    }

    /// <summary>Of its paragraphs, headings and items.</summary>
    private static int TextLength(IElement? element)
    {
        var length = 0;
        if (element is not null)
        {
            foreach (var part in element.QuerySelectorAll("p, h2, h3, li, blockquote"))
            {
                length += part.TextContent.Length;
            }
        }

        return length;
    }
}

using System.Globalization;
using System.Text.Json;

namespace Newsletter.Site.Views;

/// <summary>A page in the words of schema.org (JSON-LD 1.1), from what its safe head holds.</summary>
internal static class StructuredData
{
    public static void Write(Utf8JsonWriter json, PageView page)
    {
        json.WriteStartObject();
        json.WriteString("@context", "https://schema.org");
        json.WriteString("@type", page.IsArticle ? "Article" : "CollectionPage");
        json.WriteString(page.IsArticle ? "headline" : "name", page.Title.ToString());
        json.WriteString("url", page.Canonical.AbsoluteUri);
        json.WriteString("inLanguage", page.Language.Tag);
        if (!page.Description.IsEmpty)
        {
            json.WriteString("description", page.Description.ToString());
        }

        if (page.IsArticle)
        {
            Article(json, page);
        }

        json.WriteEndObject();
    }

    private static void Article(Utf8JsonWriter json, PageView page)
    {
        Date(json, "datePublished", page.Published);
        Date(json, "dateModified", page.Updated ?? page.Published);
        if (page.Image is { Address: { IsAbsoluteUri: true } image })
        {
            json.WriteString("image", image.AbsoluteUri);
        }

        if (!page.Section.IsEmpty)
        {
            json.WriteString("articleSection", page.Section.ToString());
        }

        if (page.Tags.Count > 0)
        {
            json.WriteStartArray("keywords");
            foreach (var tag in page.Tags)
            {
                json.WriteStringValue(tag.ToString());
            }

            json.WriteEndArray();
        }

        Authors(json, page.Authors);
        About(json, page.Work);
    }

    private static void Authors(Utf8JsonWriter json, IReadOnlyList<LinkView> authors)
    {
        if (authors.Count == 0)
        {
            return;
        }

        json.WriteStartArray("author");
        foreach (var author in authors)
        {
            json.WriteStartObject();
            json.WriteString("@type", "Person");
            json.WriteString("name", author.Text.ToString());
            if (author.Href is { IsAbsoluteUri: true } page)
            {
                json.WriteString("url", page.AbsoluteUri);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void About(Utf8JsonWriter json, WorkView? work)
    {
        if (work is null)
        {
            return;
        }

        json.WriteStartObject("about");
        json.WriteString("@type", work.Kind.ToString() switch
        {
            "film" => "Movie",
            "series" => "TVSeries",
            "book" or "novel" => "Book",
            "game" => "VideoGame",
            "play" => "Play",
            _ => "CreativeWork",
        });
        json.WriteString("name", work.Title.ToString());
        if (!work.By.IsEmpty)
        {
            json.WriteString(work.Kind.ToString() == "film" ? "director" : "creator", work.By.ToString());
        }

        if (work.Year is > 0 and <= 9999 and var year)
        {
            json.WriteString("dateCreated", year.ToString("0000", CultureInfo.InvariantCulture));
        }

        json.WriteEndObject();
    }

    private static void Date(Utf8JsonWriter json, string name, DateTimeOffset? when)
    {
        if (when is { } date)
        {
            json.WriteString(name, date.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
        }
    }
}

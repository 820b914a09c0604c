using System.Text.Json;

namespace Newsletter.Tests.Support;

internal static class JsonFeedRules
{
    public static void Check(string text, Uri address, FeedProblems problems)
    {
        JsonDocument parsed;
        try
        {
            parsed = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            problems.Add("no JSON: " + e.Message);
            return;
        }

        using (parsed)
        {
            Feed(parsed.RootElement, address, problems);
        }
    }

    private static void Feed(JsonElement feed, Uri address, FeedProblems problems)
    {
        problems.Require(Text(feed, "version") == "https://jsonfeed.org/version/1.1", "no JSON Feed 1.1");
        problems.NotBlank(Text(feed, "title"), "title");
        problems.Language(Text(feed, "language"));
        problems.Address(Text(feed, "home_page_url"), "home_page_url");
        problems.Self([Text(feed, "feed_url")], address);
        problems.Require(Text(feed, "next_url") != address.AbsoluteUri, "next_url is the feed itself");
        Addresses(feed, ["next_url", "icon"], problems);
        foreach (var hub in List(feed, "hubs"))
        {
            problems.NotBlank(Text(hub, "type"), "hub type");
            problems.Address(Text(hub, "url"), "hub url");
        }

        if (!feed.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array)
        {
            problems.Add("no items");
            return;
        }

        problems.Ids([.. items.EnumerateArray().Select(item => Text(item, "id"))]);
        foreach (var item in items.EnumerateArray())
        {
            Item(item, problems);
        }
    }

    private static void Item(JsonElement item, FeedProblems problems)
    {
        foreach (var name in (string[])["title", "summary", "content_html"])
        {
            problems.Characters(Text(item, name) ?? "");
        }

        problems.NotBlank(Text(item, "title"), "item title");
        problems.Address(Text(item, "url"), "item url");
        problems.Rfc3339(Text(item, "date_published"), "date_published");
        problems.Rfc3339(Text(item, "date_modified"), "date_modified");
        problems.Require(Text(item, "content_html") is not null, "no content_html");
        problems.Content(Text(item, "content_html") ?? "");
        Addresses(item, ["image"], problems);
        foreach (var author in List(item, "authors"))
        {
            problems.NotBlank(Text(author, "name"), "author name");
            Addresses(author, ["url"], problems);
        }

        foreach (var tag in List(item, "tags"))
        {
            problems.NotBlank(tag.GetString(), "tag");
        }
    }

    private static void Addresses(JsonElement of, string[] names, FeedProblems problems)
    {
        foreach (var name in names.Where(name => of.TryGetProperty(name, out _)))
        {
            problems.Address(Text(of, name), name);
        }
    }

    private static JsonElement.ArrayEnumerator List(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.EnumerateArray() : default;

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.GetString() : null;
}

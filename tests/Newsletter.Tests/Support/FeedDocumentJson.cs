using System.Text.Json;
using Newsletter.Feeds;
using Newsletter.Spoilers;

namespace Newsletter.Tests.Support;

/// <summary>A feed document as the golden cases write it down (<c>document.json</c>): the names of <see cref="FeedDocument"/>, addresses by their folder.</summary>
public static class FeedDocumentJson
{
    public static FeedDocument Parse(string json)
    {
        using var parsed = JsonDocument.Parse(json);
        var root = parsed.RootElement;
        return new FeedDocument(
            Text(root, "id"),
            Safe(root, "title"),
            Safe(root, "subtitle"),
            Text(root, "language"),
            new Uri(Text(root, "homePage")),
            Addresses(root, "self")!,
            Address(root, "hub"),
            Time(root, "updated"),
            root.TryGetProperty("archive", out var archive) ? Archive(archive) : null,
            [.. root.GetProperty("items").EnumerateArray().Select(Item)])
        {
            Icon = Address(root, "icon"),
            Tombstones = [.. List(root, "tombstones").Select(t => new FeedTombstone(Text(t, "id"), Time(t, "when")))],
        };
    }

    private static FeedItem Item(JsonElement item)
    {
        var (id, title, content) = (Text(item, "id"), Text(item, "title"), Text(item, "content"));
        var (link, published, updated, language) = (new Uri(Text(item, "link")), Time(item, "published"), Time(item, "updated"), Text(item, "language"));
        var made = item.TryGetProperty("full", out _)
            ? FeedItem.Full(id, title, Safe(item, "summary"), new FullHtml(content), link, published, updated, language)
            : FeedItem.Safe(id, Some.SafeText(title), Safe(item, "summary"), Some.SafeHtml(content), link, published, updated, language);
        return made with
        {
            Authors = [.. List(item, "authors").Select(a => new FeedAuthor(Safe(a, "name"), Address(a, "page")))],
            Categories = [.. List(item, "categories").Select(c => Some.SafeText(c.GetString()!))],
            Image = item.TryGetProperty("image", out var image) ? Image(image) : null,
        };
    }

    private static FeedImage Image(JsonElement image) =>
        new(new Uri(Text(image, "address")), Text(image, "contentType"), image.GetProperty("length").GetInt64(), Safe(image, "alt"));

    private static FeedArchive Archive(JsonElement archive) =>
        new(archive.GetProperty("isArchive").GetBoolean(), Addresses(archive, "current"), Addresses(archive, "previous")) { Next = Addresses(archive, "next") };

    private static FeedAddresses? Addresses(JsonElement of, string name) => Address(of, name) is { } folder
        ? new FeedAddresses(new Uri(folder, "feed.xml"), new Uri(folder, "atom.xml"), new Uri(folder, "feed.json"))
        : null;

    private static Uri? Address(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? new Uri(value.GetString()!) : null;

    private static JsonElement.ArrayEnumerator List(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.EnumerateArray() : default;

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    private static SafeText Safe(JsonElement of, string name) => Some.SafeText(Text(of, name));

    private static DateTimeOffset Time(JsonElement of, string name) => of.GetProperty(name).GetDateTimeOffset();
}

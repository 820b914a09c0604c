namespace Newsletter.Feeds;

/// <summary>JSON Feed 1.1 (jsonfeed.org/version/1.1). The older documents of RFC 5005 are its <c>next_url</c>; it has no tombstones.</summary>
public static class JsonFeedFormat
{
    public const string MediaType = "application/feed+json";
    public const string ContentType = MediaType + "; charset=utf-8";

    /// <param name="budget">Bytes; see <see cref="FeedBudget"/>.</param>
    public static FeedBytes Write(FeedDocument document, int budget = FeedBudget.Bytes)
    {
        using var buffer = new FeedBuffer();
        using var json = new FeedJsonWriter(buffer);
        json.BeginObject();
        Head(json, document);
        json.BeginArray("items"u8);
        json.Flush();
        var written = new Items(json, buffer, budget, document.Language).Write(document.Items);
        json.EndArray();
        json.EndObject();
        json.Flush();
        buffer.Write((byte)'\n');
        return new FeedBytes(buffer.ToArray(), written);
    }

    private static void Head(FeedJsonWriter json, FeedDocument document)
    {
        json.String("version"u8, "https://jsonfeed.org/version/1.1");
        json.String("title"u8, document.Title.ToString());
        json.String("home_page_url"u8, FeedText.Address(document.HomePage));
        json.String("feed_url"u8, FeedText.Address(document.Self.Json));
        Unblank(json, "description"u8, document.Subtitle.ToString());
        if (document.Archive?.Previous is { } older)
        {
            json.String("next_url"u8, FeedText.Address(older.Json));
        }

        if (document.Icon is { } icon)
        {
            json.String("icon"u8, FeedText.Address(icon));
        }

        json.String("language"u8, document.Language);
        if (document.Hub is { } hub)
        {
            json.BeginArray("hubs"u8);
            json.BeginObject();
            json.String("type"u8, "WebSub");
            json.String("url"u8, FeedText.Address(hub));
            json.EndObject();
            json.EndArray();
        }
    }

    private static void Unblank(FeedJsonWriter json, ReadOnlySpan<byte> name, string text)
    {
        if (!FeedText.IsBlank(text))
        {
            json.String(name, text);
        }
    }

    private sealed class Items(FeedJsonWriter json, FeedBuffer buffer, int budget, string language) : BudgetedItems(buffer, budget)
    {
        protected override void Start(FeedItem item)
        {
            json.BeginObject();
            json.String("id"u8, item.Id);
            json.String("url"u8, FeedText.Address(item.Link));
            json.String("title"u8, FeedText.Title(item));
            json.String("date_published"u8, FeedText.Rfc3339(item.Published));
            json.String("date_modified"u8, FeedText.Rfc3339(item.Updated));
            Authors(item.Authors);
            if (item.Categories.Count > 0)
            {
                json.Strings("tags"u8, item.Categories);
            }

            if (item.Language != language)
            {
                json.String("language"u8, item.Language);
            }

            if (item.Image is { } image)
            {
                json.String("image"u8, FeedText.Address(image.Address));
            }

            Unblank(json, "summary"u8, item.Summary);
            json.Flush();
        }

        protected override void Content(string html)
        {
            json.String("content_html"u8, html);
            json.Flush();
        }

        protected override void End()
        {
            json.EndObject();
            json.Flush();
        }

        private void Authors(IReadOnlyList<FeedAuthor> authors)
        {
            if (authors.Count == 0)
            {
                return;
            }

            json.BeginArray("authors"u8);
            foreach (var author in authors)
            {
                Author(author);
            }

            json.EndArray();
        }

        private void Author(FeedAuthor author)
        {
            if (FeedText.IsBlank(author.Name.ToString()))
            {
                return;
            }

            json.BeginObject();
            json.String("name"u8, author.Name.ToString());
            if (author.Page is { } page)
            {
                json.String("url"u8, FeedText.Address(page));
            }

            json.EndObject();
        }
    }
}

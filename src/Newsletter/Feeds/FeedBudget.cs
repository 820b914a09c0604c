namespace Newsletter.Feeds;

/// <summary>A feed in one format.</summary>
/// <param name="Content">UTF-8 without byte order mark; the same for the same document, always.</param>
/// <param name="ItemsWritten">The newest of the document's items; fewer than it has when the budget left no room for the oldest.</param>
public sealed record FeedBytes(byte[] Content, int ItemsWritten);

/// <summary>
/// How large a feed may be: readers and hubs refuse larger ones. The oldest items are left out, none is cut. An item that alone would break
/// the budget carries its summary in place of its content, so that it hides neither itself nor those after it; and the newest item always stays.
/// </summary>
public static class FeedBudget
{
    public const int Bytes = 512 * 1024;

    /// <summary>Room for the ends of the last item and of the document, in every format.</summary>
    internal const int Ends = 64;
}

/// <summary>Writes items while they fit. Each is rendered once and taken back if it proves too large.</summary>
internal abstract class BudgetedItems(FeedBuffer buffer, int budget)
{
    /// <returns>How many were written.</returns>
    public int Write(IReadOnlyList<FeedItem> items)
    {
        var room = budget - FeedBudget.Ends;
        var envelope = buffer.Length;
        for (var i = 0; i < items.Count; i++)
        {
            var start = buffer.Length;
            Start(items[i]);
            var content = buffer.Length;
            Content(items[i].ContentHtml);
            if (envelope + (buffer.Length - start) > room)
            {
                buffer.Truncate(content);
                Content("<p>" + FeedText.Html(items[i].Summary) + "</p>");
            }

            End();
            if (buffer.Length > room && i > 0)
            {
                buffer.Truncate(start);
                return i;
            }
        }

        return items.Count;
    }

    /// <summary>Everything of the item but its content, which comes last.</summary>
    protected abstract void Start(FeedItem item);

    protected abstract void Content(string html);

    protected abstract void End();
}

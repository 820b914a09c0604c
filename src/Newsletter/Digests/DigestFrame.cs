using System.Buffers;
using Newsletter.Catalogue;
using Newsletter.Publishing;
using Newsletter.Subscribers;
using Newsletter.Templates;

namespace Newsletter.Digests;

/// <summary>
/// What the safe digests of a day have in common, whatever articles are in them, with a place for articles; each article is rendered, searched and encoded once
/// for all of them. That is possible while the templates put one article behind the other, which is tried when a frame is made. Safe for use by many threads
/// at once.
/// </summary>
internal sealed class DigestFrame
{
    private const int MostItems = 2_000;

    /// <summary>What subject, preheader and links may add to the bytes of the HTML.</summary>
    private const int Slack = 4_096;

    /// <summary>One at a time: it takes memory, and what it finds serves whoever waits for it.</summary>
    private static readonly SemaphoreSlim Searching = new(1);

    private readonly DigestComposer composer;
    private readonly DigestView view;
    private readonly Halves html;
    private readonly Halves text;
    private readonly BoundedCache<(string Slug, string Hash), Placed?> items = new(MostItems);
    private int numbers;

    private DigestFrame(DigestComposer composer, DigestView view, Halves html, Halves text, CompiledDigest mail) =>
        (this.composer, this.view, this.html, this.text, Mail) = (composer, view, html, text, mail);

    /// <summary>Encoded, with slots for what is an issue's own.</summary>
    public CompiledDigest Mail { get; }

    /// <param name="issue">One of those that it is for.</param>
    /// <param name="seed">Names it.</param>
    /// <returns>Null: the templates do more with articles than to put one behind the other.</returns>
    public static async Task<DigestFrame?> MakeAsync(
        DigestComposer composer, PublishPass pass, DigestIssue issue, string seed, EndpointAddresses addresses, MailIdentity identity, CancellationToken cancel)
    {
        var slots = new DigestSlots(seed, addresses);
        var (subject, preheader) = (composer.Subject(issue), DigestComposer.Preheader(issue));
        var standIn = preheader.IsEmpty ? preheader : Spoilers.Splitter.OfSite(slots.Preheader);
        var more = issue.Articles.Count + issue.More - Math.Min(issue.Articles.Count, DigestComposer.MostItems);
        var view = composer.View(issue, Spoilers.Splitter.OfSite(slots.Subject), standIn, [], more, slots.Links);
        var first = await composer.SafeItemAsync(pass, issue.Articles[0], cancel);
        var (empty, one) = (composer.RenderSafe(view), composer.RenderSafe(view with { Items = [first] }));
        var (html, text) = (Halves.Of(empty.Html, one.Html), Halves.Of(empty.Text, one.Text));

        // Three at least, some twice, so that templates are noticed that count or compare them.
        var some = new List<DigestItemView> { first, await composer.SafeItemAsync(pass, issue.Articles[^1], cancel), first };
        var whole = composer.RenderSafe(view with { Subject = subject, Preheader = preheader, Items = some });
        string Own(string joined) => joined.Replace(slots.Subject, TextEncoding.Html(subject.ToString()), StringComparison.Ordinal)
            .Replace(slots.Preheader, TextEncoding.Html(preheader.ToString()), StringComparison.Ordinal);
        var pieces = some.Select(item => composer.RenderSafe(view with { Items = [item] })).ToList();
        if (html.Join(pieces.Select(piece => piece.Html)) is not { } joined || Own(joined) != whole.Html || text.Join(pieces.Select(piece => piece.Text)) != whole.Text)
        {
            return null;
        }

        var digest = new ComposedDigest("", "", html.Before + slots.HtmlItems + html.Behind, text.Before + slots.TextItems + text.Behind) { Articles = [], More = more };
        return new(composer, view, html, text, CompiledDigest.Of(digest, identity, issue.Cadence, issue.Date, slots));
    }

    /// <summary>These articles, encoded; null when that has to be done with all of them together: they are too long, or would show what one of them hides.</summary>
    public async ValueTask<IReadOnlyList<EncodedItem>?> ItemsAsync(PublishPass pass, IReadOnlyList<ArticleRecord> articles, CancellationToken cancel)
    {
        var placed = new Placed[articles.Count];
        var bytes = html.Before.Length + html.Behind.Length;
        for (var i = 0; i < placed.Length; i++)
        {
            if (await PlaceAsync(pass, articles[i], cancel) is not { } item)
            {
                return null;
            }

            placed[i] = item;
            bytes += item.Encoded.HtmlBytes;
        }

        return bytes <= DigestComposer.MostBytes - Slack && await AreSafeAsync(pass, placed, articles, cancel) ? Array.ConvertAll(placed, item => item.Encoded) : null;
    }

    private async Task<Placed?> PlaceAsync(PublishPass pass, ArticleRecord article, CancellationToken cancel)
    {
        var key = (article.Slug, article.SourceHash);
        try
        {
            return await items.GetOrAdd(key, (Frame: this, pass, article, cancel), static (_, from) => from.Frame.EncodeAsync(from.pass, from.article, from.cancel));
        }
        catch
        {
            items.Forget(key);
            throw;
        }
    }

    private async Task<Placed?> EncodeAsync(PublishPass pass, ArticleRecord article, CancellationToken cancel)
    {
        var (inHtml, inText) = composer.RenderSafe(view with { Items = [await composer.SafeItemAsync(pass, article, cancel)] });
        if (html.Piece(inHtml) is not { } htmlPiece || text.Piece(inText) is not { } textPiece)
        {
            return null;
        }

        var number = Interlocked.Increment(ref numbers) - 1;
        return new(new(number, Encoded(textPiece), Encoded(htmlPiece), System.Text.Encoding.UTF8.GetByteCount(htmlPiece)), inHtml, inText);
    }

    /// <summary>Whether none of these shows what another of them, or itself, hides. What was found out of two is known from then on.</summary>
    private async ValueTask<bool> AreSafeAsync(PublishPass pass, Placed[] placed, IReadOnlyList<ArticleRecord> articles, CancellationToken cancel)
    {
        var all = new NumberSet(placed.Select(item => item.Encoded.Number));
        if (Array.TrueForAll(placed, item => item.Beside.Contains(all)))
        {
            return true;
        }

        await Searching.WaitAsync(cancel);
        try
        {
            return await SearchAsync(pass, placed, articles, all, cancel);
        }
        finally
        {
            Searching.Release();
        }
    }

    private async ValueTask<bool> SearchAsync(PublishPass pass, Placed[] placed, IReadOnlyList<ArticleRecord> articles, NumberSet all, CancellationToken cancel)
    {
        for (var at = 0; at < placed.Length; at++)
        {
            var item = placed[at];
            if (item.Beside.Contains(all))
            {
                continue;
            }

            // Its own article too: what that says in the open, it may say.
            var others = articles.Where((_, i) => i == at || !item.Beside.Contains(placed[i].Encoded.Number)).ToList();
            if (!await composer.IsSafeAsync(pass, item.Html, item.Text, others, cancel))
            {
                return false;
            }

            item.Beside = item.Beside.With(all);
        }

        return true;
    }

    internal static ReadOnlyMemory<byte> Encoded(string text)
    {
        var bytes = new ArrayBufferWriter<byte>();
        QuotedPrintable.Encode(text, bytes);
        return bytes.WrittenMemory;
    }

    /// <summary>An article's place, and the mail with it alone, which is searched for what others hide.</summary>
    private sealed class Placed(EncodedItem encoded, string html, string text)
    {
        public EncodedItem Encoded => encoded;

        public string Html => html;

        public string Text => text;

        /// <summary>Numbers of those whose secrets it does not show. Who adds at the same time as another may lose what the other added: then it is found out again.</summary>
        public NumberSet Beside { get; set; } = new([]);
    }

    /// <summary>What stands before all articles and behind them.</summary>
    private sealed record Halves(string Before, string Behind)
    {
        public static Halves Of(string empty, string one)
        {
            var before = empty.AsSpan().CommonPrefixLength(one);
            return new(empty[..before], empty[before..]);
        }

        /// <summary>What an article adds; null: it changes more.</summary>
        public string? Piece(string one) => one.Length >= Before.Length + Behind.Length && one.StartsWith(Before, StringComparison.Ordinal) && one.EndsWith(Behind, StringComparison.Ordinal)
            ? one[Before.Length..^Behind.Length]
            : null;

        public string? Join(IEnumerable<string> ones)
        {
            var pieces = ones.Select(Piece).ToList();
            return pieces.Contains(null) ? null : Before + string.Concat(pieces) + Behind;
        }
    }
}

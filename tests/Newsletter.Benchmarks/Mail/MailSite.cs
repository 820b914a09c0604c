using Newsletter.Benchmarks.Corpus;
using Newsletter.Catalogue;
using Newsletter.Delivery;
using Newsletter.Digests;
using Newsletter.Publishing;
using Newsletter.Site;
using Newsletter.Storage.Local;
using Newsletter.Subscribers;
using Newsletter.Templates;

namespace Newsletter.Benchmarks.Mail;

/// <summary>A published site of 60 articles, of which each reader chose 20: a mail of about 35 KB.</summary>
internal sealed class MailSite : IDisposable
{
    public const int Articles = 60;
    public const int Chosen = 20;

    private MailSite(LocalStorage storage) => Storage = storage;

    public LocalStorage Storage { get; }

    public SiteSettings Settings { get; } = new()
    {
        BaseUrl = new("https://site.example/"),
        Lists = new HashSet<string> { "tag", "work" },
        MailFrom = Mailbox.TryParse("Explained <news@site.example>", out var from) ? from : null,
    };

    public Tokens Tokens { get; } = new([new TokenKey("k1", new byte[32])]);

    public ArticleCatalogue Catalogue => new(Storage.Catalogue, Storage.State, Settings);

    public Announcements Announcements => new(Storage.Catalogue);

    /// <param name="folder">Empty, or one that an earlier run has filled.</param>
    public static async Task<MailSite> OpenAsync(string folder)
    {
        var site = new MailSite(new(LocalFolders.In(folder), TimeProvider.System, OutputHeaders.Of));
        if (await site.Announcements.LastAsync(default) == 0)
        {
            await site.PublishAsync();
        }

        return site;
    }

    private async Task PublishAsync()
    {
        for (var number = 0; number < Articles; number++)
        {
            // As short as makes a mail of about 40 KB by the template as it comes.
            var article = CorpusArticle.Make(number, Articles);
            var text = CorpusFolder.Render(article with { Summary = string.Join(' ', article.Summary.Split(' ').Take(8)), ReadMore = [] }, CorpusFormat.Newsletter);
            await Storage.Inbox.PutAsync(article.Slug + ".md", System.Text.Encoding.UTF8.GetBytes(text), new("text/markdown"), default, default);
        }

        var stores = new Stores(Storage.Inbox, Storage.Web, Storage.Reports, Storage.State, Storage.Catalogue);
        await new Publication(stores, Settings, TemplateSources.Default, TimeProvider.System).RunAsync(new(), _ => { }, default);
    }

    public DigestMailer Mailer(IReadOnlyList<DkimKey> keys) =>
        new(Catalogue, Announcements, new OutputRenderer(Settings, TemplateSources.Default), MailIdentity.Of(Settings), Tokens, keys, TimeProvider.System);

    /// <summary>What the reader of this number chose: other articles for each.</summary>
    public static long[] ChoiceOf(int reader)
    {
        var chance = new Chance((ulong)reader);
        var left = Enumerable.Range(1, Articles).Select(number => (long)number).ToList();
        var chosen = new long[Chosen];
        for (var i = 0; i < Chosen; i++)
        {
            var at = chance.Next(left.Count);
            chosen[i] = left[at];
            left.RemoveAt(at);
        }

        Array.Sort(chosen);
        return chosen;
    }

    public static Subscriber Reader(int number) => new()
    {
        Id = new(string.Create(SubscriberId.Length, number, static (letters, number) =>
        {
            for (var i = letters.Length - 1; i >= 0; i--, number /= 26)
            {
                letters[i] = (char)('a' + (number % 26));
            }
        })),
        Address = EmailAddress.TryParse($"reader{number}@example.org", out var address) ? address : throw new InvalidOperationException("No address."),
        State = SubscriberState.Active,
        Consent = new("form", Since, Since),
    };

    public static DateTimeOffset Since { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static DeliveryRecord Delivery(Subscriber reader, int number)
    {
        var key = new DigestKey(reader.Id, 1);
        return new()
        {
            Key = key,
            MessageId = key.MessageId("site.example"),
            Cadence = DigestCadence.Weekly,
            Due = Since,
            Articles = ChoiceOf(number),
            UpTo = Articles,
            Changed = Since,
        };
    }

    public void Dispose() => Storage.Dispose();
}

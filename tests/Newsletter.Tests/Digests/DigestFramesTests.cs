using MimeKit;
using Newsletter.Catalogue;
using Newsletter.Delivery;
using Newsletter.Digests;
using Newsletter.Publishing;
using Newsletter.Site;
using Newsletter.Spoilers;
using Newsletter.Storage.Local;
using Newsletter.Subscribers;
using Newsletter.Templates;
using Newsletter.Tests.Publishing;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Digests;

/// <summary>Mails that are put together from articles encoded one by one are those that are composed as a whole.</summary>
public sealed class DigestFramesTests : IDisposable
{
    private const int Articles = 26;
    private const string Odd = """..dots == A <b>title</b> with  spaces & \"quotes\" == Ünïcödé 日本 😀""";

    private readonly TestSite site = new()
    {
        Settings = new() { Title = "The Test", BaseUrl = new("https://site.example/"), Lists = new HashSet<string> { "tag" }, MailFrom = Mailbox.TryParse("The Test <news@site.example>", out var from) ? from : null },
    };

    private readonly LocalStorage storage;
    private readonly Tokens tokens = new([new TokenKey("k1", new byte[32])]);
    private readonly Subscriber reader = Some.Subscriber();

    public DigestFramesTests() => storage = site.Open();

    [Theory]
    [InlineData("")]
    [InlineData("{{ for.index }}.")]
    [InlineData("{{ if for.last }}last{{ end }}")]
    [InlineData("{{ items.size }}")]
    public async Task WhateverArticlesAreChosenAMailIsTheOneThatIsComposedAsAWhole(string template)
    {
        await PublishAsync(template);
        var mailer = Mailer();
        long[][] choices = [[3], [1, 2], [2, 1], [26], [.. Enumerable.Range(1, 20)], [.. Enumerable.Range(1, Articles)], [4, 9, 11, 12, 25], [1, 5, 26]];
        foreach (var choice in choices)
        {
            var expected = await WholeAsync(choice);
            var actual = (await MailAsync(mailer, choice))!;

            Assert.Equal(DigestMessage.OneLine(expected.Subject), actual.Subject);
            Assert.Equal([Normal(expected.Text), Normal(expected.Html)], ((Multipart)actual.Body!).Cast<TextPart>().Select(part => Normal(part.Text)));
        }
    }

    [Fact]
    public async Task WhatAnArticleHidesKeepsAMailWithItBackWhateverShowsIt()
    {
        site.Template("email/digest.txt", text => text + "\nThe prince is stabbed with a poisoned blade before the court.\n");
        site.Upload("hamlet.md", TestSite.Article("Hamlet, Explained", hidden: "The prince is stabbed with a poisoned blade before the court."));
        site.Upload("medea.md", TestSite.Article("Medea, Explained"));
        site.Upload("faust.md", TestSite.Article("Faust, Explained"));
        await site.PublishAsync();
        var numbers = await NumbersAsync();
        var mailer = Mailer();

        Assert.NotNull(await MailAsync(mailer, [numbers["faust"], numbers["medea"]]));
        await Assert.ThrowsAsync<LeakException>(() => MailAsync(mailer, [numbers["hamlet"], numbers["medea"]]));
        await Assert.ThrowsAsync<LeakException>(() => MailAsync(mailer, [numbers["hamlet"]]));
        Assert.NotNull(await MailAsync(mailer, [numbers["medea"]]));
    }

    public void Dispose()
    {
        storage.Dispose();
        site.Dispose();
    }

    private async Task PublishAsync(string template)
    {
        if (template.Length > 0)
        {
            site.Template("email/digest.txt", text => text.Replace("{{ include \"partials/digest-item.txt\"", template + "{{ include \"partials/digest-item.txt\"", StringComparison.Ordinal));
        }

        for (var i = 1; i <= Articles; i++)
        {
            var title = i == 5 ? Odd : $"Work {i}, Explained";
            site.Upload($"work-{i}.md", TestSite.Article(title, more: i % 3 == 0 ? $"work: {{ title: Work {i}, kind: film, year: 19{i + 10} }}\nadvisories: [murder]" : "", end: i % 2 == 0 ? "Read More in Explainers: work-1 | Not Yet Out" : ""));
        }

        await site.PublishAsync();
    }

    private TemplateSources Templates => Directory.Exists(site.Templates) ? TemplateSources.Overriding(site.Templates) : TemplateSources.Default;

    private ArticleCatalogue Catalogue => new(storage.Catalogue, storage.State, site.Settings);

    private DigestMailer Mailer() => new(Catalogue, new(storage.Catalogue), new OutputRenderer(site.Settings, Templates), MailIdentity.Of(site.Settings), tokens, [], site.Clock);

    private async Task<ComposedDigest> WholeAsync(long[] choice)
    {
        var articles = new List<ArticleRecord>();
        foreach (var number in choice)
        {
            articles.Add((await Catalogue.FindAsync((await new Announcements(storage.Catalogue).FindAsync(number, default))!, default))!);
        }

        var addresses = EndpointAddresses.Of(site.Settings);
        var links = DigestSlots.LinksOf(addresses, Token(TokenPurpose.Unsubscribe), Token(TokenPurpose.Preferences));
        var issue = new DigestIssue(DigestCadence.Weekly, Some.Time, [.. articles.OrderByDescending(a => a.Published).ThenBy(a => a.Slug, StringComparer.Ordinal)], 0, Tolerance.None, new("en"));
        return await new DigestComposer(Catalogue, new OutputRenderer(site.Settings, Templates), site.Settings).ComposeAsync(issue, links, default);
    }

    private string Token(TokenPurpose purpose) => tokens.Issue(new(purpose, reader.Id, reader.TokenVersion, null));

    private async Task<Dictionary<string, long>> NumbersAsync() =>
        await new Announcements(storage.Catalogue).AfterAsync(0, default).ToDictionaryAsync(announcement => announcement.Slug, announcement => announcement.Number);

    private async Task<MimeMessage?> MailAsync(DigestMailer mailer, long[] articles)
    {
        var key = new DigestKey(reader.Id, 1);
        var delivery = new DeliveryRecord { Key = key, MessageId = key.MessageId("site.example"), Cadence = DigestCadence.Weekly, Due = Some.Time, Articles = articles, UpTo = 99, Changed = Some.Time };
        return await mailer.ComposeAsync(delivery, reader, default) is { } mail ? MimeMessage.Load(new MemoryStream(mail.Content.ToArray())) : null;
    }

    private static string Normal(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n');
}

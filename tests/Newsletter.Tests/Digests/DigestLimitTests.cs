using System.Text;
using AngleSharp.Html.Parser;
using Newsletter.Digests;
using Newsletter.Spoilers;
using Newsletter.Tests.Publishing;

namespace Newsletter.Tests.Digests;

/// <summary>Gmail cuts a long mail off, with the way out of it: none is that long.</summary>
public sealed class DigestLimitTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TwentyLongArticlesAreAllThereInLessThan90Kilobytes(bool everything)
    {
        using var site = await PublishedAsync(20);

        var mail = await DigestOf.ComposeAsync(site, everything ? Tolerance.Everything : Tolerance.None);

        Assert.InRange(Encoding.UTF8.GetByteCount(mail.Html), 40_000, DigestComposer.MostBytes);
        Assert.Equal(20, Titles(mail.Html).Count);
        Assert.DoesNotContain(">and ", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfTwentySevenArticlesSevenAreBehindALink()
    {
        using var site = await PublishedAsync(27);

        var mail = await DigestOf.ComposeAsync(site, Tolerance.None);

        Assert.Equal(20, Titles(mail.Html).Count);
        var more = Assert.Single(new HtmlParser().ParseDocument(mail.Html).QuerySelectorAll("a"), a => a.TextContent == "and 7 more");
        Assert.Equal("https://site.example/archive/", more.GetAttribute("href"));
        Assert.Contains("and 7 more: https://site.example/archive/", mail.Text, StringComparison.Ordinal);
        Assert.EndsWith("and 26 more", mail.Subject, StringComparison.Ordinal);
        Assert.Equal((20, 7), (mail.Articles.Count, mail.More));
    }

    [Fact]
    public async Task ArticlesThatDontFitAreBehindTheLinkAndNoneIsCut()
    {
        using var site = await PublishedAsync(20, namesVolumes: true);

        var mail = await DigestOf.ComposeAsync(site, Tolerance.None);

        var shown = Titles(mail.Html).Count;
        Assert.InRange(Encoding.UTF8.GetByteCount(mail.Html), 40_000, DigestComposer.MostBytes);
        Assert.InRange(shown, 1, 19);
        Assert.Contains($">and {20 - shown} more<", mail.Html, StringComparison.Ordinal);
        Assert.Equal(shown, new HtmlParser().ParseDocument(mail.Html).QuerySelectorAll(".button a").Length);
        Assert.Contains(">Unsubscribe<", mail.Html, StringComparison.Ordinal);
    }

    private static List<string> Titles(string html) => [.. new HtmlParser().ParseDocument(html).QuerySelectorAll("h2.title").Select(h => h.TextContent)];

    private static async Task<TestSite> PublishedAsync(int articles, bool namesVolumes = false)
    {
        var site = new TestSite();
        var paragraph = string.Concat(Enumerable.Repeat("Words upon words of an article that takes its time. ", 20));
        var summary = string.Concat(Enumerable.Repeat("Nothing here gives it away. ", 18));
        var longer = string.Concat(Enumerable.Repeat(", of a work of many volumes and as many names", 7));
        for (var i = 0; i < articles; i++)
        {
            var titles = string.Join(" | ", Enumerable.Range(1, namesVolumes ? 8 : 3).Select(r => $"The Title of Volume {r}{(namesVolumes ? longer : "")}"));
            site.Upload($"a{i}.md", TestSite.Article(
                $"A Rather Long Title of a Work That Nobody Has Seen, Part {i}, Explained", paragraph, string.Join("\n\n", Enumerable.Repeat(paragraph, 6)),
                $"advisories: [murder, asylum, war]\nwork: {{ title: Work {i}, kind: film, year: 1922, by: Somebody }}", $"Read More in Explainers: {titles}")
                .Replace("A safe summary of it.", summary, StringComparison.Ordinal));
        }

        await site.PublishAsync();
        return site;
    }
}

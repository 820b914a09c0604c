using System.Text;
using FsCheck.Xunit;
using Newsletter.Digests;
using Newsletter.Publishing;
using Newsletter.Site;
using Newsletter.Spoilers;
using Newsletter.Templates;
using Newsletter.Tests.Publishing;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Digests;

/// <summary>A digest tells each subscriber what they want to know of each work: the rest is absent from both parts of the mail.</summary>
public sealed class DigestToleranceTests
{
    private static readonly DigestLinks Links = new(new("https://site.example/u"), new("https://site.example/p"));

    [Property(Arbitrary = [typeof(AnyHiddenArticle)], MaxTest = 25)]
    public async Task AMailHasExactlyThePartsAtOrUnderTheTolerance(AnyHiddenArticle[] articles, SpoilerLevel otherwise, SpoilerLevel faust, bool namesFaust)
    {
        var tolerance = namesFaust ? new Tolerance(otherwise) { Works = new Dictionary<string, SpoilerLevel> { ["faust"] = faust } } : new Tolerance(otherwise);
        using var site = new TestSite();
        var words = new Dictionary<string, bool>();
        foreach (var article in articles)
        {
            foreach (var (word, shown) in article.Write(tolerance))
            {
                words.Add(word, shown);
            }

            site.Upload($"article-{article.Number}.md", article.Markdown);
        }

        await site.PublishAsync();
        var mail = await ComposeAsync(site, tolerance);

        foreach (var (word, shown) in words)
        {
            Assert.True(shown == mail.Html.Contains(word, StringComparison.Ordinal), $"HTML, {word} of {tolerance}");
            Assert.True(shown == mail.Text.Contains(word, StringComparison.Ordinal), $"text, {word} of {tolerance}");
            Assert.DoesNotContain(word, mail.Subject + mail.Preheader, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("none")]
    [InlineData("minor")]
    [InlineData("seen")]
    public async Task AMailLooksAsExpected(string name)
    {
        using var site = await PublishedAsync();

        var mail = await ComposeAsync(site, name == "seen" ? Tolerance.None.WithSeen(["Nosferatu"]) : new Tolerance(SpoilerLevels.Parse(name)!.Value));

        Golden.Matches("digests", "tolerance", name + ".html", Encoding.UTF8.GetBytes(mail.Html));
        Golden.Matches("digests", "tolerance", name + ".txt", Encoding.UTF8.GetBytes(mail.Text));
    }

    [Fact]
    public async Task AMailThatTellsMoreSaysSoBeforeItsFirstArticleAndNotInItsSubject()
    {
        using var site = await PublishedAsync();
        var safe = await ComposeAsync(site, Tolerance.None);
        var full = await ComposeAsync(site, Tolerance.Everything);

        Assert.Equal((safe.Subject, safe.Preheader), (full.Subject, full.Preheader));
        foreach (var part in new[] { full.Html, full.Text })
        {
            Assert.InRange(part.IndexOf("Spoilers ahead.", StringComparison.Ordinal), 1, part.IndexOf("The ship is empty", StringComparison.Ordinal));
            Assert.DoesNotContain("Nothing in this mail gives a story away", part, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Spoilers ahead.", safe.Html + safe.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AToleranceThatShowsNothingHiddenMakesTheSafeMail()
    {
        using var site = await PublishedAsync();

        var seen = await ComposeAsync(site, Tolerance.None.WithSeen(["Metropolis"]));

        Assert.Equal((await ComposeAsync(site, Tolerance.None)).Html, seen.Html);
    }

    [Fact]
    public async Task ATextThatWouldMakeTheMailTooLargeIsLeftOutWholeAndTheArticleStays()
    {
        using var site = new TestSite();
        site.Upload("short.md", TestSite.Article("A short one", hidden: "Shortword.", more: "spoils: [Faust]"));
        site.Upload("long.md", TestSite.Article("A long one", hidden: string.Concat(Enumerable.Repeat("Longword goes on and on. ", 5000))).Replace("2026-11-01", "2026-10-30", StringComparison.Ordinal));
        await site.PublishAsync();

        var mail = await ComposeAsync(site, Tolerance.Everything);

        Assert.InRange(Encoding.UTF8.GetByteCount(mail.Html), 1, DigestComposer.MostBytes);
        Assert.Contains("Shortword", mail.Html, StringComparison.Ordinal);
        Assert.Contains("A long one", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Longword", mail.Html + mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void PlainTextKeepsListsTablesQuotesAndAddresses()
    {
        var text = PlainText.Of(new("<h2>A head</h2><p>One <a href=\"https://x.example/\">link</a>.<br>Two</p><ul><li>a<ol><li value=\"3\">b</li></ol></li></ul>"
            + "<blockquote><p>q</p></blockquote><pre>x  y\n  z</pre><table><tr><th>h</th><td>d &amp; e</td></tr></table><p><img alt=\"A ship\" src=\"s\"></p>"));

        Assert.Equal("## A head\n\nOne link <https://x.example/>. Two\n\n*   a\n\n    3.  b\n\n    q\n\nx  y\n  z\n\nh | d & e\n\n[A ship]", text);
    }

    private static async Task<TestSite> PublishedAsync()
    {
        var site = new TestSite();
        site.Upload("nosferatu.md", """
            ---
            title: "Nosferatu, Explained"
            summary: A stolen vampire film.
            work: { title: Nosferatu, kind: film, year: 1922 }
            spoilers: ending
            published: 2026-11-01T09:00:00Z
            ---
            The film was stolen.

            ::: spoiler minor The ship
            The ship is empty. In the hold are ||rats||.
            :::

            ::: spoiler major
            The clerk is ill.
            :::

            <!-- spoilers -->

            ## What Happens at Dawn?

            The sun comes up.
            """);
        await site.PublishAsync();
        return site;
    }

    private static async Task<ComposedDigest> ComposeAsync(TestSite site, Tolerance tolerance)
    {
        using var storage = site.Open();
        var catalogue = new Stores(storage.Inbox, storage.Web, storage.Reports, storage.State, storage.Catalogue).Catalogue(site.Settings);
        var composer = new DigestComposer(catalogue, new OutputRenderer(site.Settings, TemplateSources.Default), site.Settings);
        var mail = await composer.ComposeAsync(DigestCadence.Weekly, Some.Time.AddDays(-60), Some.Time, tolerance, Links, CancellationToken.None);
        return Assert.IsType<ComposedDigest>(mail);
    }
}

using System.Text;
using AngleSharp.Html.Parser;
using Newsletter.Digests;
using Newsletter.Templates;
using Newsletter.Tests.Templates;

namespace Newsletter.Tests.Digests;

/// <summary>The digest's look: what mail programs need and what readers must find.</summary>
public class DigestTemplateTests
{
    private const int Kilobyte = 1024;

    [Fact]
    public void TwentyArticlesStayBelow90Kilobytes() =>
        Assert.InRange(Html(20).Length, 10 * Kilobyte, 90 * Kilobyte);

    [Fact]
    public void AnArticleTakesAtMostThreeKilobytes() => Assert.InRange((Html(20).Length - Html(0).Length) / 20, 1 * Kilobyte, 3 * Kilobyte);

    [Fact]
    public void NothingInAMailIsHidden()
    {
        // Previews and readers ignore CSS, so hidden text would be read.
        var mail = Encoding.UTF8.GetString(Html(2));

        Assert.DoesNotContain("display:none", mail.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("visibility", mail, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script", mail, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", mail, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void AReaderFindsEverything()
    {
        var mail = new HtmlParser().ParseDocument(Encoding.UTF8.GetString(Html(2)));
        var text = mail.Body!.TextContent;

        Assert.Equal(2, mail.QuerySelectorAll("h2").Length);
        Assert.Equal(["Read More", "Read More"], mail.QuerySelectorAll(".button a").Select(a => a.TextContent));
        Assert.Contains("Spoils the ending", text, StringComparison.Ordinal);
        Assert.Contains("Contains death, epidemic", text, StringComparison.Ordinal);
        Assert.Contains("Read More in Explainers: Dracula, Explained | The Cabinet of Dr. Caligari, Explained | The Golem", text, StringComparison.Ordinal);
        Assert.Equal("https://newsletter.example/digests/2026-11-20/", mail.QuerySelectorAll("a").Single(a => a.TextContent == "and 7 more").GetAttribute("href"));
        Assert.Equal("https://newsletter.example/unsubscribe?t=1", mail.QuerySelectorAll("a").Single(a => a.TextContent == "Unsubscribe").GetAttribute("href"));
        Assert.Equal("https://newsletter.example/preferences?t=1", mail.QuerySelectorAll("a").Single(a => a.TextContent == "Change what you get").GetAttribute("href"));
        Assert.Contains("12 Lantern Street, Berlin", text, StringComparison.Ordinal);
        Assert.StartsWith("Two vampires, and no spoilers.", text.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void EveryAddressInAMailIsAbsolute() => Assert.All(
        new HtmlParser().ParseDocument(Encoding.UTF8.GetString(Html(2))).QuerySelectorAll("a"),
        link => Assert.StartsWith("https://", link.GetAttribute("href"), StringComparison.Ordinal));

    [Fact]
    public void LinesOfTheTextPartAreNarrow() => Assert.All(
        Text().Split('\n').Where(line => !line.Contains("https://", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, 76));

    [Fact]
    public void TheTextPartHasBadgesAsWordsAndRealLinks()
    {
        var text = Text();

        Assert.Contains("Spoils the ending · 5 minutes · Contains death, epidemic", text, StringComparison.Ordinal);
        Assert.Contains("Read More: https://newsletter.example/explainers/nosferatu/", text, StringComparison.Ordinal);
        Assert.Contains("Unsubscribe: https://newsletter.example/unsubscribe?t=1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("&", text, StringComparison.Ordinal);
    }

    [Fact]
    public void AGermanMailIsGermanThroughout()
    {
        var text = Encoding.UTF8.GetString(SampleViews.Engine.Render(AllTemplates.DigestText, SampleViews.Digest() with { Language = new("de"), Cadence = DigestCadence.Daily }));

        Assert.Contains("20. November 2026", text, StringComparison.Ordinal);
        Assert.Contains("Abbestellen: https://", text, StringComparison.Ordinal);
        Assert.Contains("und 7 weitere", text, StringComparison.Ordinal);
    }

    private static byte[] Html(int items) => SampleViews.Engine.Render(AllTemplates.DigestHtml, SampleViews.Digest(items));

    private static string Text() => Encoding.UTF8.GetString(SampleViews.Engine.Render(AllTemplates.DigestText, SampleViews.Digest()));
}

using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using FsCheck.Xunit;
using Newsletter.Site;
using Newsletter.Spoilers;
using Newsletter.Tests.Support;
using Newsletter.Tests.Templates;

namespace Newsletter.Tests.Site;

public class SpoilerMarkupTests
{
    [Theory]
    [InlineData("en", "minor", "Small spoilers for Nosferatu")]
    [InlineData("en", "major", "Spoilers for Nosferatu")]
    [InlineData("en", "ending", "Ending of Nosferatu")]
    [InlineData("de", "ending", "Das Ende von Nosferatu")]
    public void ABlockIsClosedAndNamesLevelAndWork(string language, string level, string words)
    {
        var block = Page($"::: spoiler {level} The last scene\nShe opens the window.\n:::\n", language).QuerySelector("details")!;

        Assert.False(block.HasAttribute("open"));
        Assert.Equal(("spoiler spoiler-" + level, level, "nosferatu"), (block.ClassName, block.GetAttribute("data-level"), block.GetAttribute("data-works")));
        Assert.Equal(words, block.QuerySelector("summary .spoiler-what")!.TextContent);
        Assert.Equal("The last scene", block.QuerySelector("summary .spoiler-label")!.TextContent);
        Assert.Equal("She opens the window.", block.QuerySelector(".spoiler-text")!.TextContent.Trim());
    }

    [Fact]
    public void AnArticleAboutNoWorkNamesTheLevelAlone()
    {
        var block = Page("::: spoiler ending\nx\n:::\n", work: null).QuerySelector("details")!;

        Assert.Equal("The ending", block.QuerySelector(".spoiler-what")!.TextContent);
        Assert.Equal("", block.GetAttribute("data-works"));
    }

    [Fact]
    public void APhraseStandsBehindACheckboxThatNamesIt()
    {
        var phrase = Page("It is ||the cock|| that crows.").QuerySelector(".phrase")!;

        Assert.Equal("Show spoiler: Ending of Nosferatu", phrase.QuerySelector("input")!.GetAttribute("aria-label"));
        Assert.Equal("the cock", phrase.QuerySelector(".phrase-text")!.TextContent);
        Assert.Equal("P", phrase.ParentElement!.TagName);
    }

    [Fact]
    public void InALinkTheCheckboxStandsBeforeIt()
    {
        var page = Page("See [what ||she|| and ||he|| do](faust.md) and [why ||they||](faust.md).");

        Assert.Equal(["INPUT", "A", "INPUT", "A"], page.QuerySelector("p")!.Children.Select(e => e.TagName));
        Assert.All(page.QuerySelectorAll("a"), link => Assert.Null(link.QuerySelector("input")));
        Assert.Equal("what [spoiler]she and [spoiler]he do", page.QuerySelector("a")!.TextContent);
    }

    [Fact]
    public void ALinkThatLeadsNowhereYetHidesItsPhraseLikeAnyOther()
    {
        var page = Page("See [an ||ending||](faust.md) and [what ||she|| does](not-written-yet.md).");

        Assert.Single(page.QuerySelectorAll("a"));
        Assert.NotNull(page.QuerySelector(".phrase:not(.phrase-in-link) > input"));
    }

    [Fact]
    public void APageNamesAddressesOfItsSiteWithoutTheHost()
    {
        var page = Page("[Faust](faust.md), [tags](/tags/?q=1#x), [elsewhere](https://elsewhere.example/a), ![A castle](castle.jpg)");

        Assert.Equal(["/explainers/faust/", "/tags/?q=1#x", "https://elsewhere.example/a"], page.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
        Assert.Equal("/assets/castle.123.jpg", page.QuerySelector("img")!.GetAttribute("src"));
    }

    [Property(Arbitrary = [typeof(AnyText)], MaxTest = 100)]
    public void AnyWorkAndLabelComeOutAsText(AnyText any)
    {
        var markup = new SpoilerMarkup(SampleViews.Engine.Words(new("en")));
        var spoiler = new BodySpoiler(SpoilerLevel.Ending, "y" + any.Value, SpoilerForm.Block, 0, 1) { Works = ["x" + any.Value, any.Value] };
        var output = new System.Text.StringBuilder();
        markup.OpenBlock(output, spoiler);
        SpoilerMarkup.CloseBlock(output);
        markup.OpenPhrase(output, spoiler);
        SpoilerMarkup.ClosePhrase(output);

        var page = new HtmlParser().ParseDocument(output.ToString());

        Assert.Equal(["DETAILS", "SPAN"], page.Body!.Children.Select(e => e.TagName));
        Assert.Single(page.QuerySelectorAll("input"));
        Assert.Equal(2, page.QuerySelector("details")!.Children.Length);
    }

    [Theory]
    [InlineData("Safe.\n\n::: spoiler ending The last scene\nShe opens the window.\n:::\n")]
    [InlineData("It is ||the cock|| that crows.")]
    [InlineData("Safe.\n\n<!-- spoilers -->\n\nShe opens the window.")]
    public void ASafeChannelGetsAPlaceholderAndNoByteOfTheText(string markdown)
    {
        var style = new PlainStyle(new SpoilerMarkup(SampleViews.Engine.Words(new("en"))));

        var safe = Some.Split(markdown).Body.Safe(style, Some.Links).Markup;

        Assert.DoesNotContain("window", safe, StringComparison.Ordinal);
        Assert.DoesNotContain("cock", safe, StringComparison.Ordinal);
        Assert.DoesNotContain("scene", safe, StringComparison.Ordinal);
    }

    private static IDocument Page(string markdown, string language = "en", string? work = "Nosferatu", string? spoils = null)
    {
        var markup = new SpoilerMarkup(SampleViews.Engine.Words(new(language)));
        var split = Some.Split(markdown, with: front => front with { Work = work is null ? null : front.Work, Spoils = spoils is null ? [] : [new(spoils, null, null, null)] });
        return new HtmlParser().ParseDocument(split.Body.Reveal(new PageStyle(markup), Some.Links).Markup);
    }
}

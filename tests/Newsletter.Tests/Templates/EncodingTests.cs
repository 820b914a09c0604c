using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using FsCheck.Xunit;
using Newsletter.Site.Views;
using Newsletter.Spoilers;
using Newsletter.Templates;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Templates;

/// <summary>Encoding is the default: whatever stands in a text, the page's structure is the template's own.</summary>
public class EncodingTests
{
    private static readonly TemplateEngine Engine = SampleViews.Engine;

    [Property(Arbitrary = [typeof(AnyText)], MaxTest = 200)]
    public void AnyTextOfAnArticleComesOutAsText(AnyText any)
    {
        var value = Whole(any);
        var page = Parse(Engine.Render(AllTemplates.Article, Article(value)));

        Assert.Equal(Skeleton(Parse(Engine.Render(AllTemplates.Article, Article("plain")))), Skeleton(page));
        Assert.Equal(Shown(value), page.QuerySelector("h1")!.TextContent);
        Assert.Equal(Shown(value), page.QuerySelector("meta[property='og:title']")!.GetAttribute("content"));
        Assert.Equal(Shown(value), page.QuerySelector(".plate img")!.GetAttribute("alt"));
        Assert.Equal(Shown(value), page.QuerySelector(".notice cite")!.TextContent);
        Assert.Equal(Shown(value), page.QuerySelector(".card h3")!.TextContent);
    }

    [Property(Arbitrary = [typeof(AnyText)], MaxTest = 200)]
    public void AnyTextOfACardComesOutAsText(AnyText any)
    {
        var value = Whole(any);
        var page = Parse(Engine.Render(AllTemplates.List, List(value)));

        Assert.Equal(Skeleton(Parse(Engine.Render(AllTemplates.List, List("plain")))), Skeleton(page));
        Assert.Equal(Shown(value), page.QuerySelector(".entry h2")!.TextContent);
        Assert.Equal(Shown(value), page.QuerySelector("link[type='application/rss+xml']")!.GetAttribute("title")!.Replace(" (RSS)", "", StringComparison.Ordinal));
    }

    [Property(Arbitrary = [typeof(AnyText)], MaxTest = 200)]
    public void AnyTextOfAMailComesOutAsText(AnyText any)
    {
        var value = Whole(any);
        var page = Parse(Engine.Render(AllTemplates.DigestHtml, SampleViews.Digest() with { Title = Text(value), Subject = Text(value) }));

        Assert.Equal(Shown(value), page.QuerySelector("h1")!.TextContent);
        Assert.Equal(Skeleton(Parse(Engine.Render(AllTemplates.DigestHtml, SampleViews.Digest()))), Skeleton(page));
    }

    [Property(Arbitrary = [typeof(AnyText)], MaxTest = 200)]
    public void AnyTextOfAPlainMailKeepsItsLettersAndLosesControlCharacters(AnyText any)
    {
        var value = Whole(any);
        var text = Encoding.UTF8.GetString(Engine.Render(AllTemplates.DigestText, SampleViews.Digest() with { Title = Text(value) }));

        Assert.DoesNotContain(text, c => (char.IsControl(c) && c is not ('\n' or '\t')) || c is '\uFFFE' or '\uFFFF');
        Assert.All(Clean(value.Replace('\r', ' ')).Split((char[])[' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries), word => Assert.Contains(word, text, StringComparison.Ordinal));
    }

    [Fact]
    public void StructuredDataCannotEndItsScript()
    {
        var page = Parse(Engine.Render(AllTemplates.Article, Article("</script><script>alert(1)</script><!--")));

        using var json = System.Text.Json.JsonDocument.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent);
        Assert.Equal("</script><script>alert(1)</script><!--", json.RootElement.GetProperty("headline").GetString());
    }

    [Fact]
    public void AnAddressThatCouldRunSomethingIsLeftOut()
    {
        var view = List("plain") with { Cards = [SampleViews.Card("x") with { Href = new("javascript:alert(1)") }] };

        Assert.DoesNotContain("javascript:", Encoding.UTF8.GetString(Engine.Render(AllTemplates.List, view)), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsHtmlAlreadyIsNotEncodedAgain()
    {
        var output = Encoding.UTF8.GetString(Engine.Render(AllTemplates.FeedItem, SampleViews.FeedItem() with { Lead = Some.SafeHtml("<p>A &amp; B</p>") }));

        Assert.Contains("<p>A &amp; B</p>", output, StringComparison.Ordinal);
    }

    private static ArticleView Article(string text)
    {
        var view = SampleViews.Article();
        var work = new WorkView(Text(text), Text(text), 1922, Text(text));
        return view with
        {
            Title = Text(text),
            Page = view.Page with { Title = Text("x" + text), Image = view.Page.Image! with { Alt = Text(text) } } with { Title = Text(text) },
            Image = view.Image! with { Alt = Text(text) },
            Spoils = [work],
            Work = work,
            ReadMore = [SampleViews.Card(text)],
        };
    }

    private static ListView List(string text)
    {
        var view = SampleViews.List();
        return view with
        {
            Cards = [SampleViews.Card(text)],
            Page = view.Page with { Feeds = [view.Feeds with { Title = Text(text) }] },
        };
    }

    private static SafeText Text(string text) => SampleViews.Text(text);

    private static IDocument Parse(byte[] page)
    {
        var parser = new HtmlParser(new HtmlParserOptions { IsScripting = false });
        return parser.ParseDocument(Encoding.UTF8.GetString(page));
    }

    /// <summary>All elements with the names of their attributes, in order.</summary>
    private static string Skeleton(IDocument page) =>
        string.Join(' ', page.All.Select(e => e.LocalName + "[" + string.Join(',', e.Attributes.Select(a => a.Name)) + "]"));

    private static string Shown(string text) => Clean(text);

    /// <summary>What a page may hold of a text: no control characters.</summary>
    private static string Clean(string text) =>
        string.Concat(text.Where(c => !(char.IsControl(c) && c is not ('\t' or '\n')) && c is not ('\uFFFE' or '\uFFFF')));

    /// <summary>As the reader of articles leaves a text: without halves of characters.</summary>
    private static string Whole(AnyText any) => string.Concat(any.Value.EnumerateRunes());
}

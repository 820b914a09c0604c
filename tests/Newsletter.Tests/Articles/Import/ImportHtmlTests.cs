using Newsletter.Articles.Import;

namespace Newsletter.Tests.Articles.Import;

public class ImportHtmlTests
{
    private const string Text = "<p>A film about a ship that comes in with nobody on board.</p>";

    [Theory]
    [InlineData("<article><h1>Nosferatu</h1>", "Nosferatu")]
    [InlineData("<meta property='og:title' content='Nosferatu &amp; Faust'>", "Nosferatu & Faust")]
    [InlineData("<title>Nosferatu | The Lantern</title>", "Nosferatu")]
    [InlineData("<meta property='og:site_name' content='The Lantern'><title>Nosferatu - A Symphony - The Lantern</title>", "Nosferatu - A Symphony")]
    [InlineData("<title>Nosferatu - A Symphony</title>", "Nosferatu - A Symphony")]
    [InlineData("<b>Nosferatu, Explained</b>", "Nosferatu, Explained")]
    public void TheTitleIsThePagesHeadingElseWhatItsHeadSays(string head, string title)
    {
        var article = Imported.Html(head + Text);

        Assert.Equal(title, article["title"]);
        Assert.Equal("A film about a ship that comes in with nobody on board.\n", article.Body);
    }

    [Theory]
    [InlineData("<meta name=author content='Ada Marsh'>", "Ada Marsh")]
    [InlineData("<p class=byline>By <a rel=author href=/ada>Ada Marsh</a></p>", "Ada Marsh")]
    [InlineData("<meta name=author content='https://social.example/ada'>", null)]
    public void TheAuthorIsTaken(string html, string? author) => Assert.Equal(author, Imported.Html(html + "<h1>Nosferatu</h1>" + Text)["authors"]);

    [Theory]
    [InlineData("<meta property='article:published_time' content='2026-05-26T07:30:00+01:00'>", "2026-05-26T06:30:00Z")]
    [InlineData("<article><time datetime='2026-05-26'>26 May</time>", "2026-05-26")]
    [InlineData("<meta name=date content='some day'>", null)]
    public void TheDateIsTaken(string html, string? published) => Assert.Equal(published, Imported.Html(html + "<h1>Nosferatu</h1>" + Text)["published"]);

    [Theory]
    [InlineData("<nav>Home</nav>")]
    [InlineData("<script>Home()</script>")]
    [InlineData("<style>Home {}</style>")]
    [InlineData("<div class='share-buttons'>Home</div>")]
    [InlineData("<div id=sidebar><p>Home</p></div>")]
    [InlineData("<aside>Home</aside>")]
    [InlineData("<footer>Home</footer>")]
    [InlineData("<section class=comments><h2>Home</h2></section>")]
    [InlineData("<form><input value=Home><button>Home</button></form>")]
    [InlineData("<div hidden>Home</div>")]
    [InlineData("<p style='display: none'>Home</p>")]
    [InlineData("<iframe src=Home></iframe>")]
    [InlineData("<noscript>Home</noscript>")]
    [InlineData("<!-- Home -->")]
    public void WhatIsNotTheArticleIsLeftOut(string noise)
    {
        var article = Imported.Html("<article><h1>Nosferatu</h1>" + noise + Text + noise + "</article>");

        Assert.Equal("A film about a ship that comes in with nobody on board.\n", article.Body);
    }

    [Fact]
    public void TheClosingLineIsKeptEvenInAFooter()
    {
        var article = Imported.Html("<article><h1>Nosferatu</h1>" + Text + "<footer class=related><p>Read More in Explainers: <a href=/faust>Faust</a> | Undine</p></footer></article>");

        Assert.Equal("Read More in Explainers: Faust | Undine", article.LineOf("read more"));
    }

    [Theory]
    [InlineData("<p>a <em>b</em> <strong>c</strong> <i>d</i>", "a *b* **c** *d*")]
    [InlineData("<p>a<em> b </em>c", "a *b* c")]
    [InlineData("<p><em>“Ellen!”</em>he said", "“Ellen!”he said")]
    [InlineData("<p><b>a</b><i>b</i>", "**a**b")]
    [InlineData("<p>a <a href='https://example.org/a b'>link</a>", "a [link](<https://example.org/a b>)")]
    [InlineData("<p>a <a href='javascript:alert(1)'>link</a>", "a link")]
    [InlineData("<p>a <a href='#fn'>1</a>", "a 1")]
    [InlineData("<p>a<br>b", "a\\\nb")]
    [InlineData("<p>a<br><br>b", "a\n\nb")]
    [InlineData("<div>a<br><br>b</div>", "a\n\nb")]
    [InlineData("<div>a<div>b</div>c</div>", "a\n\nb\n\nc")]
    [InlineData("<p>- a <p>1. b <p># c", "\\- a\n\n1\\. b\n\n\\# c")]
    [InlineData("<p>2 * 3 &lt;b&gt; *x* [y] ||z||", "2 * 3 \\<b> \\*x* \\[y\\] \\|\\|z\\|\\|")]
    [InlineData("<h2>a <em>b</em><br>c</h2>", "## a *b* c")]
    [InlineData("<h3>A</h3><p>b<h4>C</h4><p>d", "## A\n\nb\n\n### C\n\nd")]
    [InlineData("<ul><li>a<li>b<ul><li>c</ul></ul>", "- a\n- b\n  - c")]
    [InlineData("<ol start=3><li>a<li>b</ol>", "3. a\n4. b")]
    [InlineData("<ol><li><p>a</p><p>b</p></ol>", "1. a\n\n   b")]
    [InlineData("<blockquote><p>a<p>b</blockquote>", "> a\n>\n> b")]
    [InlineData("<pre>a *b*\n  c</pre>", "```\na *b*\n  c\n```")]
    [InlineData("<img src=a.jpg alt='x [y]'>", "![x \\[y\\]](a.jpg)")]
    [InlineData("<figure><img src=a.jpg><figcaption>x</figcaption></figure>", "![x](a.jpg)")]
    [InlineData("<figure><img src=a.jpg alt=x><figcaption>\"y\"</figcaption></figure>", "![x](a.jpg \"\\\"y\\\"\")")]
    [InlineData("<table><tr><th>a<th>b<tr><td>c|d<td>e</table>", "| a | b |\n| --- | --- |\n| c\\|d | e |")]
    [InlineData("<table><tr><td colspan=2>a<tr><td>b<td>c</table>", "a\n\nb\n\nc")]
    [InlineData("<p>a <q>b</q>", "a “b”")]
    [InlineData("<dl><dt>a<dd>b</dl>", "a\n\nb")]
    [InlineData("<hr><p>a", "* * *\n\na")]
    [InlineData("<details><summary>a</summary>b</details>", "::: spoiler ending a\nb\n:::")]
    [InlineData("<details><p>b<details><p>c</details></details>", ":::: spoiler ending\nb\n\n::: spoiler ending\nc\n:::\n::::")]
    [InlineData("<div class=spoiler><p>b</div>", "::: spoiler ending\nb\n:::")]
    [InlineData("<p>a <span class='bb-spoiler'>b | c</span>", "a ||b | c||")]
    [InlineData("<p><span class=spoiler>b</span> a", "||b|| a")]
    [InlineData("<p class='spoiler-warning'>a", "a")]
    [InlineData("<!-- spoilers --><p>a", "<!-- spoilers -->\n\na")]
    public void MarkupBecomesMarkdown(string html, string markdown) => Assert.Equal(markdown + "\n", new HtmlToMarkdown().Write(Body(html)));

    [Fact]
    public void HiddenPartsOfThePageAreHiddenInTheArticle()
    {
        var article = Imported.Html("<h1>Nosferatu</h1><p>A film.</p><p>Spoilers ahead.</p><p>x <span data-spoiler>y</span></p><details><summary>z</summary><p>w</p></details>");

        Assert.Equal("x ||y||\n\n::: spoiler ending z\nw\n:::", article.Rest);
    }

    [Theory]
    [InlineData("div", 5_000)]
    [InlineData("blockquote", 5_000)]
    [InlineData("ul><li", 2_000)]
    [InlineData("em", 5_000)]
    [InlineData("details", 5_000)]
    [InlineData("table><tr><td", 1_000)]
    [InlineData("a href=x", 2_000)]
    [InlineData("span class=spoiler", 5_000)]
    public void NothingIsNestedTooDeeply(string tag, int depth)
    {
        var article = Imported.Html("<h1>Nosferatu</h1>" + string.Concat(Enumerable.Repeat($"<{tag}>", depth)) + "ship");

        Assert.Contains("ship", article.Body, StringComparison.Ordinal);
        _ = article.Shown;
    }

    private static AngleSharp.Dom.IElement Body(string html) => new AngleSharp.Html.Parser.HtmlParser().ParseDocument("<body>" + html).Body!;
}

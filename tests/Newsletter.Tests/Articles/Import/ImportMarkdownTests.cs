using Newsletter.Articles.Import;

namespace Newsletter.Tests.Articles.Import;

public class ImportMarkdownTests
{
    private const string Body = "A film about a ship.\n\nSpoilers ahead.\n\nDust.\n";

    [Fact]
    public void AnArticleInOurFormatComesBackToTheByte()
    {
        const string ours = "---\r\ntitle: Nosferatu\r\nspoilers:   ending\r\nodd: [x\r\n ]\r\n---\r\n\r\nA film.\r\n\r\n# Not ours to lower\r\n";

        var result = ArticleImport.FromMarkdown(ours, "a.md", new());

        Assert.Equal(ours, result.Markdown);
        Assert.Equal("nosferatu.md", result.FileName);
        Assert.Empty(result.Guesses);
    }

    [Theory]
    [InlineData("date: 2026-05-26", "published", "2026-05-26")]
    [InlineData("date: 2026-05-26T07:30:00+01:00", "published", "2026-05-26T06:30:00Z")]
    [InlineData("date: 2026-05-26 07:30:00 +0200", "published", "2026-05-26T05:30:00Z")]
    [InlineData("date: 2026-05-26 07:30", "published", "2026-05-26T07:30:00")]
    [InlineData("date: 2026-05-26T07:30:00.000Z", "published", "2026-05-26T07:30:00Z")]
    [InlineData("date: May 26, 2026", "published", "2026-05-26")]
    [InlineData("published_at: 2026-05-26\ndate: 2020-01-01", "published", "2026-05-26")]
    [InlineData("lastmod: 2026-05-27", "updated", "2026-05-27")]
    [InlineData("description: A ship comes in.", "summary", "A ship comes in.")]
    [InlineData("custom_excerpt: A ship comes in.", "summary", "A ship comes in.")]
    [InlineData("summary: >\n  A ship\n  comes in.", "summary", "A ship comes in.")]
    [InlineData("categories: [Films, Horror]", "section", "Films")]
    [InlineData("categories: Films", "section", "Films")]
    [InlineData("categories: [Films, Horror]\ntags: [silent]", "tags", "silent, Horror")]
    [InlineData("tags: silent, horror", "tags", "silent, horror")]
    [InlineData("tags:\n- silent\n- \"C#\"", "tags", "silent, C#")]
    [InlineData("author: Ada Marsh", "authors", "Ada Marsh")]
    [InlineData("authors:\n  - name: Ada Marsh\n  - name: J. P. Oakes", "authors", "Ada Marsh, J. P. Oakes")]
    [InlineData("draft: true\ndate: 2026-05-26", "draft", "true")]
    [InlineData("draft: yes", "draft", "true")]
    [InlineData("draft: no", "draft", null)]
    [InlineData("published: false", "draft", "true")]
    [InlineData("status: draft", "draft", "true")]
    [InlineData("draft: false\ndate: 2026-05-26", "published", "2026-05-26")]
    [InlineData("image: ship.jpg", "image.src", "ship.jpg")]
    [InlineData("image: /img/ship.jpg", "image.src", "ship.jpg")]
    [InlineData("image: https://example.org/img/ship.jpg", "image.src", "https://example.org/img/ship.jpg")]
    [InlineData("image: ship.jpg", "image.spoiler", "true")]
    [InlineData("feature_image: ship.jpg", "image.src", "ship.jpg")]
    [InlineData("cover: { image: ship.jpg, alt: A ship }", "image.alt", "A ship")]
    [InlineData("image: { src: ship.jpg, alt: A ship, spoiler: false }", "image.spoiler", "false")]
    [InlineData("language: de_AT", "lang", "de-AT")]
    [InlineData("slug: /films/Nosferatu Explained/", "slug", "nosferatu-explained")]
    [InlineData("work: { title: Nosferatu, kind: film, year: 1922 }", "work.year", "1922")]
    [InlineData("work:\n  title: Nosferatu\n  by: F. W. Murnau", "work.by", "F. W. Murnau")]
    [InlineData("safe_title: An Old Film", "safe_title", "An Old Film")]
    [InlineData("advisories: [rats]", "advisories", "rats")]
    [InlineData("secrets: [the window]", "secrets", "the window")]
    [InlineData("read_more: [faust, \"Undine\"]", "read_more", "faust, Undine")]
    [InlineData("email: false", "email", "false")]
    [InlineData("section: Guides", "section", "Guides")]
    [InlineData("Title: x\nDESCRIPTION: A ship comes in.", "summary", "A ship comes in.")]
    public void KeysOfOtherToolsBecomeOurs(string yaml, string key, string? value) =>
        Assert.Equal(value, Imported.Markdown($"---\ntitle: Nosferatu, Explained\n{yaml}\n---\n{Body}")[key]);

    [Theory]
    [InlineData("draft: false")]
    [InlineData("draft: true")]
    [InlineData("tags: [silent]")]
    public void AnImportIsADraftWhereThatIsAskedFor(string yaml) => Assert.Equal("true", Imported.Markdown($"---\ntitle: Nosferatu, Explained\n{yaml}\n---\n{Body}", options: new() { Draft = true })["draft"]);

    [Theory]
    [InlineData("+++\ntitle = \"Nosferatu\"\ndate = 2026-05-26T07:30:00Z\n+++\n", "published", "2026-05-26T07:30:00Z")]
    [InlineData("+++\ntitle = 'Nosferatu'\ntags = [\"a, b\", 'c',\n  \"d\\\"e\", # note\n]\n+++\n", "tags", "a, b, c, d\"e")]
    [InlineData("+++\ntitle = \"Nosferatu\"\ndraft = true\n+++\n", "draft", "true")]
    public void TomlIsRead(string header, string key, string value)
    {
        var article = Imported.Markdown(header + Body);

        Assert.Equal("Nosferatu", article["title"]);
        Assert.Equal(value, article[key]);
    }

    [Fact]
    public void KeysThatWeDoNotHaveAreKeptAsComments()
    {
        var article = Imported.Markdown($"---\nlayout: post\ntitle: Nosferatu\nparams:\n  a: [1,\n   2]\n  b: |\n    text\nweight: 3 # last\n---\n{Body}");

        Assert.Contains("# layout: post\n# params:\n#   a: [1,\n#    2]\n#   b: |\n#     text\n# weight: 3 # last\n", article.Header, StringComparison.Ordinal);
        Assert.Equal("layout, params, weight", article.Guess("other keys").Value);
        Assert.Equal("# layout: post", article.LineOf("other keys"));
    }

    [Theory]
    [InlineData("title: [unclosed")]
    [InlineData("a: b: c")]
    [InlineData("- a list\n- of things")]
    [InlineData("just words")]
    [InlineData("a: &x [1]\nb: *x")]
    [InlineData("a: *nowhere")]
    [InlineData("\t: tab")]
    [InlineData("{ title: flow, draft: true }")]
    public void FrontMatterThatCannotBeReadIsKeptAsComments(string yaml)
    {
        var article = Imported.Markdown($"---\n{yaml}\n---\n# Nosferatu\n\n{Body}");

        Assert.Equal("Nosferatu", article["title"]);
        Assert.All(yaml.Split('\n'), line => Assert.Contains("# " + line, article.Header, StringComparison.Ordinal));
        Assert.Equal(Confidence.Low, article.Guess("other keys").Confidence);
    }

    [Fact]
    public void AYamlBombIsNotFollowed()
    {
        var bomb = "a: &a [x, x]\n" + string.Concat(Enumerable.Range(0, 25).Select(i => $"{(char)('b' + i)}: &{(char)('b' + i)} [*{(char)('a' + i)}, *{(char)('a' + i)}]\n"));

        Assert.Equal("Nosferatu", Imported.Markdown($"---\n{bomb}---\n# Nosferatu\n\n{Body}")["title"]);
        _ = Imported.Markdown($"---\na: {new string('[', 20_000)}\n---\n# Nosferatu\n\n{Body}");
        _ = Imported.Markdown($"---\na: {string.Concat(Enumerable.Repeat("{a: ", 20_000))}\n---\n# Nosferatu\n\n{Body}");
        _ = Imported.Markdown($"---\n{string.Concat(Enumerable.Range(0, 5_000).Select(i => new string(' ', i) + "a:\n"))}---\n# Nosferatu\n\n{Body}");
    }

    [Theory]
    [InlineData("# Nosferatu\n\n", "Nosferatu")]
    [InlineData("# *Nosferatu*, Explained\n\n", "Nosferatu, Explained")]
    [InlineData("Nosferatu\n=========\n\n", "Nosferatu")]
    [InlineData("Nosferatu, Explained\n\n", "Nosferatu, Explained")]
    [InlineData("---\ntitle: Nosferatu\n---\n\n# Nosferatu\n\n", "Nosferatu")]
    [InlineData("---\ndate: 2026-01-01\n---\n# Nosferatu\n\n", "Nosferatu")]
    public void TheTitleIsTakenOutOfTheBody(string head, string title)
    {
        var article = Imported.Markdown(head + Body);

        Assert.Equal(title, article["title"]);
        Assert.Equal("A film about a ship.\n\nSpoilers ahead.", article.Lead.Trim());
    }

    [Fact]
    public void TheBodyStaysAsItIs()
    {
        const string body = "A *film* with __style__.[^1]\n\n> Quote  \n> on\n\n[^1]: Note.\n\nSpoilers ahead.\n\n<!-- spoilers -->\n\n## A\n\n```\n# code\n```\n\n| a | b |\n|---|---|\n| ||c|| | d |\n\n[ref]: https://example.org\n\n::: spoiler ending X\ny\n:::\n";

        Assert.Equal(body, Imported.Markdown("# Nosferatu\n\n" + body).Body);
    }

    [Theory]
    [InlineData("<details><summary>The <b>end</b></summary>\n\nDust.\n\n</details>", "::: spoiler ending The end\n\nDust.\n\n:::")]
    [InlineData("<details>\n<summary>The end</summary>\nDust.</details>", "::: spoiler ending The end\nDust.\n:::")]
    [InlineData("<details open>Dust.\n</details>", "::: spoiler ending\nDust.\n:::")]
    [InlineData("[spoiler]\nDust.\n[/spoiler]", "::: spoiler ending\nDust.\n:::")]
    [InlineData("[details=\"The end\"]\nDust.\n[/details]", "::: spoiler ending The end\nDust.\n:::")]
    [InlineData("He is [spoiler]dust[/spoiler].", "He is ||dust||.")]
    [InlineData("He is >!dust!<.", "He is ||dust||.")]
    [InlineData("He is <span class=\"x spoiler\">dust</span>.", "He is ||dust||.")]
    [InlineData("```\n<details>\n```", "```\n<details>\n```")]
    [InlineData("<details>\nnever closed", "<details>\nnever closed")]
    [InlineData("In details, spoilers > !", "In details, spoilers > !")]
    public void WhatOtherToolsHideStaysHidden(string source, string ours) =>
        Assert.Equal($"A film.\n\n{ours}\n\n## A\n\nb\n", Imported.Markdown($"# Nosferatu\n\n<!-- spoilers -->\n\nA film.\n\n{source}\n\n## A\n\nb\n").Rest + "\n");

    [Fact]
    public void ShortLinesBecomeHeadingsOnlyWhereNoneAreMarked()
    {
        Assert.Equal(["## The Ship", "## The House"], Imported.Markdown("# Nosferatu\n\nA film.\n\n**The Ship**\n\nIt comes in.\n\nThe House\n\nIt is sold.\n").Headings);
        Assert.Equal(["## The Ship"], Imported.Markdown("# Nosferatu\n\nA film.\n\n## The Ship\n\nIt comes in.\n\nThe House\n\nIt is sold.\n").Headings);
    }

    [Fact]
    public void HeadingsOfTheTopLevelAreLowered() =>
        Assert.Equal(["## One", "### Two", "## Three", "###### Six"], Imported.Markdown("---\ntitle: Nosferatu\n---\nA film.\n\n# One\n\n## Two\n\nThree\n=====\n\n###### Six\n\nx\n").Headings);

    [Theory]
    [InlineData(">", 10_000)]
    [InlineData("- ", 1_000)]
    [InlineData("[", 5_000)]
    [InlineData("*a ", 5_000)]
    [InlineData("||", 5_000)]
    public void NothingIsNestedTooDeeply(string mark, int depth)
    {
        var article = Imported.Markdown("# Nosferatu\n\n" + string.Concat(Enumerable.Repeat(mark, depth)) + " ship\n");

        Assert.Contains("ship", article.Body, StringComparison.Ordinal);
        Assert.Equal("Nosferatu", article["title"]);
    }

    [Fact]
    public void ValuesAreSafeInYaml()
    {
        const string title = "A \"quote\": #1 \\ 'x' — {y} [z] & *w* %v | > @u `t` !s, ?r - yes";

        Assert.Equal(title, Imported.Text(title + "\n\nA film.")["title"]);
        Assert.Equal(title, Imported.Markdown("# " + MarkdownEscape.Heading(title) + "\n\nA film.\n")["title"]);
        Assert.Equal(title, Imported.Html($"<h1>{System.Net.WebUtility.HtmlEncode(title)}</h1><p>A film.")["title"]);
    }
}

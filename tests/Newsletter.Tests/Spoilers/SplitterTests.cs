using Newsletter.Spoilers;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Spoilers;

public sealed class SplitterTests
{
    [Fact]
    public void WhatStandsBelowTheBoundaryIsHidden()
    {
        var split = Some.Split("The lead.\n\n<!-- spoilers -->\n\n## The end\n\nHe dies.");

        Assert.Equal("<p>The lead.</p>\n[-]", split.SafeOf());
        Assert.Contains("[ending><h2 data-anchor=\"the-end part_1\">The end</h2>\n<p>He dies.</p>\n<]", split.FullOf());
        Assert.Empty(split.Diagnostics);
    }

    [Theory]
    [InlineData("<!-- SPOILERS -->")]
    [InlineData("<!--spoilers-->")]
    [InlineData("<!-- spoiler -->")]
    [InlineData("<!-- spoilers below, beware -->")]
    public void ABoundaryMayBeWrittenInManyWays(string boundary)
    {
        Assert.DoesNotContain("secret", Some.Split($"Lead.\n\n{boundary}\n\nsecret").SafeOf());
    }

    [Fact]
    public void WithoutBoundaryEverythingIsHiddenAndAWarningNamesTheLine()
    {
        var split = Some.Split("Lead.\n\nMore.\n\n## Plot\n\nHe dies.");

        Assert.Equal("[-]", split.SafeOf());
        var warning = Assert.Single(split.Diagnostics);
        Assert.Equal("NL033", warning.Code);
        Assert.Equal(5, warning.Line);
    }

    [Fact]
    public void AnArticleWithoutSpoilersNeedsNoBoundary()
    {
        var split = Some.Split("Lead.\n\n## More\n\nText.", SpoilerLevel.None);

        Assert.Contains("Text.", split.SafeOf());
        Assert.False(split.Safe.HasSpoilers);
        Assert.Empty(split.Diagnostics);
    }

    [Fact]
    public void AContainerHidesItsPartOnly()
    {
        var split = Some.Split("One.\n\n::: spoiler major The turn\nTwo.\n:::\n\nThree.");

        Assert.Equal("<p>One.</p>\n[-]<p>Three.</p>\n", split.SafeOf());
        Assert.Contains("[major:The turn><p>Two.</p>\n<]", split.FullOf());
    }

    [Fact]
    public void NestedContainersTakeTheHigherLevel()
    {
        var split = Some.Split("One.\n\n::: spoiler ending\nTwo.\n\n::: spoiler minor Inner\nThree.\n:::\n\nFour.\n:::\n\nFive.");

        Assert.Equal("<p>One.</p>\n[-]<p>Five.</p>\n", split.SafeOf());
        Assert.Equal([SpoilerLevel.Ending, SpoilerLevel.Ending], split.Body.Spoilers.Select(s => s.Level));
        Assert.DoesNotContain("Three", split.FullOf(SpoilerLevel.Major));
    }

    [Fact]
    public void AToleranceShowsWhatIsNotAboveIt()
    {
        var split = Some.Split("One.\n\n::: spoiler minor\nTwo.\n:::\n\n::: spoiler ending\nThree.\n:::");

        Assert.Contains("Two.", split.FullOf(SpoilerLevel.Minor));
        Assert.DoesNotContain("Three.", split.FullOf(SpoilerLevel.Major));
    }

    [Fact]
    public void AnUnclosedContainerIsAnErrorWithItsLine()
    {
        var split = Some.Split("One.\n\n::: spoiler ending\nTwo.\n\nThree.");

        var error = Assert.Single(split.Diagnostics, d => d.Code == "NL030");
        Assert.Equal(3, error.Line);
        Assert.DoesNotContain("Three.", split.SafeOf());
    }

    [Theory]
    [InlineData("The sleeper is ||dead||.", "<p>The sleeper is [-].</p>\n")]
    [InlineData("Spaces || inside || too.", "<p>Spaces [-] too.</p>\n")]
    [InlineData("In||word||s and ||\"quotes\"||.", "<p>In[-]s and [-].</p>\n")]
    [InlineData("Over ||two\nlines|| even.", "<p>Over [-] even.</p>\n")]
    [InlineData("*Emphasis ||with|| it* and ||**bold** [link](https://a.example/x)||.", "<p><em>Emphasis [-] it</em> and [-].</p>\n")]
    [InlineData("Code `a || b || c` stays.", "<p>Code <code>a || b || c</code> stays.</p>\n")]
    [InlineData("Escaped \\|\\|bars\\|\\|.", "<p>Escaped ||bars||.</p>\n")]
    [InlineData("A [link ||text||](https://a.example/).", "<p>A <a href=\"https://a.example/\">link [-]</a>.</p>\n")]
    public void APhraseIsHiddenWhereverItStands(string markdown, string safe)
    {
        var split = Some.Split(markdown + "\n\n<!-- spoilers -->\n\nRest.");

        Assert.Equal(safe + "[-]", split.SafeOf());
        Assert.Empty(split.Diagnostics);
    }

    [Fact]
    public void APhraseInATableCellIsHiddenAndTheTableStays()
    {
        var split = Some.Split("| Who | Fate |\n|---|---|\n| Ellen | ||dies|| |\n| Knock || x |\n\n<!-- spoilers -->\n\nRest.");

        var safe = split.SafeOf();
        Assert.Contains("<td>[-]</td>", safe);
        Assert.DoesNotContain("dies", safe);
        Assert.Contains("<td>Ellen</td>", safe);
        Assert.Empty(split.Diagnostics);
    }

    [Fact]
    public void APhraseInAHeadingStaysOutOfItsAnchor()
    {
        var split = Some.Split("## The ||murderer|| of Ellen\n\n<!-- spoilers -->\n\nRest.");

        Assert.Contains("<h2 id=\"the-of-ellen\">The [-] of Ellen</h2>", split.SafeOf());
    }

    [Fact]
    public void AnUnclosedPhraseIsAnError()
    {
        var split = Some.Split("A ||phrase without end.\n\n<!-- spoilers -->\n\nRest.");

        var error = Assert.Single(split.Diagnostics);
        Assert.Equal(("NL031", 1, 3), (error.Code, error.Line, error.Column));
        Assert.DoesNotContain("without", split.SafeOf());
    }

    [Fact]
    public void ASpoilerInAFootnoteStaysOutOfTheFeed()
    {
        var split = Some.Split("Lead[^a] and[^b].\n\n[^a]: Safe note.\n\n<!-- spoilers -->\n\nText[^c].\n\n[^b]: Hidden note.\n\n[^c]: Hidden too.");

        var safe = split.SafeOf();
        Assert.Contains("Safe note.", safe);
        Assert.DoesNotContain("Hidden", safe);
        Assert.Contains("Hidden note.", split.FullOf());
        Assert.Contains("Hidden too.", split.FullOf());
        Assert.Equal(["NL038"], split.Diagnostics.Select(d => d.Code));
    }

    [Fact]
    public void AFootnoteThatOnlyAPhraseOrContainerRefersToIsHidden()
    {
        var split = Some.Split("Lead ||x[^a]||.\n\n::: spoiler major\nText[^b].\n:::\n\n[^a]: First note.\n\n[^b]: Second note.");

        Assert.DoesNotContain("note", split.SafeOf());
        Assert.Contains("First note.", split.FullOf());
        Assert.Contains("Second note.", split.FullOf());
    }

    [Fact]
    public void AFenceInACodeBlockIsCode()
    {
        var split = Some.Split("Lead.\n\n::: spoiler major\n```\n:::\n```\nStill hidden.\n:::\n\nOpen.");

        Assert.Equal("<p>Lead.</p>\n[-]<p>Open.</p>\n", split.SafeOf());
    }

    [Fact]
    public void ABoundaryInsideAListIsAnError()
    {
        var split = Some.Split("- one\n\n  <!-- spoilers -->\n\n  two");

        Assert.Contains(split.Diagnostics, d => d.Code == "NL034");
        Assert.DoesNotContain("two", split.SafeOf());
    }

    [Fact]
    public void ATitleThatSpoilsIsReplacedByTheSafeOne()
    {
        var split = Some.Split("x", with: f => f with { Title = "How Ellen Dies", SafeTitle = "Nosferatu" });

        Assert.Equal("Nosferatu", split.Safe.Title.ToString());
        Assert.Equal("How Ellen Dies", split.FullTitle);
    }

    [Fact]
    public void ReferencesFillInWhenTheyCanBeResolved()
    {
        var split = Some.Split("See [Faust](faust.md#end), [Medea](medea.md), [there](/about/) and ![c](castle.jpg).", SpoilerLevel.None);

        Assert.Equal(
            "<p>See <a href=\"https://site.example/explainers/faust/#end\">Faust</a>, Medea, <a href=\"https://site.example/about/\">there</a> and "
            + "<img src=\"https://site.example/assets/castle.123.jpg\" alt=\"c\" width=\"640\" height=\"480\" loading=\"lazy\">.</p>\n",
            split.SafeOf());
        Assert.Equal([(BodyReference.Article, "faust.md"), (BodyReference.Article, "medea.md"), (BodyReference.Asset, "castle.jpg")], split.Body.References());
    }

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](data:text/html,hi)")]
    [InlineData("![x](javascript:alert(1))")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[x](../../etc/passwd)")]
    public void DangerousAddressesAreLeftOut(string markdown)
    {
        var html = Some.Split(markdown, SpoilerLevel.None).SafeOf();

        Assert.DoesNotContain("href", html);
        Assert.DoesNotContain("src", html);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>\n\nText.")]
    [InlineData("<iframe src=\"https://x.example\"></iframe>\n\nText.")]
    [InlineData("<p onclick=\"x()\" style=\"color:red\">Text.</p>")]
    [InlineData("Inline <script>x</script> Text. <img src=x onerror=y> <b onmouseover=\"z\">b</b>")]
    [InlineData("<div\nonclick=x>Text.</div>")]
    public void RawHtmlIsSanitised(string markdown)
    {
        var html = Some.Split(markdown, SpoilerLevel.None).SafeOf();

        Assert.Contains("Text.", html);
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("<iframe", html);
        Assert.DoesNotContain("onclick", html);
        Assert.DoesNotContain("onerror", html);
        Assert.DoesNotContain("onmouseover", html);
        Assert.DoesNotContain("style=", html);
    }

    [Theory]
    [InlineData("H<sub>2</sub>O and <kbd>x", "<p>H<sub>2</sub>O and x</p>\n")]
    [InlineData("a</b> <em>b <i>c</em> d</i>", "<p>a b c d</p>\n")]
    [InlineData("one<br>two", "<p>one<br>two</p>\n")]
    public void InlineTagsStayOnlyInPairs(string markdown, string html) => Assert.Equal(html, Some.Split(markdown, SpoilerLevel.None).SafeOf());

    [Fact]
    public void TenThousandNestedQuotesAreADiagnostic()
    {
        var split = Some.Split(string.Concat(Enumerable.Repeat("> ", 10_000)) + "deep", SpoilerLevel.None);

        Assert.Equal(["NL044"], split.Diagnostics.Select(d => d.Code));
        Assert.Equal("", split.SafeOf());
    }

    [Theory]
    [InlineData("::: spoiler ending Dracula: two knives\nx\n:::", "Dracula", "two knives")]
    [InlineData("::: spoiler ending dracula\nx\n:::", "Dracula", null)]
    [InlineData("::: spoiler ending Dracula's end\nx\n:::", "Nosferatu|Dracula|Dracula II", "Dracula's end")]
    [InlineData("::: spoiler ending Dracula II: dust\nx\n:::", "Dracula II", "dust")]
    [InlineData("::: spoiler ending Vampyr: dust\nx\n:::", "Nosferatu|Dracula|Dracula II", "Vampyr: dust")]
    [InlineData("::: spoiler ending The end\nx\n:::", "Nosferatu|Dracula|Dracula II", "The end")]
    [InlineData("::: spoiler\nIt is.\n:::", "Nosferatu|Dracula|Dracula II", null)]
    public void APartSpoilsTheOneWorkThatItsLabelNamesElseAll(string markdown, string works, string? label)
    {
        var part = Assert.Single(Some.Split(markdown, with: f => f with { Spoils = [new("Dracula"), new("Nosferatu"), new("Dracula II")] }).Body.Spoilers);

        Assert.Equal(works.Split('|'), part.Works);
        Assert.Equal(label, part.Label);
    }

    [Fact]
    public void WhatStandsInAPartSpoilsTheWorksOfThePart()
    {
        var parts = Some.Split("::: spoiler minor Dracula\n||dust||\n\n::: spoiler ending Nosferatu: dawn\ny\n:::\n:::", with: f => f with { Spoils = [new("Dracula")] }).Body.Spoilers;

        Assert.Equal(["Dracula", "Dracula", "Nosferatu"], parts.SelectMany(p => p.Works));
        Assert.Equal([null, 0, 0], parts.Select(p => p.Parent));
    }

    [Fact]
    public void PlacesInAPartAreNamedOutsideIt()
    {
        var body = Some.Split("Lead.[^1]\n\n[^1]: Safe.\n\n## Open\n\nx\n\n<!-- spoilers -->\n\n## One\n\n::: spoiler\n### Two\n:::\n\nx[^2]\n\n[^2]: Hidden.").Body;

        Assert.Equal(["one", "part_2", "two", "fnref-2", "fn-2"], body.Spoilers[0].Anchors);
        Assert.Empty(body.Spoilers[1].Anchors);
        Assert.Equal([("open", "Open", SpoilerLevel.None), ("one", "One", SpoilerLevel.Ending)], body.Sections().Select(s => (s.Id, s.Name, s.Level)));
    }

    [Fact]
    public void ABodyComesBackFromStorageAsItWas()
    {
        var split = Some.Split("Lead ||x|| [Faust](faust.md).\n\n::: spoiler minor Label\n## H\n:::\n\n<!-- spoilers -->\n\n![a](castle.jpg)");

        var loaded = Body.Load(split.Body.Save());

        Assert.Equal(split.FullOf(), (split with { Body = loaded }).FullOf());
        Assert.Equivalent(split.Body.Spoilers, loaded.Spoilers, strict: true);
        Assert.Equal(split.Body.Headings, loaded.Headings);
    }

    [Fact]
    public void QuotesFollowTheLanguage()
    {
        Assert.Contains("„so“", Some.Split("\"so\" -- und", SpoilerLevel.None, f => f with { Language = "de" }).SafeOf().Replace("&bdquo;", "„").Replace("&ldquo;", "“"));
    }
}

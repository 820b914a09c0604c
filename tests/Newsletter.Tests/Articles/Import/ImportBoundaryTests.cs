using Newsletter.Articles.Import;

namespace Newsletter.Tests.Articles.Import;

public class ImportBoundaryTests
{
    private const string Title = "Nosferatu, Explained\n\n";

    [Fact]
    public void TheBoundaryStandsBehindTheParagraphThatTellsReadersToStop()
    {
        var article = Imported.Text(Title + "A film about a ship. Stop reading here if you haven't seen it.\n\nThe ship comes in empty.");

        Assert.Equal("A film about a ship. Stop reading here if you haven't seen it.", article.Lead);
        Assert.Equal("The ship comes in empty.", article.Rest);
        Assert.Equal(Imported.Marker, article.LineOf("boundary"));
        Assert.Equal(Confidence.High, article.Guess("boundary").Confidence);
    }

    [Fact]
    public void WhatFollowsInTheSameParagraphIsASpoiler()
    {
        var article = Imported.Text(Title + "A film about a ship. Spoilers ahead. 1922. The ship comes in empty.");

        Assert.Equal("A film about a ship. Spoilers ahead.", article.Lead);
        Assert.Equal("1922\\. The ship comes in empty.", article.Rest);
    }

    [Fact]
    public void EmphasisAroundTheStopSentenceIsNotTornApart()
    {
        var article = Imported.Markdown("# Nosferatu\n\nA ship. **Spoilers ahead.** *The ship* comes in empty.\n");

        Assert.Equal("A ship. **Spoilers ahead.**", article.Lead);
        Assert.Equal("*The ship* comes in empty.", article.Rest);
    }

    [Fact]
    public void AStopSentenceInsideEmphasisThatGoesOnMovesItsWholeParagraphBehindTheBoundary()
    {
        var article = Imported.Markdown("# Nosferatu\n\nA film.\n\nA ship. **Spoilers ahead. The ship comes in empty.**\n");

        Assert.Equal("A film.", article.Lead);
        Assert.Equal("A ship. **Spoilers ahead. The ship comes in empty.**", article.Rest);
        Assert.Equal(Confidence.Medium, article.Guess("boundary").Confidence);
    }

    [Fact]
    public void AQuoteThatGoesOnAfterTheStopSentenceIsASpoiler()
    {
        var article = Imported.Markdown("# Nosferatu\n\nA film.\n\n> Spoilers ahead. The ship comes in empty.\n\nAnd so on.\n");

        Assert.Equal("A film.", article.Lead);
    }

    [Fact]
    public void AHeadingThatWarnsBelongsToTheSpoilers()
    {
        var article = Imported.Markdown("# Nosferatu\n\nA film.\n\n## Spoilers ahead\n\nThe ship comes in empty.\n");

        Assert.Equal("A film.", article.Lead);
        Assert.StartsWith("## Spoilers ahead", article.Rest, StringComparison.Ordinal);
    }

    [Fact]
    public void AWarningLateInTheArticleDoesNotDeclareTheRestSafe()
    {
        var told = string.Concat(Enumerable.Repeat("The ship comes in empty, and the rats go ashore.\n\n", 20));

        var article = Imported.Text(Title + told + "Spoilers ahead.\n\nEllen opens the window.");

        Assert.DoesNotContain(Imported.Marker, article.Body, StringComparison.Ordinal);
        Assert.Equal("none", article.Guess("boundary").Value);
        Assert.DoesNotContain("rats", article["summary"], StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutAStopSentenceTheFirstHeadingAboutThePlotIsTheBoundary()
    {
        var article = Imported.Text(Title + "A film about a ship.\n\nThe Making\n\nIt was shot in Wismar.\n\nWhat Happens on the Ship\n\nIt comes in empty.");

        Assert.EndsWith("It was shot in Wismar.", article.Lead, StringComparison.Ordinal);
        Assert.StartsWith("## What Happens on the Ship", article.Rest, StringComparison.Ordinal);
        Assert.Equal(Confidence.Medium, article.Guess("boundary").Confidence);
    }

    [Fact]
    public void AHeadingAboutThePlotAboveTheStopSentenceComesFirst()
    {
        var article = Imported.Text(Title + "A film about a ship.\n\nPlot Summary\n\nIt comes in empty.\n\nSpoilers ahead.\n\n" + string.Concat(Enumerable.Repeat("Ellen opens the window at night. ", 20)));

        Assert.Equal("A film about a ship.", article.Lead);
    }

    [Fact]
    public void AHeadingThatPromisesNoSpoilersIsSafe()
    {
        var article = Imported.Text(Title + "Plot (Spoiler-Free)\n\nA house is for sale.\n\nThe Ending Explained\n\nEllen opens the window.");

        Assert.Contains("A house is for sale.", article.Lead, StringComparison.Ordinal);
        Assert.StartsWith("## The Ending Explained", article.Rest, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutAnySignOnlyTheSummaryIsSafeAndTheEditorIsTold()
    {
        var article = Imported.Text(Title + "Ellen opens the window, and the cock crows.\n\nThe Dust\n\nHe is gone.");

        Assert.DoesNotContain(Imported.Marker, article.Body, StringComparison.Ordinal);
        Assert.Contains("Nosferatu", article["summary"], StringComparison.Ordinal);
        Assert.DoesNotContain("window", article["summary"], StringComparison.Ordinal);
        Assert.Contains("only the summary is safe", article.Guess("boundary").Check, StringComparison.Ordinal);
        Assert.Equal("## The Dust", article.LineOf("boundary"));
    }

    [Fact]
    public void HiddenPartsWithoutABoundaryDoNotMakeTheRestSafe()
    {
        var article = Imported.Html("<h1>Nosferatu</h1><p>Ellen opens the window.</p><details><summary>The end</summary><p>Dust.</p></details>");

        Assert.StartsWith(Imported.Marker, article.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!-- spoilers -->")]
    [InlineData("<!--spoilers-->")]
    [InlineData("<!-- Spoilers begin -->")]
    public void ABoundaryThatTheWriterSetStaysWhereItIs(string mark)
    {
        var article = Imported.Text(Title + "A film about a ship.\n\nIt is short.\n\n" + mark + "\n\nSpoilers ahead.");

        Assert.Equal("A film about a ship.\n\nIt is short.", article.Lead);
        Assert.Equal("Spoilers ahead.", article.Rest);
    }

    [Fact]
    public void TheWordsInMarkdownAreNotCountedAsSafeBehindTheBoundary()
    {
        var article = Imported.Markdown("Spoilers ahead.\n\nDirected by F. W. Murnau in 1922, this silent horror film is about a ship.\n\nThe end.\n");

        Assert.Null(article["work.by"]);
        Assert.Null(article["work.year"]);
        Assert.DoesNotContain("horror", article["tags"] ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void AHiddenPhraseIsNotInTheSummary()
    {
        var article = Imported.Markdown("# Nosferatu\n\nThe film is about a house and ||a grave|| by the sea, and about a man who wants to buy it from far away and comes by ship.\n\nSpoilers ahead.\n\nDust.\n");

        Assert.Contains("by the sea", article["summary"], StringComparison.Ordinal);
        Assert.DoesNotContain("grave", article["summary"], StringComparison.Ordinal);
    }

    [Fact]
    public void ADescriptionThatTellsWhatOnlyTheSpoilersTellIsLeftOut()
    {
        var article = Imported.Markdown("---\ntitle: Nosferatu\ndescription: Ellen keeps him by her side until the cock crows.\n---\nA film about a ship. Stop reading here.\n\nEllen keeps him by her side until the cock crows.\n");

        Assert.DoesNotContain("cock", article.Header, StringComparison.Ordinal);
    }
}

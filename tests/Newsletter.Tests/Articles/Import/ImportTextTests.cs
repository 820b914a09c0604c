using Newsletter.Articles.Import;

namespace Newsletter.Tests.Articles.Import;

public class ImportTextTests
{
    [Theory]
    [InlineData("Summary of the Plot")]
    [InlineData("What Happened in Bremen?")]
    [InlineData("Orlok’s Plan")]
    [InlineData("‘Nosferatu’ Ending and Last Scene")]
    [InlineData("Will There Be a Sequel?")]
    [InlineData("THE DEATH SHIP")]
    [InlineData("Why does Ellen open the window?")]
    [InlineData("The ship")]
    [InlineData("Das Haus gegenüber")]
    [InlineData("¿Qué pasa al final?")]
    [InlineData("2. The Letter")]
    [InlineData("III. The Letter")]
    [InlineData("**The Letter**")]
    [InlineData("Chapter 4: The Letter")]
    public void AShortLineAboveTextIsAHeading(string line)
    {
        var article = Imported.Text($"Nosferatu, Explained\n\nA film about a ship.\n\n{line}\n\nThe ship comes in empty.");

        var heading = Assert.Single(article.Headings);
        Assert.Equal(Imported.Words(line), Imported.Words(heading));
        Assert.StartsWith("## ", heading, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("It was night.")]
    [InlineData("“Who is there?”")]
    [InlineData("“Ellen!” he said")]
    [InlineData("Really?")]
    [InlineData("But why?")]
    [InlineData("and then nothing")]
    [InlineData("The ship, the rats,")]
    [InlineData("https://example.org/The-Ship")]
    [InlineData("Spoiler Alert")]
    [InlineData("Also read: The Ship")]
    [InlineData("A line of no great length that still says far too much to stand above a part of any article in the world")]
    public void OtherShortLinesAreNot(string line) =>
        Assert.Empty(Imported.Text($"Nosferatu, Explained\n\nA film about a ship.\n\n{line}\n\nThe ship comes in empty.").Headings);

    [Theory]
    [InlineData("The Letter\n==========", "## The Letter")]
    [InlineData("The Letter\n---", "## The Letter")]
    [InlineData("## The Letter", "## The Letter")]
    [InlineData("### The Letter ###", "## The Letter")]
    [InlineData("== The Letter ==", "## The Letter")]
    public void AMarkedHeadingIsTaken(string source, string heading) =>
        Assert.Equal(heading, Assert.Single(Imported.Text($"Nosferatu, Explained\n\nA film.\n\n{source}\n\nThe ship comes in empty.").Headings));

    [Fact]
    public void LevelsOfMarkedHeadingsAreKept()
    {
        var article = Imported.Text("# Nosferatu\n\nA film.\n\n## One\n\nText.\n\n### Two\n\nText.");

        Assert.Equal("Nosferatu", article["title"]);
        Assert.Equal(["## One", "### Two"], article.Headings);
    }

    [Fact]
    public void HardWrapsAreUndone()
    {
        const string wrapped = """
            Nosferatu, Explained

            A film about a ship that comes in with nobody on board, and about the
            house across the canal. It was shot in Wismar in the summer of 1921, by
            people who had not asked whether they might.

            The second paragraph is there to show that an empty line still counts,
            and that Orlok's name at the start of a line begins nothing: a long-
            winded word is put together again.
            """;

        var paragraphs = Imported.Text(wrapped).Body.Trim().Split("\n\n");

        Assert.Equal(2, paragraphs.Length);
        Assert.All(paragraphs, paragraph => Assert.DoesNotContain('\n', paragraph));
        Assert.Contains("by people", paragraphs[0], StringComparison.Ordinal);
        Assert.Contains("a long-winded word", paragraphs[1], StringComparison.Ordinal);
    }

    [Fact]
    public void AnIndentedFirstLineDoesNotMakeTheOthersShort()
    {
        const string wrapped = """
            Nosferatu, Explained

                A film about a ship that comes in with nobody on board, and about a
            house across the canal, which Hutter sells. It was shot in Wismar, and
            Murnau took the boat himself.

                The second paragraph tells of the winter in the Carpathians, and of
            Orava, whose castle still stands.
            """;

        Assert.Equal(2, Imported.Text(wrapped).Body.Trim().Split("\n").Count(line => line.Length > 0));
    }

    [Fact]
    public void LinesWithoutEmptyLinesBetweenThemAreParagraphs()
    {
        var article = Imported.Text("Nosferatu, Explained\nA film about a ship that comes in with nobody on board, and about the house across the canal.\nIt was shot in Wismar in the summer of 1921, by people who had not asked whether they might do so.");

        Assert.Equal(2, article.Body.Trim().Split("\n\n").Length);
    }

    [Fact]
    public void VerseKeepsItsLines()
    {
        var article = Imported.Text("Faust, Explained\n\nA play about a wager.\n\nHe says it to the moment:\n\nStay a while,\nyou are so fair\n\nAnd that is that.");

        Assert.Contains("Stay a while,\\\nyou are so fair", article.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- one\n- two", "- one\n- two")]
    [InlineData("* one\n* two", "- one\n- two")]
    [InlineData("• one\n• two", "- one\n- two")]
    [InlineData("1. one\n2. two", "1. one\n2. two")]
    [InlineData("1) one\n\n2) two", "1. one\n2. two")]
    [InlineData("> one", "> one")]
    [InlineData("***", "* * *")]
    [InlineData("![The ship](ship.jpg)", "![The ship](ship.jpg)")]
    [InlineData("https://example.org/ship.jpg", "![](<https://example.org/ship.jpg>)")]
    [InlineData("- one", "\\- one")]
    [InlineData("— she said, and went.", "— she said, and went.")]
    public void ListsQuotesRulesAndPicturesAreKept(string source, string markdown) =>
        Assert.Equal($"A film.\n\n{markdown}\n\nThe end of it.\n", Imported.Text($"Nosferatu, Explained\n\nA film.\n\n{source}\n\nThe end of it.").Body);

    [Fact]
    public void TypographicQuotesAreKept()
    {
        const string line = "‘Nosferatu’, “Faust” – and „Der Sandmann“, «Carmen»…";

        Assert.Contains(line, Imported.Text("A Title\n\nThe films are " + line).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nosferatu\r\n\r\nA film.\r\n\r\nA ship.\r\n")]
    [InlineData("Nosferatu\r\rA film.\r\rA ship.\r")]
    [InlineData("\uFEFFNosferatu\n\nA film.\n \t\nA ship.")]
    [InlineData("\n\n\nNosferatu\n\nA film.\fA ship.")]
    public void EveryKindOfLineEndIsRead(string text)
    {
        var article = Imported.Text(text);

        Assert.Equal("Nosferatu", article["title"]);
        Assert.Equal("A film.\n\nA ship.\n", article.Body);
    }

    [Theory]
    [InlineData("", "der-letzte-mann.txt", "Der letzte mann", "der-letzte-mann.md")]
    [InlineData("   \n\n", "", "Untitled", "untitled.md")]
    [InlineData("This first line is a whole sentence of a text that simply has no title at all.", "x/y/Faust.txt", "Faust", "faust.md")]
    public void ATextWithoutATitleIsNamedByItsFile(string text, string fileName, string title, string slug)
    {
        var article = Imported.Text(text, fileName);

        Assert.Equal(title, article["title"]);
        Assert.Equal(slug, article.Result.FileName);
        Assert.Equal(Confidence.Low, article.Guess("title").Confidence);
    }

    [Theory]
    [InlineData("By Ada Marsh", "Ada Marsh", null)]
    [InlineData("by Ada Marsh and J. P. Oakes", "Ada Marsh, J. P. Oakes", null)]
    [InlineData("By Ada Marsh | November 20, 2026", "Ada Marsh", "2026-11-20")]
    [InlineData("Von Ida Brandt, 20. November 2026", "Ida Brandt", "2026-11-20")]
    [InlineData("Par Lucie Morand, le 3 mars 2026", "Lucie Morand", "2026-03-03")]
    [InlineData("Published: 2026-11-20", null, "2026-11-20")]
    [InlineData("20th November 2026", null, "2026-11-20")]
    [InlineData("Friday, 20 November 2026", null, "2026-11-20")]
    [InlineData("20 de noviembre de 2026", null, "2026-11-20")]
    [InlineData("23.11.2026", null, "2026-11-23")]
    public void BylineAndDateBelowTheTitleAreTaken(string line, string? authors, string? published)
    {
        var article = Imported.Text($"Nosferatu, Explained\n{line}\n\nA film about a ship.");

        Assert.Equal(authors, article["authors"]);
        Assert.Equal(published, article["published"]);
        Assert.Equal("A film about a ship.\n", article.Body);
    }

    [Theory]
    [InlineData("5/11/2026")]
    [InlineData("31 February 2026")]
    [InlineData("By the sea and far away")]
    public void WhatCanBeReadTwoWaysStays(string line)
    {
        var article = Imported.Text($"Nosferatu, Explained\n\n{line}\n\nA film about a ship.");

        Assert.Null(article["published"]);
        Assert.Null(article["authors"]);
        Assert.Contains(line, article.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutADateLineNothingIsSaidOfPublication() => Assert.Null(Imported.Text("Nosferatu, Explained\n\nIt was shown on 4 March 1922.")["published"]);

    [Fact]
    public void OptionsFillWhatTheTextLeavesOpen()
    {
        var article = Imported.Text("Nosferatu\n\nA ship.", options: new() { Author = "Ada Marsh", Language = "en-GB", Section = "Films" });

        Assert.Equal("Ada Marsh", article["authors"]);
        Assert.Equal("en-GB", article["lang"]);
        Assert.Equal("Films", article["section"]);
    }
}

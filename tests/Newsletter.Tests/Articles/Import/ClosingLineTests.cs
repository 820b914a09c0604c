using Newsletter.ReadMore;

namespace Newsletter.Tests.Articles.Import;

public class ClosingLineTests
{
    [Theory]
    [InlineData("Read More in Explainers: Faust | The Castle | Undine", "Explainers", "Faust", "The Castle", "Undine")]
    [InlineData("READ MORE IN Guides: Faust | Undine", "Guides", "Faust", "Undine")]
    [InlineData("Read more: Faust, The Castle", "Explainers", "Faust", "The Castle")]
    [InlineData("Read more: Faust, Explained, The Castle, Explained", "Explainers", "Faust, Explained", "The Castle, Explained")]
    [InlineData("Read More - Faust | Undine", "Explainers", "Faust", "Undine")]
    [InlineData("Related: Faust; Undine, or the Wave", "Explainers", "Faust", "Undine, or the Wave")]
    [InlineData("Also read: The Castle", "Explainers", "The Castle")]
    [InlineData("Also read: The Castle, Explained", "Explainers", "The Castle, Explained")]
    [InlineData("You may also like: Faust • Undine", "Explainers", "Faust", "Undine")]
    [InlineData("Lesen Sie auch: Faust | Undine", "Explainers", "Faust", "Undine")]
    [InlineData("Lire aussi : Faust | Undine", "Explainers", "Faust", "Undine")]
    [InlineData("Read More:\n- Faust\n- Undine", "Explainers", "Faust", "Undine")]
    [InlineData("Related Articles\n\n- Faust\n- Undine", "Explainers", "Faust", "Undine")]
    [InlineData("Read More in Explainers: Q&A: Who? | C# | a_b | M*A*S*H <1>", "Explainers", "Q&A: Who?", "C#", "a_b", "M*A*S*H <1>")]
    [InlineData("Read More in Ending Explained: | Faust || Undine |", "Ending Explained", "Faust", "Undine")]
    public void EveryFormBecomesTheOneThatThePipelineReads(string line, string section, params string[] titles)
    {
        var article = Imported.Text("Nosferatu, Explained\n\nA film about a ship.\n\nThe ship comes in.\n\n" + line);

        var closing = ReadMoreLine.Find(article.Body);
        Assert.NotNull(closing);
        Assert.Equal(section, closing.Section);
        Assert.Equal(titles, closing.Entries.Select(entry => entry.Label));
        Assert.Equal("A film about a ship.\n\nThe ship comes in.", article.Body[..closing.Start].Trim());
        Assert.Equal(article.Body.TrimEnd().Split('\n')[^1], article.LineOf("read more"));
        Assert.Equal(section, article["section"]);
    }

    [Theory]
    [InlineData("Related: he was her brother, and nobody had told her.")]
    [InlineData("Read more into the last shot than there is: that is what critics do.")]
    [InlineData("Read More in how the count dies: Faust")]
    [InlineData("More than that: It Is Over")]
    [InlineData("Read More:")]
    public void ASentenceIsNoClosingLine(string line)
    {
        var article = Imported.Text($"Nosferatu, Explained\n\nA film about a ship.\n\n{line}\n\nThe ship comes in.");

        Assert.Contains(line, article.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(article.Result.Guesses, guess => guess.What == "read more");
    }

    [Fact]
    public void LinesInTheMiddleOfTheTextJoinTheOneAtItsEnd()
    {
        var article = Imported.Text("Nosferatu, Explained\n\nA film.\n\nAlso read: Faust\n\nA ship.\n\nRead More in Explainers: Undine | Faust");

        Assert.Equal("A film.\n\nA ship.\n\nRead More in Explainers: Faust | Undine\n", article.Body);
    }

    [Fact]
    public void LinksToFilesOfOursStayAndAddressesOfOtherSitesAreDropped()
    {
        var article = Imported.Markdown("# Nosferatu\n\nA film.\n\n**Read more:** [Faust](faust.md), [The Castle](https://old.example/castle)\n");

        Assert.Equal("Read More in Explainers: [Faust](faust.md) | The Castle", article.LineOf("read more"));
    }

    [Fact]
    public void ASectionThatTheFrontMatterNamesIsTheOneInTheLine()
    {
        var article = Imported.Markdown("---\ntitle: Nosferatu\nsection: Guides\n---\nA film.\n\nRead more: Faust | Undine\n");

        Assert.Equal("Read More in Guides: Faust | Undine", article.LineOf("read more"));
    }
}

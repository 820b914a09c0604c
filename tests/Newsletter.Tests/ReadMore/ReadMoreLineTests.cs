using Newsletter.ReadMore;

namespace Newsletter.Tests.ReadMore;

public sealed class ReadMoreLineTests
{
    [Theory]
    [InlineData("Read More in Explainers: A | B | C", "Explainers", "A;B;C")]
    [InlineData("**Read More in Explainers:** A | B, C and D", "Explainers", "A;B, C and D")]
    [InlineData("**Read More in Explainers: A | B**", "Explainers", "A;B")]
    [InlineData("Read more: A, B", null, "A;B")]
    [InlineData("Read More in Explainers: Nosferatu, Explained", "Explainers", "Nosferatu, Explained")]
    [InlineData("Read more: Faust, Hamlet, Explained, Medea, Ending Explained", null, "Faust;Hamlet, Explained;Medea, Ending Explained")]
    [InlineData("READ MORE: A; B, C", null, "A;B, C")]
    [InlineData("_Read more:_ [A x](a.md) | [B](https://b.example/) | *C*", null, "A x>a.md;B>https://b.example/;C")]
    [InlineData("Read More in Explainers:\n\n- A\n- [B](b.md)\n", "Explainers", "A;B>b.md")]
    [InlineData("## Read More\n\n* A\n* B", null, "A;B")]
    [InlineData("Read More:\n- A\n- B, C", null, "A;B, C")]
    [InlineData("Read more: Q\\|A | R&amp;B", null, "Q|A;R&B")]
    [InlineData("Read more: A |\nB | C", null, "A;B;C")]
    public void FindsTheLineInItsVariants(string line, string? section, string entries)
    {
        var found = ReadMoreLine.Find("Body text.\n\n" + line + "\n\n");

        Assert.NotNull(found);
        Assert.Equal(section, found.Section);
        Assert.Equal(entries, string.Join(';', found.Entries.Select(e => e.Target is null ? e.Label : $"{e.Label}>{e.Target}")));
        Assert.Equal("Body text.\n\n".Length, found.Start);
        Assert.Equal(2, found.Line);
    }

    [Theory]
    [InlineData("Just a body.")]
    [InlineData("Read more books, she said, and you will see.")]
    [InlineData("Read More in Explainers: A | B\n\nBut then text follows.")]
    [InlineData("")]
    [InlineData("\n\n\n")]
    public void ABodyWithoutTheLineHasNone(string body) => Assert.Null(ReadMoreLine.Find(body));

    [Fact]
    public void TheLineMayFollowTextWithoutABlankLine()
    {
        var found = ReadMoreLine.Find("Text.\nRead More in Explainers: A | B");

        Assert.Equal(6, found!.Start);
        Assert.Equal(["A", "B"], found.Entries.Select(e => e.Label));
    }

    [Fact]
    public void AnEmptyLineHasNoEntries() => Assert.Empty(ReadMoreLine.Find("Text.\n\nRead More in Explainers:")!.Entries);
}

using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Newsletter.Site.Cards;

namespace Newsletter.Tests.Site.Cards;

/// <summary>Lines of a card, in a type whose characters are one wide.</summary>
public sealed class TextLinesTests
{
    private static readonly TextLines Lines = new(text => text.Length);

    [Theory]
    [InlineData("The Cabinet of Dr. Caligari, Explained", 28, "The Cabinet of Dr.", "Caligari, Explained")]
    [InlineData("Nosferatu, Explained", 28, "Nosferatu, Explained")]
    [InlineData("A  title\twith gaps", 40, "A title with gaps")]
    [InlineData("カリガリ博士、解説", 5, "カリガリ博", "士、解説")]
    [InlineData("三四郎、解説", 3, "三四", "郎、", "解説")]
    [InlineData("Donaudampfschifffahrt", 12, "Donaudampfs", "chifffahrt")]
    public void ATextIsBrokenIntoLinesAboutAsLongAsEachOther(string text, float most, params string[] lines) => Assert.Equal(lines, Lines.Break(text, most, 9));

    [Fact]
    public void WhatNeedsMoreLinesIsToldOrCut()
    {
        Assert.Null(Lines.Break("one two three four", 5, 3));
        Assert.Equal(["one", "two", "thre…"], Lines.Cut("one two three four", 5, 3));
        Assert.Equal(["one two"], Lines.Cut("one two", 7, 1));
        Assert.Empty(Lines.Cut("", 7, 1));
    }

    [Property]
    public Property NothingIsLostAndNoLineIsTooWide() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>().Generator.Zip(Gen.Choose(2, 40)).ToArbitrary(),
        it =>
        {
            var (text, most) = (it.Item1.Get, it.Item2);
            var broken = Lines.Break(text, most, int.MaxValue)!;
            var cut = Lines.Cut(text, most, 2);
            Assert.Equal(Letters(text), Letters(string.Concat(broken)));
            Assert.All(broken, line => Assert.True(line.Length <= most || IsOneElement(line), line));
            Assert.True(cut.Count <= 2);
            Assert.True(broken.Count <= Lines.Cut(text, most, int.MaxValue).Count);
        });

    private static string Letters(string text) => string.Concat(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A character with its marks, and what no line begins with behind it.</summary>
    private static bool IsOneElement(string line) => new System.Globalization.StringInfo(line).LengthInTextElements <= 1 || line.Skip(1).All(c => char.IsPunctuation(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark);
}

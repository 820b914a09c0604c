using FsCheck.Xunit;
using Newsletter.Storage;

namespace Newsletter.Tests.Storage;

public class BlobNameTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("explainers/x/index.html")]
    [InlineData("Dr. Caligari, Explained (final) #2 50%+?&='~!.md")]
    [InlineData("日本/é.md")]
    [InlineData("\U0001F600.md")]
    [InlineData(".htaccess")]
    [InlineData(".x.md.swp")]
    [InlineData("x.md~")]
    [InlineData("CON.md")]
    [InlineData("C:x.md")]
    [InlineData("a/.tmp/b")]
    [InlineData(".tmpx")]
    [InlineData("..a/...b")]
    public void OrdinaryAndOddNamesAreBlobNames(string name) => Assert.True(BlobName.IsValid(name));

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/etc/passwd")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../a")]
    [InlineData("a/../b")]
    [InlineData("a/./b")]
    [InlineData("a/..")]
    [InlineData("a\\b")]
    [InlineData("..\\b")]
    [InlineData("\\\\server\\share")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a\u007Fb")]
    [InlineData("a\u0085b")]
    [InlineData("a.")]
    [InlineData("a ")]
    [InlineData("a /b")]
    [InlineData("a./b")]
    [InlineData("a\uD800b")]
    [InlineData("a\uFFFDb")]
    [InlineData("a\uFFFEb")]
    [InlineData("a\uFFFFb")]
    [InlineData(".tmp")]
    [InlineData(".tmp/a")]
    [InlineData(".TMP/a")]
    public void PathTricksAndWhatNoStoreHoldsAreRefused(string name)
    {
        Assert.False(BlobName.IsValid(name));
        Assert.Throws<ArgumentException>(() => BlobName.Demand(name));
    }

    [Fact]
    public void ANameIsAtMost1024CharactersASegment255BytesAndSegments254()
    {
        Assert.True(BlobName.IsValid(new string('a', 255)));
        Assert.False(BlobName.IsValid(new string('a', 256)));
        Assert.True(BlobName.IsValid(new string('日', 85)));
        Assert.False(BlobName.IsValid(new string('日', 86)));
        Assert.True(BlobName.IsValid(string.Join('/', Enumerable.Repeat("abc", 254))));
        Assert.False(BlobName.IsValid(string.Join('/', Enumerable.Repeat("abc", 255))));
        Assert.True(BlobName.IsValid(string.Join('/', Enumerable.Repeat(new string('a', 127), 8)) + "a"));
        Assert.False(BlobName.IsValid(string.Join('/', Enumerable.Repeat(new string('a', 127), 8)) + "ab"));
    }

    [Property(MaxTest = 2_000)]
    public void NoBlobNameLeavesTheFolderItIsIn(string[] pieces, bool dots)
    {
        var name = string.Join('/', dots ? [.. pieces, "..", .. pieces] : pieces);

        Assert.True(!BlobName.IsValid(name) || Path.GetFullPath(Path.Join("/root", name)) == "/root/" + name);
    }
}

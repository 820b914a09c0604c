namespace Newsletter.Tests.Support;

public class TempFolderTests
{
    [Fact]
    public void AFolderIsGoneWithItsFilesWhenTheTestEnds()
    {
        string path;
        using (var folder = new TempFolder())
        {
            path = folder.Path;
            folder.Write("b/c.txt", "c");
            folder.Write("a.txt", "a");

            Assert.Equal(["a.txt", "b/c.txt"], folder.Files());
            Assert.Equal("c", folder.Read("b/c.txt"));
        }

        Assert.False(Directory.Exists(path));
    }

    [Fact]
    public void TwoFoldersAreNeverTheSame()
    {
        using var one = new TempFolder();
        using var other = new TempFolder();

        Assert.NotEqual(one.Path, other.Path);
    }
}

using Newsletter.Tests.Support;

namespace Newsletter.Tests.Readers;

/// <summary>A mail program for the terminal, which shows the text of a mail, or its HTML as w3m makes text of it.</summary>
public sealed class NeomuttTests
{
    [Theory]
    [InlineData("text/plain text/html")]
    [InlineData("text/html text/plain")]
    public async Task ADigestShowsNothingHidden(string preferred)
    {
        await using var site = await ReadersSite.ServeAsync();
        var folder = site.Folder;
        foreach (var part in new[] { "new", "cur", "tmp" })
        {
            Directory.CreateDirectory(folder.At("inbox.mail/" + part));
        }

        File.Copy(folder.At("mail/digest.eml"), folder.At("inbox.mail/new/1.M1P1.host"));
        folder.Write("mailcap", "text/html; w3m -I UTF-8 -T text/html -dump -cols 100 %s; copiousoutput\n");
        folder.Write("muttrc", $"set mailcap_path={folder.At("mailcap")}\nset folder={folder.Path}\nauto_view text/html\nalternative_order {preferred}\nset wait_key=no\nset quit=yes\n");
        Directory.CreateDirectory(folder.At("home"));

        await using var mail = await Terminal.StartAsync(
            $"HOME={folder.At("home")} LC_ALL=C.UTF-8 neomutt -n -F {folder.At("muttrc")} -f {folder.At("inbox.mail")}", columns: 110, rows: 120);
        var list = await mail.ShowsAsync("The Golem, Explained");
        await mail.PressAsync("Enter");
        var shown = await mail.ShowsAsync("A vampire film that a court wanted gone.");

        Assert.Contains("Nosferatu, Explained", shown, StringComparison.Ordinal);
        Assert.Contains(preferred.StartsWith("text/html", StringComparison.Ordinal) ? "w3m" : "https://last-reel.example/explainers/nosferatu-explained/", shown, StringComparison.Ordinal);
        ReadersSite.ShowsNothingHidden(list + shown);
    }
}

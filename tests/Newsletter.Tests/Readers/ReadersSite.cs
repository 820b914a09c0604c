using System.CommandLine;
using Newsletter.Cli;
using Newsletter.Cli.Commands;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Readers;

/// <summary>A small site published by the commands, served, and its digest: what readers' programs are tried on.</summary>
internal sealed class ReadersSite : IAsyncDisposable
{
    /// <summary>What the safe part of the article says.</summary>
    public const string Lead = "Hutter travels to sell a house";

    /// <summary>The first words of a full feed's item.</summary>
    public const string Warning = "Spoilers ahead.";

    /// <summary>Words of each hidden place: no program may show one to who asked for none.</summary>
    public static readonly string[] Secrets =
        ["Withheldtitle", "Withheldphrase", "Withheldcell", "Withheldalt", "withheldfile", "Withheldlabel", "Withheldpart", "Withheldheading", "Withheldtext", "Withheldnote", "withheldlink"];

    private const string Article =
        """
        ---
        title: "Withheldtitle: Nosferatu, Explained"
        safe_title: "Nosferatu, Explained"
        summary: A vampire film that a court wanted gone.
        work: { title: Nosferatu, kind: film, year: 1922, by: F. W. Murnau }
        spoilers: ending
        published: 2020-03-02T09:00:00Z
        tags: [horror]
        ---
        Hutter travels to sell a house, and his buyer is ||Withheldphrase||.

        | Who | Fate |
        |---|---|
        | Ellen | ||Withheldcell|| |

        ![The castle, ||Withheldalt||](https://pictures.example/castle.png)

        ::: spoiler major Withheldlabel
        Withheldpart.
        :::

        <!-- spoilers -->

        ## Withheldheading

        Withheldtext[^1], as [the script](https://scripts.example/withheldlink) says. ![Withheldalt](https://pictures.example/withheldfile.png)

        [^1]: Withheldnote.

        Read More in Explainers: The Golem, Explained
        """;

    private const string Other =
        """
        ---
        title: "The Golem, Explained"
        summary: A man of clay.
        spoilers: none
        published: 2020-03-03T09:00:00Z
        tags: [horror]
        ---
        A rabbi makes a man of clay.
        """;

    private readonly TempFolder folder;
    private readonly StaticSite served;

    private ReadersSite(TempFolder folder, StaticSite served) => (this.folder, this.served) = (folder, served);

    public TempFolder Folder => folder;

    public static async Task<ReadersSite> ServeAsync()
    {
        var folder = new TempFolder();
        folder.Write("newsletter.yaml", "title: The Last Reel\nbase_url: https://last-reel.example/\n");
        folder.Write("inbox/nosferatu.md", Article);
        folder.Write("inbox/golem.md", Other);
        string[] site = [folder.At("inbox"), "--out", folder.At("public")];
        await RunAsync(["publish", .. site]);
        await RunAsync(["digest", "preview", .. site, "--from", "2020-03-01", "--until", "2020-03-08", "--to", folder.At("mail")]);
        return new(folder, await StaticSite.ServeAsync(folder.At("public")));
    }

    public string Address(string key) => new Uri(served.Address, key).AbsoluteUri;

    public string Published(string key) => folder.Read("public/" + key);

    public static void ShowsNothingHidden(string text) => Assert.All(Secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));

    public async ValueTask DisposeAsync()
    {
        await served.DisposeAsync();
        folder.Dispose();
    }

    private static async Task RunAsync(string[] arguments)
    {
        var said = new StringWriter();
        var console = new CliConsole(said, said, isTerminal: false);
        var root = new RootCommand { PublishCommand.Create(console), DigestCommand.Create(console) };
        var exitCode = await CliRunner.RunAsync(root, arguments, console);
        Assert.True(exitCode == 0, said.ToString());
    }
}

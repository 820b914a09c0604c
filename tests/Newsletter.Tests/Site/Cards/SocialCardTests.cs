using System.Text;
using Newsletter.Articles;
using Newsletter.Publishing;
using Newsletter.Site;
using Newsletter.Site.Cards;
using Newsletter.Spoilers;
using Newsletter.Templates;
using Newsletter.Tests.Publishing;
using Newsletter.Tests.Support;
using SkiaSharp;

namespace Newsletter.Tests.Site.Cards;

/// <summary>The pictures that shared links show: there when they should be, and nothing on them that is hidden.</summary>
public sealed class SocialCardTests
{
    private const string Key = "explainers/nosferatu/card.png";

    private static TestSite NewSite() => new() { Settings = new() { Title = "The Test", BaseUrl = new("https://site.example/"), Cards = true } };

    /// <summary>Every kind of card, as it is to look.</summary>
    public static TheoryData<string, string, string> Faces => new()
    {
        { "ending", "The Cabinet of Dr. Caligari, Explained", "spoilers: ending\nwork: { title: The Cabinet of Dr. Caligari, kind: film, year: 1920 }" },
        { "minor", "Faust I, erklärt", "spoilers: minor\nlang: de\nwork: { title: Faust, kind: play, year: 1808 }" },
        { "none", "Where to Start with Silent Horror", "spoilers: none" },
        { "greek", "Оρφεύς καὶ Εὐρυδίκη, Чтó это значит", "spoilers: major\nwork: { title: \"Orpheus\", kind: myth, year: -428 }\nspoils: [Euridice, L'Orfeo, Orfeo ed Euridice, Orphée aux enfers, Orpheus in the Underworld, Black Orpheus]" },
        { "long", string.Join(' ', Enumerable.Repeat("A Title That Goes On", 9)), "spoilers: ending" },
    };

    [Theory]
    [MemberData(nameof(Faces))]
    public async Task ItLooksAsItShould(string name, string title, string more)
    {
        using var site = NewSite();
        site.Upload("nosferatu.md", $"---\ntitle: \"{title}\"\nsummary: A safe summary.\npublished: 2026-11-01\n{more}\n---\nThe lead.\n");
        await site.PublishAsync();

        var png = File.ReadAllBytes(Path.Combine(site.Web, Key));

        Assert.InRange(png.Length, 4_000, 40_000);
        Assert.Equal((1200, 630), ImageSize.Of(png));
        LooksLike(Golden.PathOf("cards", name, "card.png"), png);
    }

    [Fact]
    public void TheGuideShowsTheCardOfASample()
    {
        var name = Repository.At("samples/inbox/nosferatu.md");
        var settings = new SiteSettings();
        var card = new OutputRenderer(settings, TemplateSources.Default).CardOf(ArticleReader.Read(Path.GetFileName(name), File.ReadAllBytes(name), settings).Split!);

        Assert.Contains("(images/card.png)", File.ReadAllText(Repository.At("docs/editors.md")), StringComparison.Ordinal);
        LooksLike(Repository.At("docs/images/card.png"), card.Png!.Value.ToArray());
    }

    [Fact]
    public async Task ThePageNamesItAndItIsPaintedOnce()
    {
        using var site = NewSite();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained"));
        await site.PublishAsync();

        var address = Image(site);
        Assert.StartsWith("https://site.example/" + Key + "?", address, StringComparison.Ordinal);
        Assert.Contains("<meta property=\"og:image:width\" content=\"1200\">", site.Read("explainers/nosferatu/index.html"), StringComparison.Ordinal);
        Assert.Contains("summary_large_image", site.Read("explainers/nosferatu/index.html"), StringComparison.Ordinal);
        Assert.Equal("image/png", OutputHeaders.Of(Key).ContentType);
        var there = File.GetLastWriteTimeUtc(Path.Combine(site.Web, Key));

        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained", lead: "Another lead."));
        Assert.DoesNotContain(Key, (await site.PublishAsync()).Keys);
        Assert.Equal(0, (await site.PublishAsync(new() { Rebuild = true, RemembersKeys = true })).Written);
        Assert.Equal((address, there), (Image(site), File.GetLastWriteTimeUtc(Path.Combine(site.Web, Key))));

        site.Upload("nosferatu.md", TestSite.Article("Nosferatu Again, Explained"));
        Assert.Contains(Key, (await site.PublishAsync()).Keys);
        Assert.NotEqual(address, Image(site));
    }

    [Fact]
    public async Task ItGoesWithItsArticleOrWhenThatGetsAPicture()
    {
        using var site = NewSite();
        site.Upload("plate.jpg", "not looked into");
        site.Upload("plate.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"/>");
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained"));
        site.Upload("faust.md", TestSite.Article("Faust, Explained"));
        site.Upload("dracula.md", TestSite.Article("Dracula, Explained", more: "slug: dracula"));
        await site.PublishAsync();
        Assert.True(site.Has(Key));

        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained", more: "image: { src: plate.svg, alt: A plate }"));
        await site.PublishAsync();
        Assert.True(site.Has(Key));
        Assert.Contains("/card.png?", Image(site), StringComparison.Ordinal);

        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained", more: "image: { src: plate.jpg, alt: A plate }"));
        site.Remove("faust.md");
        site.Upload("dracula.md", TestSite.Article("Dracula, Explained", more: "slug: the-count"));
        await site.PublishAsync();

        Assert.EndsWith(".jpg", Image(site), StringComparison.Ordinal);
        Assert.Equal(["explainers/the-count/card.png"], site.Published().Keys.Where(key => key.EndsWith("card.png", StringComparison.Ordinal)));
        Assert.Equal(0, (await site.PublishAsync()).Written);
    }

    [Fact]
    public async Task PublishersAtTheSameTimeLeaveTheSame()
    {
        using var site = NewSite();
        site.Upload("plate.jpg", "not looked into");
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained"));
        await site.PublishAsync(new() { IsShared = true });
        Assert.True(site.Has(Key));
        Assert.Equal(0, (await site.PublishAsync(new() { IsShared = true, Rebuild = true })).Written);

        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained", more: "image: { src: plate.jpg, alt: A plate }"));
        await site.PublishAsync(new() { IsShared = true });

        Assert.False(site.Has(Key));
        Assert.Equal(0, (await site.PublishAsync(new() { IsShared = true, Rebuild = true })).Written);
    }

    [Fact]
    public async Task WithoutTheSettingThereIsNone()
    {
        using var site = new TestSite();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained"));
        await site.PublishAsync();

        Assert.False(site.Has(Key));
        Assert.DoesNotContain("og:image", site.Read("explainers/nosferatu/index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATitleThatSpoilsIsNotOnIt()
    {
        using var site = NewSite();
        site.Upload("nosferatu.md", TestSite.Article("The Count Perishes at Sunrise, Explained", more: "safe_title: Nosferatu, Explained\nslug: nosferatu"));
        await site.PublishAsync();

        var text = Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(site.Web, Key)));
        Assert.Contains("Nosferatu, Explained", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sunrise", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATemplateThatWritesWhatIsHiddenIsStopped()
    {
        using var site = NewSite();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained", hidden: "In the end he dies at dawn, all alone."));
        site.Template(AllTemplates.SocialCard.File, text => "In the end he dies at dawn\n" + text);

        var result = await site.PublishAsync();

        var leak = Assert.Single(result.Leaks);
        Assert.Equal((Key, Channel.Cards, "card/card.txt", 1, "nosferatu.md"), (leak.Key, leak.Channel, leak.Template, leak.TemplateLine, leak.Source));
        Assert.False(site.Has(Key));
    }

    [Theory]
    [InlineData("吸血鬼ノスフェラトゥ、解説")]
    [InlineData("نوسفيراتو")]
    [InlineData("Nosferatu 🧛")]
    public async Task WhatTheFontCannotSetGetsNone(string title)
    {
        using var site = NewSite();
        site.Upload("nosferatu.md", TestSite.Article(title));
        await site.PublishAsync();

        Assert.True(site.Has("explainers/nosferatu/index.html"));
        Assert.False(site.Has(Key));
        Assert.DoesNotContain("og:image", site.Read("explainers/nosferatu/index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherFontPaintsAllAnewAndOneThatIsNoneIsSaid()
    {
        using var site = NewSite();
        site.Upload("nosferatu.md", TestSite.Article("Nosferatu, Explained"));
        await site.PublishAsync();
        Directory.CreateDirectory(Path.Combine(site.Templates, "card"));
        var font = Path.Combine(site.Templates, SocialCards.FontFile);

        // Bytes behind the tables change nothing of how it looks.
        File.WriteAllBytes(font, [.. TemplateSources.Default.Bytes(SocialCards.FontFile), 0, 0, 0, 0]);
        Assert.Contains(Key, (await site.PublishAsync()).Keys);

        File.WriteAllText(font, "no font");
        var fault = await Assert.ThrowsAsync<TemplateException>(() => site.PublishAsync());
        Assert.Equal("card/font.otf:0:0: This is no OpenType or TrueType font. Put an OpenType or TrueType font there, or take the file away.", fault.Message);
        Assert.True(site.Has(Key));
    }

    private static void LooksLike(string path, byte[] png)
    {
        if (Golden.Rewrites)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, png);
        }

        using var expected = SKBitmap.Decode(path);
        using var actual = SKBitmap.Decode(png);
        var differing = expected.Pixels.Zip(actual.Pixels).Count(pair => Distance(pair.First, pair.Second) > 48);
        Assert.True(differing < 200, $"{differing} pixels of {path} differ: run with NEWSLETTER_GOLDEN=write and look at it.");
    }

    private static string Image(TestSite site)
    {
        var page = site.Read("explainers/nosferatu/index.html");
        const string Before = "<meta property=\"og:image\" content=\"";
        var start = page.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        return page[start..page.IndexOf('"', start)];
    }

    private static int Distance(SKColor a, SKColor b) => Math.Max(Math.Abs(a.Red - b.Red), Math.Max(Math.Abs(a.Green - b.Green), Math.Abs(a.Blue - b.Blue)));
}

using System.Text.Json;
using Newsletter.Digests;
using Newsletter.Spoilers;
using Newsletter.Tests.Publishing;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Digests;

/// <summary>
/// What checkers say of a mail with everything in it. Each finding that is left stands here with the reason why it must be, and what a reader of a
/// program that doesn't know it sees instead.
/// </summary>
public sealed class DigestInMailProgramsTests
{
    /// <summary>By caniemail.com's tables, for every mail program in them.</summary>
    private static readonly Dictionary<string, string> Unknown = new()
    {
        ["@media"] = "Dark mode and narrow screens: without it the mail is light, and its one column is as wide as the screen anyhow.",
        ["!important keyword"] = "Only in the style element, to overrule inline styles in dark mode.",
        ["Attribute selector"] = "[data-ogsc]: how Outlook's apps say that they are dark; for them alone.",
        ["Class selector"] = "Only in the style element; everything that matters is inline.",
        ["Descendant combinator"] = "Only in the style element.",
        ["Type selector"] = "Only in the style element for Outlook on Windows, which knows it.",
        ["<body> element"] = "Webmail puts a div in its place; the outer table has its colours as well.",
        ["role attribute"] = "Tells screen readers that tables are for looks; others announce them as tables.",
        ["lang attribute"] = "Pronunciation of an article in another language.",
        ["aria-hidden attribute"] = "Hides squares that the words beside them say again; others read the squares too.",
        ["aria-label attribute"] = "Names the article in its Read More link; others read \"Read More\", below the article's title.",
        ["width attribute"] = "100 % of tables, which the inline style says again.",
        ["word-break"] = "Breaks words longer than a phone is wide; where it isn't known, such a word makes the mail scroll.",
        ["<code> element"] = "Only where an article has code and the subscriber wants it all: others show it in the letters of the text.",
        ["HTML5 semantics"] = "Figures and the section of footnotes in an article told in full: others show them as plain blocks.",
        ["text-decoration"] = "Takes the line from titles and buttons that are links; where it isn't known, they are underlined.",
    };

    /// <summary>Rules of html-validate for pages of the web that a mail must break.</summary>
    private static readonly Dictionary<string, string> Broken = new()
    {
        ["no-inline-style"] = "Mail programs drop style elements.",
        ["no-deprecated-attr"] = "Outlook on Windows takes widths, paddings and colours from attributes.",
        ["no-conditional-comment"] = "Outlook on Windows reads them; it needs a table of fixed width.",
        ["prefer-tbody"] = "Every program adds it; 20 articles would be 1 KB longer.",
        ["prefer-native-element"] = "Webmail drops main elements; a role on a div stays.",
    };

    [Fact]
    public async Task NoMailProgramLacksWhatAMailNeeds()
    {
        using var site = await SiteAsync();

        var safe = await UnknownInAsync(await DigestOf.ComposeAsync(site, Tolerance.None));
        var full = await UnknownInAsync(await DigestOf.ComposeAsync(site, Tolerance.Everything));

        Assert.Equal(Unknown.Keys.Order(StringComparer.Ordinal), full.Order(StringComparer.Ordinal));
        Assert.Equal(Unknown.Keys.Except(["<code> element", "HTML5 semantics"]).Order(StringComparer.Ordinal), safe.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AMailIsValidHtmlButForWhatMailProgramsNeed()
    {
        using var site = await SiteAsync();
        using var folder = new TempFolder();

        foreach (var tolerance in new[] { Tolerance.None, Tolerance.Everything })
        {
            var file = folder.Write("mail.html", (await DigestOf.ComposeAsync(site, tolerance)).Html);
            var problems = await WebTools.ValidateHtmlAsync([file]);

            Assert.DoesNotContain(problems, p => !Broken.ContainsKey(p.Rule));
            Assert.Empty(Broken.Keys.Except(problems.Select(p => p.Rule)));
        }
    }

    private static async Task<IEnumerable<string>> UnknownInAsync(ComposedDigest mail) =>
        JsonSerializer.Deserialize<Dictionary<string, string[]>>(await WebTools.RunAsync("check-mail.mjs", [], mail.Html))!.Keys;

    private static async Task<TestSite> SiteAsync()
    {
        var site = new TestSite();
        site.Upload("faust.md", TestSite.Article("Faust, Explained", more: "work: { title: Faust, kind: play, year: 1808, by: Goethe }\nadvisories: [murder]", end: "Read More in Explainers: Hamlet | Medea"));
        site.Upload("hamlet.md", TestSite.Article(
            "Hamlet, Explained", "Lead with a [link](faust.md), *words*, `code` and\n\n- a list\n- of two\n\n> and a quotation.", "| a | b |\n|---|---|\n| 1 | 2 |\n\n### Deeper\n\n1. Said.[^1]\n\n[^1]: A note.", more: "lang: de"));
        await site.PublishAsync();
        return site;
    }
}

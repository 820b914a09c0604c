using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MimeKit;
using Newsletter.Digests;
using Newsletter.Spoilers;
using Newsletter.Subscribers;
using Newsletter.Tests.Publishing;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Digests;

/// <summary>Spliced mails as other programs read them, and by the rules of their headers.</summary>
public sealed partial class DigestMessageTests
{
    private const string Parse = """
        import email, email.policy, json, sys
        mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
        people = lambda name: [[a.display_name, a.addr_spec] for a in mail[name].addresses]
        parts = list(mail.iter_parts())
        print(json.dumps({
            "Subject": mail["Subject"], "From": people("From"), "ReplyTo": people("Reply-To"), "To": people("To"), "Date": mail["Date"].datetime.isoformat(),
            "Type": mail.get_content_type(), "Parts": [[p.get_content_type(), p.get_content()] for p in parts],
            "Defects": [str(d) for m in [mail] + parts for d in m.defects] + [str(d) for v in mail.values() for d in getattr(v, "defects", [])]}))
        """;

    private static readonly DateTimeOffset Date = new(2026, 11, 27, 7, 0, 12, TimeSpan.FromHours(9));
    private static readonly EndpointAddresses Addresses = EndpointAddresses.Of(new() { BaseUrl = new("https://site.example/") });

    [Theory]
    [InlineData("A digest", "A text.", "Explained")]
    [InlineData("Ünïcödé 日本 😀 & a very long subject that has to be folded over several lines since it goes on and on, as subjects do", "..dots\n\n\n  spaces  \n\t\nFrom here\n--=_\n=3D ü 日本\n", "Erklärt, \"ganz\" genau")]
    [InlineData("مرحبا بالعالم", "שלום\u202e", "日本語のニュースレター")]
    public async Task PythonAndMimeKitReadAMailAlike(string subject, string text, string name)
    {
        var mail = Mail(subject, text, name);
        var parsed = await MimeMessage.LoadAsync(new MemoryStream(Encoding.ASCII.GetBytes(mail)));

        using var json = JsonDocument.Parse((await ChildProcess.RunAsync("/usr/bin/python3", ["-c", Parse], new() { Input = mail })).MustSucceed().Output);
        var python = json.RootElement;

        Assert.Empty(python.GetProperty("Defects").EnumerateArray());
        Assert.Equal((subject, subject), (parsed.Subject, python.GetProperty("Subject").GetString()));
        Assert.Equal(People(parsed.From), People(python, "From"));
        Assert.Equal(People(parsed.ReplyTo), People(python, "ReplyTo"));
        Assert.Equal([("", "reader@xn--bcher-kva.example")], People(python, "To"));
        Assert.Equal((name, "news@site.example"), Assert.Single(People(parsed.From)));
        Assert.Equal(parsed.Date, DateTimeOffset.Parse(python.GetProperty("Date").GetString()!));
        Assert.Equal("multipart/alternative", python.GetProperty("Type").GetString());
        Assert.Equal(
            ((Multipart)parsed.Body!).Cast<TextPart>().Select(part => (part.ContentType.MimeType, Normal(part.Text))),
            python.GetProperty("Parts").EnumerateArray().Select(part => (part[0].GetString()!, Normal(part[1].GetString()!))));
        Assert.Contains(text.Trim(), Normal(parsed.TextBody!), StringComparison.Ordinal);
    }

    /// <summary>RFC 5322 section 3.6, RFC 2369, RFC 2919, RFC 8058, RFC 3834.</summary>
    [Fact]
    public void TheHeaderKeepsTheRulesOfMailsAndLists()
    {
        var header = Fields(Mail("A digest", "A text.", "The \"Last\" Reel, GmbH"));

        Assert.Equal(header.Count, header.Select(field => field.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        string Value(string name) => header.Single(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
        Assert.Matches(@"^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}$", Value("Date"));
        Assert.Matches(@"^<[0-9a-z]+@site\.example>$", Value("Message-Id"));
        Assert.Equal("\"The \\\"Last\\\" Reel, GmbH\" <digest.site.example>", Value("List-Id"));
        Assert.Matches(@"^<https://site\.example/unsubscribe/\?t=[^ <>]+>, <mailto:leave@site\.example\?subject=unsubscribe>$", Value("List-Unsubscribe"));
        Assert.Equal("List-Unsubscribe=One-Click", Value("List-Unsubscribe-Post"));
        Assert.Equal("<https://site.example/>", Value("List-Help"));
        Assert.Equal("<https://site.example/digests/>", Value("List-Archive"));
        Assert.Equal(("auto-generated", "list", "1.0"), (Value("Auto-Submitted"), Value("Precedence"), Value("MIME-Version")));
        Assert.Matches("^[0-9]{8}:weekly:digest:site\\.example$", Value("Feedback-ID"));
        Assert.All(header, field => Assert.Matches("^[!-9;-~]+$", field.Name));
        Assert.All(header, field => Assert.DoesNotMatch("[^\t\r\n -~]", field.Value));
    }

    [Theory]
    [InlineData("reader@bücher.example", "reader@xn--bcher-kva.example")]
    [InlineData("ünal@example.org", null)]
    [InlineData("reader@example.org\r\nBcc: victim@example.org", null)]
    [InlineData("reader@example.org>,<victim@example.org", null)]
    [InlineData("\"a b\"@example.org", null)]
    [InlineData("reader@[127.0.0.1]", null)]
    [InlineData("reader@example.org SIZE=1", null)]
    public void AnAddressIsOneThatEveryServerTakesOrItIsRefused(string text, string? sent) =>
        Assert.Equal(sent, EmailAddress.TryParse(text, out var address) ? address.Value : null);

    /// <summary>Its local rules; <c>HTML_MESSAGE</c> says that there is HTML, and counts for nothing.</summary>
    [Fact]
    public async Task SpamAssassinFindsNothing()
    {
        using var site = new TestSite { Settings = TestSite.WithMail };
        site.Upload("faust.md", TestSite.Article("Faust, Explained", more: "work: { title: Faust, kind: play, year: 1808, by: Goethe }", end: "Read More in Explainers: Hamlet"));
        site.Upload("hamlet.md", TestSite.Article("Hamlet, Explained"));
        await site.PublishAsync();
        var digest = await DigestOf.ComposeAsync(site, Tolerance.None);
        using var bytes = new MemoryStream();
        await DigestMessage.Of(digest, Identity("Explained"), DigestCadence.Weekly, Reader("token1", "token2")).WriteToAsync(bytes);

        var result = (await ChildProcess.RunAsync("spamassassin", ["-L", "-t", "--cf=score HTML_MESSAGE 0"], new() { Input = Encoding.ASCII.GetString(bytes.ToArray()) })).MustSucceed();

        var rules = Rule().Matches(result.Output[result.Output.IndexOf("Content analysis details:", StringComparison.Ordinal)..]);
        Assert.DoesNotContain(rules, rule => double.Parse(rule.Groups["points"].Value) > 0);
        Assert.Contains(rules, rule => rule.Groups["name"].Value == "MAILING_LIST_MULTI");
    }

    private static string Mail(string subject, string text, string name)
    {
        var slots = new DigestSlots("an issue", Addresses);
        var digest = new ComposedDigest(subject, "", $"<p>{System.Net.WebUtility.HtmlEncode(text)}</p><a href=\"{slots.Links.Unsubscribe}\">x</a>", text + "\n" + slots.Links.Unsubscribe) { Articles = [], More = 0 };
        var compiled = CompiledDigest.Of(digest, Identity(name), DigestCadence.Weekly, Date, slots);
        return Encoding.ASCII.GetString(compiled.For(Reader("token1", "token2"), slot => slot == DigestSlot.Unsubscribe ? "token1" : "token2", []).Span);
    }

    private static ReaderParts Reader(string unsubscribe, string preferences) =>
        new(Some.Address("reader@bücher.example").Value, Date, "0123abc@site.example", DigestSlots.LinksOf(Addresses, unsubscribe, preferences));

    private static MailIdentity Identity(string name) => new(new(name, Some.Address("news@site.example")), name, "site.example", new("https://site.example/"), new("https://site.example/digests/"))
    {
        UnsubscribeBox = Some.Address("leave@site.example"),
    };

    /// <summary>Of the header, unfolded.</summary>
    private static List<(string Name, string Value)> Fields(string mail) =>
        [.. mail[..mail.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n").Select(line => (line[..line.IndexOf(':')], DkimValue(line)))];

    private static string DkimValue(string line) => string.Join(' ', line[(line.IndexOf(':') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<(string, string)> People(InternetAddressList list) => list.Mailboxes.Select(box => (box.Name ?? "", box.Address));

    private static IEnumerable<(string, string)> People(JsonElement mail, string name) => mail.GetProperty(name).EnumerateArray().Select(box => (box[0].GetString()!, box[1].GetString()!));

    private static string Normal(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n');

    [GeneratedRegex(@"^ *(?<points>-?\d+\.\d+) (?<name>[A-Z0-9_]+)", RegexOptions.Multiline)]
    private static partial Regex Rule();
}

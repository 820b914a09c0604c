using System.Globalization;
using Newsletter.Delivery;
using Newsletter.Subscribers;
using NodaTime;

namespace Newsletter;

/// <summary>One setting of the site: its key, what it means, and how its text becomes a value. The table drives reading, checking and documentation.</summary>
/// <param name="Key">As in newsletter.yaml.</param>
/// <param name="Meaning">One sentence, for docs/operators.md.</param>
/// <param name="Default">Shown in docs/operators.md.</param>
/// <param name="Apply">Sets the value. Throws <see cref="FormatException"/> with a sentence that says what is allowed.</param>
public sealed record SiteOption(string Key, string Meaning, string Default, Func<SiteSettings, string, SiteSettings> Apply)
{
    private static readonly string[] ListKinds = ["section", "tag", "work", "author"];

    /// <summary>All settings, in the order of the documentation.</summary>
    public static IReadOnlyList<SiteOption> All { get; } =
    [
        new("title", "The site's name.", "Explained", (s, v) => s with { Title = NotEmpty(v, 100) }),
        new("tagline", "One line below the name.", "Stories, explained. Spoilers only when you ask.", (s, v) => s with { Tagline = AtMost(v, 200) }),
        new("base_url", "Where the site will stand, with a path if it has one. Feeds and mails need it.", "https://newsletter.example/", (s, v) => s with { BaseUrl = Address(v) }),
        new("id_host", "Host name in the permanent IDs of feed items. Set it to the old host before you move to another one, or every reader sees every item again.",
            "the host of base_url", (s, v) => s with { IdHost = NotEmpty(v, 253) }),
        new("language", "Language of the pages, and of articles that name none (BCP 47).", "en", (s, v) => s with { Language = LanguageTag(v) }),
        new("time_zone", "A plain date in an article means 09:00 here (IANA name).", "Etc/UTC", (s, v) => s with { TimeZone = Zone(v) }),
        new("section", "Section of articles that name none.", "Explainers", (s, v) => s with { Section = NotEmpty(v, 60) }),
        new("lists", "Which lists are published beside the front page: of section, tag, work, author.", "section, tag, work, author", (s, v) => s with { Lists = Kinds(v) }),
        new("full_feeds", "Whether there are feeds with the spoilers in them, under /full/.", "true", (s, v) => s with { FullFeeds = Flag(v) }),
        new("cards", "Whether an article without a picture gets one for links that are shared (a social card): its title, and how much it spoils of what.", "false",
            (s, v) => s with { Cards = Flag(v) }),
        new("hub", "WebSub hub that is told of changes; readers learn of it from the feeds.", "none", (s, v) => s with { Hub = v is "" or "none" ? null : Hub(v) }),
        new("mail_from", "Who mails come from: an address, or a name and an address such as Explained <news@example.org>. Once it is set, readers can sign up.",
            "none: no mail", (s, v) => s with { MailFrom = v is "" or "none" ? null : Sender(v) }),
        new("service_url", "Where signing up, preferences and unsubscribing are served, if not below base_url.", "base_url", (s, v) => s with { ServiceUrl = v is "" ? null : Address(v) }),
        .. MailOption.All,
    ];

    private static string AtMost(string value, int length) =>
        value.Length <= length ? value : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"at most {length} characters"));

    private static string NotEmpty(string value, int length) => value.Length > 0 ? AtMost(value, length) : throw new FormatException("some text");

    private static Uri Address(string value)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            throw new FormatException("an address such as https://example.org/ or https://example.org/stories/");
        }

        return address.AbsolutePath.EndsWith('/') ? address : new(address.AbsoluteUri + "/");
    }

    private static Uri Hub(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address! : throw new FormatException("an https address, or none");

    private static Mailbox Sender(string value) =>
        Mailbox.TryParse(value, out var sender) ? sender : throw new FormatException("an address such as news@example.org, or a name and an address: Explained <news@example.org>");

    private static string LanguageTag(string value) =>
        value.Length is > 0 and <= 35 && char.IsAsciiLetter(value[0]) && value.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? value : throw new FormatException("a language such as en, de or pt-BR");

    private static string Zone(string value) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(value) is not null ? value : throw new FormatException("an IANA time zone such as Europe/Berlin");

    private static HashSet<string> Kinds(string value)
    {
        var kinds = value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(k => k != "none").ToHashSet(StringComparer.Ordinal);
        return kinds.IsSubsetOf(ListKinds) ? kinds : throw new FormatException("some of section, tag, work, author; or none");
    }

    private static bool Flag(string value) => value.ToLowerInvariant() switch
    {
        "true" or "yes" or "on" => true,
        "false" or "no" or "off" => false,
        _ => throw new FormatException("true or false"),
    };
}

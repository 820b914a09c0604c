using System.Globalization;
using Newsletter.Catalogue;
using Newsletter.Digests;
using Newsletter.Site.Views;
using Newsletter.Spoilers;
using Newsletter.Subscribers.Views;
using Newsletter.Templates;
using NodaTime;

namespace Newsletter.Subscribers;

/// <summary>The pages of readers' own, in their language.</summary>
public sealed class SubscriberPages(TemplateEngine engine, SiteSettings site)
{
    private readonly EndpointAddresses addresses = EndpointAddresses.Of(site);

    public byte[] Subscribe(Language language, string token, string address = "", string problem = "none") => engine.Render(AllTemplates.Subscribe, new()
    {
        Page = Page(language, "subscribe", EndpointAddresses.SubscribePath) with { IsHidden = false },
        Action = Local(EndpointAddresses.SubscribePath),
        Token = token,
        Address = address,
        Problem = problem,
    });

    /// <param name="kind">One of <see cref="ButtonView.Kinds"/>.</param>
    public byte[] Button(Language language, string kind, string token)
    {
        var path = kind switch
        {
            "confirm" => EndpointAddresses.ConfirmPath,
            "unsubscribe" => EndpointAddresses.UnsubscribePath,
            _ => EndpointAddresses.ErasePath,
        };
        return engine.Render(AllTemplates.Button, new() { Page = Page(language, "button", path, kind), Kind = kind, Action = Local(path), Token = token });
    }

    /// <param name="kind">One of <see cref="MessageView.Kinds"/>.</param>
    public byte[] Message(Language language, string kind, Uri? onward = null) => engine.Render(AllTemplates.Message, new()
    {
        Page = Page(language, "message", EndpointAddresses.SubscribePath, kind),
        Kind = kind,
        Onward = onward ?? (kind is "expired" or "old" ? Local(EndpointAddresses.SubscribePath) : null),
    });

    public byte[] Preferences(Language language, Subscriber subscriber, string token, Choices choices, bool isSaved, DateTimeOffset now)
    {
        var chosen = subscriber.Preferences;
        return engine.Render(AllTemplates.Preferences, new()
        {
            Page = Page(language, "preferences", EndpointAddresses.PreferencesPath),
            Action = Local(EndpointAddresses.PreferencesPath),
            Token = token,
            Unsubscribe = Local(EndpointAddresses.UnsubscribePath),
            Export = Local(EndpointAddresses.ExportPath),
            Erase = Local(EndpointAddresses.ErasePath),
            IsActive = subscriber.State == SubscriberState.Active,
            IsSaved = isSaved,
            Cadences = Options(Enum.GetValues<DigestCadence>().Select(c => c.ToString().ToLowerInvariant()), chosen.Cadence.ToString().ToLowerInvariant()),
            Days = Options(Enumerable.Range(1, 7).Select(day => Number(day % 7)), Number((int)chosen.Day)),
            Hours = Options(Enumerable.Range(0, 24).Select(Number), Number(chosen.Hour), hour => $"{hour.PadLeft(2, '0')}:00"),
            Zones = Options(PreferenceForm.Zones.Append(chosen.Zone).Distinct(), chosen.Zone, zone => zone.Replace('_', ' ')),
            IsZoneUnknown = chosen.Zone == new Preferences().Zone && !isSaved,
            Sections = Topics(choices, chosen, key => key.Kind == ListKind.Section),
            Tags = Topics(choices, chosen, key => key.Kind != ListKind.Section),
            Tolerances = Options(Enum.GetValues<SpoilerLevel>().Select(level => level.Word()), chosen.Tolerance.Otherwise.Word()),
            Works = [.. choices.Works.Select(work => new OptionView(work.Slug, work.Title, chosen.Tolerance.Works.TryGetValue(work.Slug, out var level) && level == SpoilerLevel.Ending))],
            Languages = Options(choices.Languages, choices.Languages.Contains(chosen.Language ?? "") ? chosen.Language! : language.Primary, LanguageName),
            Pause = chosen.PausedUntil is { } until && until > now ? DayIn(chosen.Zone, until) : "",
        });
    }

    /// <summary>The page's language for a reader: of those there are, the one that they asked for first.</summary>
    /// <param name="wanted">In order; may be none.</param>
    public Language LanguageFor(IEnumerable<string> wanted) =>
        wanted.Select(tag => new Language(tag)).FirstOrDefault(language => engine.Words(language).Language.Primary == language.Primary) is { Tag: not "und" } found
            ? engine.Words(found).Language
            : engine.Words(new(site.Language)).Language;

    private static IReadOnlyList<OptionView> Topics(Choices choices, Preferences chosen, Func<ListKey, bool> which) =>
    [
        .. choices.Topics.Concat(chosen.Topics.Where(t => !choices.Topics.Any(c => c.Key == t)).Select(t => (Key: t, Name: Splitter.OfSite(t.Slug))))
            .Where(topic => which(topic.Key)).Select(topic => new OptionView(topic.Key.ToString(), topic.Name, chosen.Topics.Contains(topic.Key))),
    ];

    private static IReadOnlyList<OptionView> Options(IEnumerable<string> values, string chosen, Func<string, string>? name = null) =>
        [.. values.Select(value => new OptionView(value, Splitter.OfSite(name?.Invoke(value) ?? ""), value == chosen))];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string LanguageName(string tag) => CultureInfo.GetCultureInfo(tag).NativeName;

    private static string DayIn(string zone, DateTimeOffset at) =>
        Instant.FromDateTimeOffset(at).InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc).Date.ToDateOnly().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Uri Local(string path) => new(addresses.At(path).AbsolutePath, UriKind.Relative);

    private PageView Page(Language language, string group, string path, string? kind = null)
    {
        var words = engine.Words(language);
        return new()
        {
            Title = Splitter.OfSite(kind is null ? words.Text(group, "title") : words.Text(group, "titles", kind)),
            Description = Splitter.OfSite(kind is null ? words.Text(group, "about") : ""),
            Canonical = addresses.At(path),
            Language = words.Language,
            IsHidden = true,
        };
    }
}

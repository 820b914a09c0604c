using System.Globalization;
using System.Text.RegularExpressions;

namespace Newsletter.Articles.Import;

/// <summary>What the safe opening says of the work: what it is, whose, and from when.</summary>
internal static partial class WorkFacts
{
    private const string Name =
        @"(?<name>(?:\p{Lu}\.\s?){0,3}\p{Lu}[\p{L}\u2019'-]+(?:\s(?:(?:\p{Lu}\.\s?){1,3}|(?:von der|van der|von|van|de la|de|del|della"
        + @"|di|du|le|la|el|ten|zu)\s)?\p{Lu}[\p{L}\u2019'-]+){0,3}(?:\s(?:and|und|et|y"
        + @"|&)\s\p{Lu}[\p{L}\u2019'-]+(?:\s(?:\p{Lu}\.\s?){0,2}\p{Lu}[\p{L}\u2019'-]+){0,2})?)";

    private static readonly (string Kind, string[] Words)[] KindWords =
    [
        ("film", [
            "film", "films", "movie", "movies", "directed by", "cinema", "screenplay", "filmmaker", "spielfilm", "stummfilm", "verfilmung",
            "regisseur*", "kino", "réalisé par", "réalisateur", "película", "dirigida por"
        ]),
        ("series", [
            "series", "miniseries", "season", "seasons", "episode", "episodes", "showrunner", "tv show", "serie", "staffel", "folge",
            "série", "saison", "épisode", "temporada", "episodio"
        ]),
        ("book", [
            "novel", "novels", "novella", "book", "books", "short story", "author", "chapter", "chapters", "roman", "romans", "buch",
            "erzählung", "novelle", "la nouvelle de", "cette nouvelle", "schriftsteller*", "livre", "romancier", "novela", "libro"
        ]),
        ("game", [
            "video game", "videogame", "computer game", "the game", "this game", "gameplay", "players", "videospiel", "computerspiel",
            "jeu vidéo", "videojuego"
        ]),
        ("play", [
            "the play", "this play", "a play", "his play", "stage play", "plays", "playwright*", "tragedy", "five acts", "theaterstück",
            "drama in", "trauerspiel", "bühne", "pièce", "obra de teatro"
        ]),
        ("myth", ["myth", "myths", "mythology", "greek myth", "mythos", "mythe", "mito"]),
    ];

    /// <summary>The kind that most words speak of; null when none does.</summary>
    public static string? Kind(WordIndex text)
    {
        var (best, most) = ((string?)null, 0);
        foreach (var (kind, words) in KindWords)
        {
            var count = text.Count(words);
            if (count > most)
            {
                (best, most) = (kind, count);
            }
        }

        return best;
    }

    /// <summary>Director, author or maker, whichever fits the kind.</summary>
    public static string? By(string text, string? kind)
    {
        var match = kind is "film" or "series" ? FirstOf(text, Director(), Author()) : FirstOf(text, Author(), Wrote(), Director());
        var name = match?.Groups["name"].Value.TrimEnd('\'', '\u2019');
        return name is null ? null : OwnersS().Replace(name, "");
    }

    /// <summary>The year that stands by the work's name or kind, 1000 to 2099; null when none does.</summary>
    public static int? Year(string title, string work, string text)
    {
        if (TitleYear().Match(title) is { Success: true } inTitle)
        {
            return Parse(inTitle);
        }

        var at = text.Replace('\u2019', '\'').IndexOf(work.Replace('\u2019', '\''), StringComparison.Ordinal);
        if (at >= 0 && YearBehind().Match(text[(at + work.Length)..]) is { Success: true } behind)
        {
            return Parse(behind);
        }

        var near = FirstOf(text, YearOfKind(), YearOfRelease(), TitleYear());
        return near is null ? null : Parse(near);
    }

    private static int Parse(Match match) => int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture);

    private static Match? FirstOf(string text, params ReadOnlySpan<Regex> patterns)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Match(text) is { Success: true } match)
            {
                return match;
            }
        }

        return null;
    }

    [GeneratedRegex(
        @"(?:\b(?:[Dd]irected by|[Cc]reated by|[Dd]eveloped by|(?:[Dd]irector|[Ff]ilmmaker|[Ss]howrunner)s?|Regie:"
        + @"|[Uu]nter der Regie von|(?:von )?Regisseur(?:in)?|[Rr]éalisée? par|[Rr]éalisateur|[Dd]irigid[oa] por)"
        + @"|\bdirected in \d{4} by)\s+" + Name, RegexOptions.CultureInvariant)]
    private static partial Regex Director();

    [GeneratedRegex(
        @"\b(?:(?:by|von|de|par) (?:the )?(?:\p{L}+ ){0,2}(?:author|novelist|playwright|writer|poet|Autor(?:in)?"
        + @"|Schriftsteller(?:in)?)|(?:novel|novella|book|play|story|poem|tragedy|comedy|drama|tale|classic|Roman|Erzählung|Novelle"
        + @"|Drama|Tragödie|Komödie|roman|pièce|nouvelle|novela|obra) (?:by|von|de|par)|[Ww]ritten (?:in \d{4} )?by|[Gg]eschrieben von"
        + @"|[Éé]crite? par|[Ee]scrit[oa] por|(?:the )?(?:author|novelist|playwright)|Autor(?:in)?|Schriftsteller(?:in)?)\s+" + Name, RegexOptions.CultureInvariant)]
    private static partial Regex Author();

    [GeneratedRegex(@"\b" + Name + @"\s(?:wrote|schrieb|écrivit|escribió)\s(?:it|this|the|his|her|es|diese|die|den|das|ce|cette|la|le|esta)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Wrote();

    [GeneratedRegex(@"['\u2019]s$", RegexOptions.CultureInvariant)]
    private static partial Regex OwnersS();

    [GeneratedRegex(@"\((?<year>(?:1\d|20)\d\d)\)", RegexOptions.CultureInvariant)]
    private static partial Regex TitleYear();

    [GeneratedRegex(
        @"^['\u2018\u2019\u201C\u201D\u00BB""*_]?,?\s?\((?:\p{L}[\p{L}\s.,-]{0,40}?,?\s)?(?<year>(?:1\d|20)\d\d)\b", RegexOptions.CultureInvariant)]
    private static partial Regex YearBehind();

    [GeneratedRegex(
        @"\b(?<year>(?:1\d|20)\d\d)(?:\s[\p{L}-]+){0,3}?\s(?:film|movie|silent|novel|novella|book|play|series|game|tragedy|comedy"
        + @"|classic|thriller|horror|Stummfilm|Film|Roman|Drama|Serie|Spiel)\b", RegexOptions.CultureInvariant)]
    private static partial Regex YearOfKind();

    [GeneratedRegex(
        @"\b(?:[Rr]eleased|[Pp]ublished|[Pp]remiered|[Mm]ade|[Pp]erformed|[Ff]ilmed|[Ss]hot|[Ww]ritten|[Ww]rote|[Aa]ppeared|[Dd]irected"
        + @"|[Uu]raufgeführt|[Gg]edreht|[Ee]rschien(?:en)?|[Pp]ubliée?|[Ss]ortie?|[Ee]strenada"
        + @"|[Pp]ublicad[oa])\b[^.!?]{0,40}?\b(?<year>(?:1\d|20)\d\d)\b(?!s)|\b(?:from|of|von|de|aus dem Jahre?"
        + @"|im Jahre?) (?<year>(?:1\d|20)\d\d)\b(?!s)", RegexOptions.CultureInvariant)]
    private static partial Regex YearOfRelease();
}

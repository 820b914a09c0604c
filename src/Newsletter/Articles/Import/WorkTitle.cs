using System.Globalization;
using System.Text.RegularExpressions;

namespace Newsletter.Articles.Import;

/// <summary>The name of the work in the title of an article about it.</summary>
/// <param name="Owner">The name before "'s" that was cut off and isn't a broadcaster or studio; null when there was none.</param>
internal sealed partial record WorkTitle(string Title, Confidence Confidence, string? Owner = null)
{
    private const string Brands =
        "Netflix|HBO(?: Max)?|Max|Amazon(?: Prime)?(?: Video)?|Prime Video|Apple(?: TV\\+?)?|Disney\\+?|Hulu"
        + "|Paramount\\+?|Peacock|Starz|Showtime|AMC|FX|BBC|ITV|Channel 4|Sky|Arte|ZDF|ARD"
        + "|A24|Marvel|DC|Pixar|DreamWorks|Blumhouse|Universal|Warner(?: Bros\\.?)?"
        + "|Paramount|MGM|RKO|UFA|Ufa|Decla|Gaumont|Pathé|Nintendo|Sony|Ubisoft|Valve|Crunchyroll|Shudder|Mubi|MUBI";

    /// <param name="text">The article's words; whether a title keeps its possessive ("Gulliver's Travels") is decided by how they call it.</param>
    public static WorkTitle Of(string title, string text)
    {
        var name = title.Trim();
        var announced = false;
        for (var cut = Tail().Match(name); cut.Success && cut.Index > 0; cut = Tail().Match(name))
        {
            name = name[..cut.Index].TrimEnd();
            announced = true;
        }

        var frame = Frame().Match(name);
        if (frame.Success)
        {
            name = frame.Groups["work"].Value.Trim();
            announced = true;
        }

        if (Quoted().Match(name) is { Success: true } quoted
            && (quoted.Index == 0 || quoted.Index + quoted.Length == name.Length || Says(text, quoted.Groups["work"].Value)))
        {
            return new(quoted.Groups["work"].Value.Trim(), announced ? Confidence.High : Confidence.Medium);
        }

        name = WithoutSubtitle(name, text);
        if (HeadingShape.IsAllCapitals(name) && name.Length > 4)
        {
            name = Lowered(name, text);
        }

        if (Brand().Match(name) is { Success: true } brand && brand.Length < name.Length)
        {
            return new(Unquote(name[brand.Length..]), Confidence.High);
        }

        if (Possessive().Match(name) is { Success: true } owner && owner.Length < name.Length && !Says(text, name))
        {
            var rest = Unquote(name[owner.Length..]);
            if (Says(text, rest))
            {
                return new(rest, Confidence.Medium, owner.Groups["owner"].Value);
            }
        }

        return name.Length == 0
            ? new(title.Trim(), Confidence.Low)
            : new(name, announced ? Confidence.High : Says(text, name) ? Confidence.Medium : Confidence.Low);
    }

    /// <summary>"Nosferatu: What the Shadow Means" is about Nosferatu, unless the text calls the work by all of it.</summary>
    private static string WithoutSubtitle(string name, string text)
    {
        var colon = name.IndexOf(": ", StringComparison.Ordinal);
        return colon > 0 && !Says(text, name) && Says(text, name[..colon]) ? name[..colon] : name;
    }

    /// <summary>"FRANKENSTEIN" as the text writes it, else with capitals only where a title has them.</summary>
    private static string Lowered(string name, string text)
    {
        var at = text.IndexOf(CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name.ToLowerInvariant()), StringComparison.OrdinalIgnoreCase);
        if (at >= 0 && !HeadingShape.IsAllCapitals(text.Substring(at, name.Length)))
        {
            return text.Substring(at, name.Length);
        }

        var words = name.ToLowerInvariant().Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i].Length > 0 && (i == 0 || !HeadingShape.IsSmallWord(words[i])))
            {
                words[i] = char.ToUpperInvariant(words[i][0]) + words[i][1..];
            }
        }

        return string.Join(' ', words);
    }

    private static bool Says(string text, string name) =>
        name.Length > 1 && text.Replace('\u2019', '\'').Contains(name.Replace('\u2019', '\''), StringComparison.Ordinal);

    private static string Unquote(string name)
    {
        name = name.Trim();
        return name.Length > 2 && "\"'\u2018\u201C\u201E\u00AB\u201A*_".Contains(name[0], StringComparison.Ordinal)
            && "\"'\u2019\u201D\u201C\u00BB\u2018*_".Contains(name[^1], StringComparison.Ordinal)
            ? name[1..^1].Trim()
            : name;
    }

    [GeneratedRegex(
        @"(?:(?:['\u2019]s|(?<=s)['\u2019])(?=,?\s+(?:plot|story|ending|end|finale|twist)\b))?(?:\s*[,:\u2013\u2014-]+\s*"
        + @"|\s+)(?:(?:the |das |la |el )?(?:plot|story|ending|end|finale|twist|ende|finale?|fin|final)(?: and (?:ending|twist"
        + @"|plot))?,? )?(?:fully |completely |finally )?(?:explained|recap(?:ped)?|erklärt|expliquée?|explicad[oa])[.!?]*$"
        + @"|\s*[,:\u2013\u2014-]\s*(?:an? |the |ein |eine |une |un )?(?:explainer|explanation|review|recap|analysis|guide|summary"
        + @"|what happen(?:s|ed)\b.*|how .* ends?\b.*|who .*\?|why .*|erklärung|analyse|was (?:passiert|geschieht|geschah)\b.*|warum .*"
        + @"|explication|análisis|explicación)$"
        + @"|(?:['\u2019]s|(?<=s)['\u2019])?\s*,?\s+(?:plot|ending|explainer|recap|summary)$"
        + @"|\s*\((?:1[5-9]|20)\d\d\)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tail();

    [GeneratedRegex(
        @"^(?:(?:the )?(?:ending|end|plot|story|meaning|twist) of|explaining|understanding|explained:|what (?:happens"
        + @"|happened) (?:at the end of|in)|(?:an? |the |your )?(?:[\w'\u2019]+ ){0,2}(?:guide|introduction) to|das ende von"
        + @"|la fin d[eu]|el final de)\s+(?<work>.+?)\??$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Frame();

    [GeneratedRegex(
        "\u201E(?<work>[^\u201C\u201D]{2,})[\u201C\u201D]|\u201C(?<work>[^\u201D]{2,})\u201D"
        + "|\u00AB\\s?(?<work>[^\u00BB]{2,}?)\\s?\u00BB|\u00BB(?<work>[^\u00AB]{2,})\u00AB|\"(?<work>[^\"]{2,})\""
        + "|\u2018(?<work>[^\u2018]{2,}?)\u2019(?!\\p{L})", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^(?:" + Brands + @")(?:['\u2019]s?)\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Brand();

    [GeneratedRegex(
        @"^(?<owner>\p{Lu}[\p{L}.\u2019'-]*?(?:\s(?:(?:von|van|de|du|la)\s)?\p{Lu}[\p{L}.-]*?){0,3})(?:['\u2019]s|(?<=s)['\u2019])\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Possessive();
}

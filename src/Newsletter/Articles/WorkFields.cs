using System.Globalization;

namespace Newsletter.Articles;

/// <summary>Reads <c>work</c> and <c>spoils</c>: works by title alone, or with kind, year and maker.</summary>
internal static class WorkFields
{
    private const int MaxYear = 9999;

    public static Work? One(FrontMatterFields fields, string key) => fields.Find(key) switch
    {
        null => null,
        YamlList list => WrongList(fields, key, list),
        var node => Read(fields, key, node),
    };

    public static IReadOnlyList<Work> Many(FrontMatterFields fields, string key)
    {
        var works = new List<Work>();
        foreach (var node in fields.Items(key))
        {
            if (node is YamlList)
            {
                fields.Wrong(key, node, "works are meant", $"Write `{key}: [ First, Second ]`.");
                break;
            }

            if (Read(fields, key, node) is { } work)
            {
                works.Add(work);
            }
        }

        return works;
    }

    private static Work? WrongList(FrontMatterFields fields, string key, YamlList list)
    {
        fields.Wrong(key, list, "one work is meant", "Name the one that the article is about; the others go to `spoils: [ ... ]`.");
        return null;
    }

    private static Work? Read(FrontMatterFields fields, string key, YamlNode node)
    {
        if (node is YamlText text)
        {
            return fields.Clean(text) is { } name ? new Work(name) : null;
        }

        var map = (YamlMap)node;
        FrontMatterKeys.ReportUnknown(map, FrontMatterKeys.Work, fields.Diagnostics);
        var own = new FrontMatterFields(map, key + ".", fields.Diagnostics);
        var title = own.Text("title");
        var kind = own.Text("kind");
        var year = Year(own);
        var by = own.Text("by");
        if (title is not null)
        {
            return new Work(title, kind?.ToLowerInvariant(), year, by);
        }

        if (own.Find("title") is null or YamlText)
        {
            own.LeftOut("title", $"A work without a title stands under `{key}`, and is left out.",
                $"Write `{key}: {{ title: \"...\", kind: film, year: 1920 }}`.");
        }

        return null;
    }

    private static int? Year(FrontMatterFields fields)
    {
        if (fields.Text("year") is not { } text)
        {
            return null;
        }

        if (ParseYear(text) is { } year)
        {
            return year;
        }

        fields.LeftOut("year", "The year is no number, and is left out.", "Write a number such as `1920`, or `429 BC`.");
        return null;
    }

    /// <summary>1920, -428, 429 BC, 429 B.C.E., AD 79, 79 CE; astronomical (1 BC is 0), null when it is none of these.</summary>
    internal static int? ParseYear(ReadOnlySpan<char> text)
    {
        var digits = text.IndexOfAnyInRange('0', '9');
        var end = digits < 0 ? 0 : text[digits..].IndexOfAnyExceptInRange('0', '9') is >= 0 and var length ? digits + length : text.Length;
        if (digits < 0 || !int.TryParse(text[digits..end], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > MaxYear)
        {
            return null;
        }

        Span<char> era = stackalloc char[8];
        var letters = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if ((i >= digits && i < end) || text[i] is ' ' or '.')
            {
                continue;
            }

            if (letters == era.Length)
            {
                return null;
            }

            era[letters++] = char.ToUpperInvariant(text[i]);
        }

        return era[..letters] switch
        {
            "" or "+" or "AD" or "CE" => number,
            "-" or "\u2212" when digits > 0 && text[digits - 1] is '-' or '\u2212' => -number,
            "BC" or "BCE" when number > 0 => 1 - number,
            _ => null,
        };
    }
}

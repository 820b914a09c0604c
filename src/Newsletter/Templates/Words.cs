using System.Globalization;
using System.Text;
using Scriban.Runtime;

namespace Newsletter.Templates;

/// <summary>A word with a form for one and a form for many: <c>{ "one": "{0} minute", "other": "{0} minutes" }</c>.</summary>
internal sealed record PluralWord(string One, string Other);

/// <summary>
/// The words of one language that templates and markup show (<c>templates/strings/en.json</c>): texts with places <c>{0}</c>, plural
/// forms, names of months, forms of dates. Everything comes from the file, so that output does not depend on the machine's cultures.
/// </summary>
public sealed class Words
{
    private readonly string plural;
    private readonly string[] months;
    private readonly string date;
    private readonly string monthOfYear;
    private readonly string beforeChrist;

    internal Words(ScriptObject root)
    {
        Root = root;
        Language = new Language(Text("language"));
        plural = Text("plural");
        months = [.. ((ScriptArray)root["months"]!).Cast<string>()];
        date = Text("date");
        monthOfYear = Text("month_of_year");
        beforeChrist = Text("before_christ");
        Global = new ScriptObject { ["t"] = root };
        Global.IsReadOnly = true;
    }

    /// <summary>The language of these words, which need not be the one that was asked for.</summary>
    public Language Language { get; }

    internal ScriptObject Root { get; }

    /// <summary>What a template sees beside its view: <c>t</c>.</summary>
    internal ScriptObject Global { get; }

    /// <summary>Every text, places for arguments in it.</summary>
    internal IEnumerable<string> Texts() => Texts(Root);

    private static IEnumerable<string> Texts(object? value) => value switch
    {
        string text => [text],
        PluralWord word => [word.One, word.Other],
        ScriptArray array => array.SelectMany(Texts),
        ScriptObject group => group.Values.SelectMany(Texts),
        _ => [],
    };

    /// <summary>A text by its path, e.g. <c>Text("spoiler", "show")</c>. Throws <see cref="KeyNotFoundException"/>.</summary>
    public string Text(params ReadOnlySpan<string> path) => Find(path) as string ?? throw new KeyNotFoundException(string.Join('.', path.ToArray()));

    /// <summary>A text by its group and name, with its places filled.</summary>
    public string Say(string group, string name, params ReadOnlySpan<string> arguments) => Fill(Text(group, name), arguments);

    /// <summary>A text with the form that goes with a number, and the number in its place.</summary>
    public string Count(string group, string name, int number) =>
        Fill(Find([group, name]) is PluralWord word ? Form(word, number) : throw new KeyNotFoundException($"{group}.{name}"), [Number(number)]);

    /// <summary>The form that goes with a number.</summary>
    internal string Form(PluralWord word, int number) => plural switch
    {
        "none" => word.Other,
        "zero-one" => number is 0 or 1 ? word.One : word.Other,
        _ => number == 1 ? word.One : word.Other,
    };

    /// <summary>A day, e.g. <c>15 May 2026</c>, in the offset that the date carries.</summary>
    public string Day(DateTimeOffset when) => Dated(date, when.Year, when.Month, when.Day);

    /// <summary>A month, e.g. <c>May 2026</c>.</summary>
    public string Month(int year, int month) => Dated(monthOfYear, year, month, 1);

    /// <summary>A year counted astronomically: -428 is 429 BC.</summary>
    public string Year(int year) => year > 0 ? Number(year) : Fill(beforeChrist, [Number(1 - year)]);

    /// <summary>Puts arguments into the places <c>{0}</c> to <c>{9}</c> of a text.</summary>
    internal static string Fill(string format, ReadOnlySpan<string> arguments)
    {
        if (!format.Contains('{', StringComparison.Ordinal))
        {
            return format;
        }

        var filled = new StringBuilder(format.Length + 32);
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] == '{' && i + 2 < format.Length && format[i + 2] == '}' && format[i + 1] - '0' is var place and >= 0 and <= 9)
            {
                filled.Append(place < arguments.Length ? arguments[place] : "");
                i += 2;
            }
            else
            {
                filled.Append(format[i]);
            }
        }

        return filled.ToString();
    }

    private string Dated(string pattern, int year, int month, int day) => pattern
        .Replace("{day}", Number(day), StringComparison.Ordinal)
        .Replace("{month}", months[month - 1], StringComparison.Ordinal)
        .Replace("{month_number}", Number(month), StringComparison.Ordinal)
        .Replace("{year}", Number(year), StringComparison.Ordinal);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private object? Find(ReadOnlySpan<string> path)
    {
        object? found = Root;
        foreach (var step in path)
        {
            found = found is ScriptObject group && group.TryGetValue(step, out var next) ? next : null;
        }

        return found;
    }
}

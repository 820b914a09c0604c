using System.Globalization;
using System.Text;

namespace Newsletter.Articles;

/// <summary>
/// The values of one mapping by key and kind. What is missing or empty is null (or no items); what is wrong is reported and then null.
/// </summary>
/// <param name="prefix">Put before keys in messages and in <see cref="FrontMatterResult.Lines"/>: <c>work.</c>.</param>
internal sealed class FrontMatterFields(YamlMap map, string prefix, List<Diagnostic> diagnostics)
{
    // Up to here looking through the list is faster than hashing.
    private const int FewItems = 16;

    private const string CommentAdvice = "Put the whole value in double quotes; or, if it is a comment, put a space behind the `#`.";

    public List<Diagnostic> Diagnostics => diagnostics;

    public YamlNode? Find(string key) => map.Find(key) is { } node and not YamlText { IsNull: true, IsCut: false } ? node : null;

    /// <summary>One line of text: white space runs are one space, unwanted characters gone.</summary>
    public string? Text(string key) => Find(key) switch
    {
        null => null,
        YamlText text => Clean(text),
        var other => Wrong(key, other, "one text is meant", $"Write `{key}: \"...\"`."),
    };

    /// <summary>
    /// A list of texts, each once. One text stands for a list of one; without quotes it is cut at commas, or at <c>|</c> where there is one.
    /// </summary>
    public IReadOnlyList<string> Texts(string key)
    {
        var items = new List<string>();
        var seen = default(HashSet<string>);
        foreach (var node in Items(key))
        {
            if (node is YamlMap && node == Find(key))
            {
                Wrong(key, node, "a list is meant", $"Write `{key}: [ first, second ]`.");
                break;
            }

            if (node is not YamlText text)
            {
                Wrong(key, node, "in this list only texts are meant", "Put the item in double quotes.");
                break;
            }

            if (Clean(text) is { } item && (items.Count < FewItems ? !items.Contains(item) : (seen ??= [.. items]).Add(item)))
            {
                items.Add(item);
            }
        }

        return items;
    }

    /// <summary>The nodes of a list as above, whatever their kind; a group of keys stands for a list of one, too.</summary>
    public IEnumerable<YamlNode> Items(string key) => Find(key) switch
    {
        null => [],
        YamlList list => list.Items,
        YamlText { IsPlain: true } text when text.Value.Contains('|') => Parts(text, '|'),
        YamlText { IsPlain: true } text when text.Value.Contains(',') => Parts(text, ','),
        var one => [one],
    };

    /// <summary><c>true</c>, <c>yes</c>, <c>on</c>, <c>y</c> and their opposites, in any case.</summary>
    public bool? YesNo(string key)
    {
        if (Text(key) is not { } word)
        {
            return null;
        }

        switch (word.ToLowerInvariant())
        {
            case "true" or "yes" or "on" or "y":
                return true;
            case "false" or "no" or "off" or "n":
                return false;
            default:
                var node = Find(key)!;
                diagnostics.Add(FrontMatterRules.YesNo.At(node.Place, $"`{prefix}{key}` is neither yes nor no.",
                    $"Write `{key}: true` or `{key}: false`."));
                return null;
        }
    }

    /// <summary>Reports a value that is published without.</summary>
    public void LeftOut(string key, string message, string advice)
    {
        var node = map.Find(key) ?? map;
        diagnostics.Add(FrontMatterRules.LeftOut.At(node.Place, message, advice));
    }

    public string? Wrong(string key, YamlNode node, string meant, string advice)
    {
        diagnostics.Add(FrontMatterRules.WrongKind.At(node.Place, $"`{prefix}{key}` has {node.Kind}; {meant}.", advice));
        return null;
    }

    /// <summary>A text on one line, white space runs as one space, unwanted characters gone; null when nothing is left to see.</summary>
    public string? Clean(YamlText text)
    {
        if (text.IsCut)
        {
            // A value that is gone is an error: it may have been the one that holds something back.
            diagnostics.Add(text.IsNull
                ? FrontMatterRules.WrongKind.At(text.Place, "Nothing but a comment stands where a value is meant.", CommentAdvice)
                : FrontMatterRules.CutByComment.At(text.Place, "The value ends before the `#`: what follows is taken for a comment.", CommentAdvice));
        }

        if (text.IsNull)
        {
            return null;
        }

        var value = OneLine(text.Value);
        if (UnwantedCharacters.FirstIn(value) >= 0)
        {
            var (clean, found) = UnwantedCharacters.Clean(value);
            value = OneLine(clean);
            foreach (var diagnostic in found)
            {
                diagnostics.Add(diagnostic with { Line = text.Place.Line, Column = text.Place.Column });
            }
        }

        return IsBlank(value) ? null : value;
    }

    private static IEnumerable<YamlNode> Parts(YamlText text, char separator)
    {
        var parts = text.Value.Split(separator);
        for (var i = 0; i < parts.Length; i++)
        {
            yield return new YamlText(parts[i], plain: true, cut: text.IsCut && i == parts.Length - 1, text.Place);
        }
    }

    private static string OneLine(string value)
    {
        var span = value.AsSpan();
        if (!span.ContainsAny('\t', '\n', '\r') && !span.Contains("  ", StringComparison.Ordinal))
        {
            return value.Trim();
        }

        var line = new StringBuilder(value.Length);
        foreach (var c in span.Trim())
        {
            var space = c is ' ' or '\t' or '\n' or '\r';
            if (!space || line[^1] != ' ')
            {
                line.Append(space ? ' ' : c);
            }
        }

        return line.ToString();
    }

    /// <summary>Nothing to see: white space and invisible format characters only.</summary>
    private static bool IsBlank(string value)
    {
        foreach (var rune in value.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format)
            {
                return false;
            }
        }

        return true;
    }
}

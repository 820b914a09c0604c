using System.Globalization;

namespace Newsletter.Articles;

/// <summary>The slips in what stands behind <c>key:</c> on one line of broken YAML. Values are never shown: they may spoil.</summary>
internal static class YamlValueFault
{
    public const string ColonMessage = "A colon inside the value is taken for the end of another key.";

    /// <param name="value">Not empty, without white space around it.</param>
    /// <param name="column">1-based column of the value.</param>
    /// <param name="key">The key before it; may be empty.</param>
    public static Slip? Find(ReadOnlySpan<char> value, int column, ReadOnlySpan<char> key)
    {
        var name = FrontMatterKeys.IsKnown(key) ? key.ToString() : "key";
        return value[0] switch
        {
            '"' or '\'' => Quoted(value, column, name),
            '[' or '{' => YamlFlowFault.Find(value, column, name),
            '|' or '>' => IsBlockHeader(value[1..]) ? null : Begins(value[0], column, name),
            '*' or '&' or '!' or '@' or '`' or '%' or ']' or '}' or ',' => Begins(value[0], column, name),
            '-' or '?' when value.Length > 1 && value[1] == ' ' => Begins(value[0], column, name),
            _ => Plain(value, column, name),
        };
    }

    public static Slip Begins(char sign, int column, string key) =>
        new(column, $"The value begins with {(sign == '`' ? "a backtick" : $"`{sign}`")}, which means something else in YAML.",
            $"Put the whole value in double quotes: `{key}: \"...\"`.");

    /// <summary>Nothing, or a comment.</summary>
    public static bool IsEnd(ReadOnlySpan<char> rest) => rest.IsWhiteSpace() || (rest[0] is ' ' or '\t' && rest.TrimStart()[0] == '#');

    /// <summary>Index of the quote that closes the one at <paramref name="start"/>; -1 when none does.</summary>
    /// <param name="badEscape">Index of the first backslash that YAML doesn't know what to do with; -1 when there is none.</param>
    public static int ClosingQuote(ReadOnlySpan<char> text, int start, out int badEscape)
    {
        badEscape = -1;
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == text[start])
            {
                if (text[start] == '"' || i + 1 == text.Length || text[i + 1] != '\'')
                {
                    return i;
                }

                i++;
            }
            else if (text[i] == '\\' && text[start] == '"')
            {
                badEscape = badEscape < 0 && !IsEscape(text[(i + 1)..]) ? i : badEscape;
                i++;
            }
        }

        return -1;
    }

    public static Slip BadEscape(int column) =>
        new(column, "A backslash inside double quotes has a meaning of its own.", "Write it twice (`\\\\`), or put the value in single quotes.");

    private static bool IsBlockHeader(ReadOnlySpan<char> rest)
    {
        rest = rest.Trim("+-123456789 ");
        return rest.IsEmpty || rest[0] == '#';
    }

    private static bool IsEscape(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty)
        {
            return true;
        }

        var digits = rest[0] switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits == 0)
        {
            return "0abt\tnvfre \"/\\N_LP".Contains(rest[0]);
        }

        var number = rest[1..Math.Min(digits + 1, rest.Length)];
        return number.Length == digits && int.TryParse(number, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
    }

    private static Slip? Plain(ReadOnlySpan<char> value, int column, string key)
    {
        var comment = value.IndexOf(" #");
        var text = comment < 0 ? value : value[..comment].TrimEnd();
        var colon = text.IndexOf(": ") is >= 0 and var spaced ? spaced : text.IndexOf(":\t");
        colon = colon < 0 && text.EndsWith(":") ? text.Length - 1 : colon;
        return colon < 0 ? null : new(column + colon, ColonMessage, $"Put the whole value in double quotes: `{key}: \"...\"`.");
    }

    private static Slip? Quoted(ReadOnlySpan<char> value, int column, string key)
    {
        var isDouble = value[0] == '"';
        var end = ClosingQuote(value, 0, out var badEscape);
        if (badEscape >= 0)
        {
            return BadEscape(column + badEscape);
        }

        var inDouble = $"Use double quotes around the value: `{key}: \"...\"`.";
        if (end < 0)
        {
            return isDouble ? new(column, "The double quote that begins the value is not closed.", "Put a `\"` behind the value's last word.")
                : new(column, "The single quote that begins the value is not closed.", inDouble);
        }

        return IsEnd(value[(end + 1)..]) ? null
            : isDouble ? new(column + end, "The value goes on behind its closing quote.",
                $"Put the whole value in double quotes, and write `\\\"` for each one inside: `{key}: \"\\\"...\\\" ...\"`.")
            : new(column + end, "An apostrophe ends the value in single quotes too early.", inDouble);
    }
}

namespace Newsletter.Articles;

/// <summary>The slips in what stands behind <c>key:</c> on one line of broken YAML. Values are never shown: they may spoil.</summary>
internal static class YamlValueFault
{
    /// <param name="value">Not empty, without white space around it.</param>
    /// <param name="column">1-based column of the value.</param>
    /// <param name="key">The key before it; may be empty.</param>
    public static Slip? Find(ReadOnlySpan<char> value, int column, ReadOnlySpan<char> key)
    {
        var name = FrontMatterKeys.IsKnown(key) ? key.ToString() : "key";
        return value[0] switch
        {
            '"' => InDoubleQuotes(value, column, name),
            '\'' => InSingleQuotes(value, column, name),
            '[' or '{' => InBrackets(value, column, name),
            '|' or '>' => value[1..].Trim("+-123456789 ").StartsWith('#') || value[1..].Trim("+-123456789 ").IsEmpty ? null : Begins(value[0], column, name),
            '*' or '&' or '!' or '@' or '`' or '%' or ']' or '}' or ',' => Begins(value[0], column, name),
            '-' or '?' when value.Length > 1 && value[1] == ' ' => Begins(value[0], column, name),
            _ => Plain(value, column, name),
        };
    }

    private static Slip Begins(char sign, int column, string key) =>
        new(column, $"The value begins with `{sign}`, which means something else in YAML.", Quote(key));

    private static string Quote(string key) => $"Put the whole value in double quotes: `{key}: \"...\"`.";

    private static Slip? Plain(ReadOnlySpan<char> value, int column, string key)
    {
        var comment = value.IndexOf(" #");
        var text = comment < 0 ? value : value[..comment].TrimEnd();
        var colon = text.IndexOf(": ");
        colon = colon < 0 && text.EndsWith(":") ? text.Length - 1 : colon;
        return colon < 0 ? null : new(column + colon, "A colon inside the value is taken for the end of another key.", Quote(key));
    }

    private static Slip? InDoubleQuotes(ReadOnlySpan<char> value, int column, string key)
    {
        for (var i = 1; i < value.Length; i++)
        {
            if (value[i] == '\\')
            {
                i++;
                if (i < value.Length && !"0abt\tnvfre \"/\\N_LPxuU".Contains(value[i]))
                {
                    return new(column + i - 1, "A backslash inside double quotes has a meaning of its own.", "Write it twice (`\\\\`), or put the value in single quotes.");
                }
            }
            else if (value[i] == '"')
            {
                return IsEnd(value[(i + 1)..]) ? null
                    : new(column + i, "The value goes on behind its closing quote.", $"Put the whole value in double quotes, and write `\\\"` for each one inside: `{key}: \"\\\"...\\\" ...\"`.");
            }
        }

        return new(column, "The double quote that begins the value is not closed.", "Put a `\"` behind the value's last word.");
    }

    private static Slip? InSingleQuotes(ReadOnlySpan<char> value, int column, string key)
    {
        for (var i = 1; i < value.Length; i++)
        {
            if (value[i] != '\'')
            {
                continue;
            }

            if (i + 1 < value.Length && value[i + 1] == '\'')
            {
                i++;
                continue;
            }

            return IsEnd(value[(i + 1)..]) ? null
                : new(column + i, "An apostrophe ends the value in single quotes too early.", $"Use double quotes around the value: `{key}: \"...\"`.");
        }

        return new(column, "The single quote that begins the value is not closed.", $"Use double quotes around the value: `{key}: \"...\"`.");
    }

    private static Slip? InBrackets(ReadOnlySpan<char> value, int column, string key)
    {
        var depth = 0;
        var quote = '\0';
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'' && !char.IsLetterOrDigit(value[i - 1]))
            {
                quote = c;
            }
            else if (c == '#' && value[i - 1] is ' ' or '[' or '{' or ',')
            {
                return new(column + i, "A `#` begins a comment, so the rest of the line is not seen.", "Leave the `#` out, or put the value in double quotes: `\"#...\"`.");
            }
            else if (c is '[' or '{')
            {
                depth++;
            }
            else if (c is ']' or '}' && --depth == 0)
            {
                return IsEnd(value[(i + 1)..]) ? Items(value, column) : Begins(value[0], column, key);
            }
        }

        return quote != '\0' ? new(column, $"A quote inside the `{value[0]}` is not closed.", "Put each value that holds a quote in double quotes.")
            : new(column, $"The `{value[0]}` is not closed on its line.", $"Put a `{(value[0] == '[' ? ']' : '}')}` behind the last value.");
    }

    /// <summary>Closed brackets that are wrong all the same: what is inside needs quotes.</summary>
    private static Slip? Items(ReadOnlySpan<char> value, int column)
    {
        var link = value.IndexOf("](");
        if (link >= 0)
        {
            return new(column + link, "A Markdown link cannot stand in a list.", "Put it in double quotes: `\"[Title](file.md)\"`.");
        }

        // `{ title: A: B }`: a second colon before the next comma.
        foreach (var range in value.Split(','))
        {
            var item = value[range];
            var first = item.IndexOf(": ");
            if (first >= 0 && item[(first + 2)..].IndexOf(": ") is >= 0 and var second && !item.ContainsAny('"', '\''))
            {
                return new(column + range.Start.Value + first + 2 + second, "A colon inside the value is taken for the end of another key.",
                    "Put that value in double quotes: `title: \"...\"`.");
            }
        }

        return null;
    }

    private static bool IsEnd(ReadOnlySpan<char> rest) => rest.IsWhiteSpace() || (rest[0] is ' ' or '\t' && rest.TrimStart()[0] == '#');
}

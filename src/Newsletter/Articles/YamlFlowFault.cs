namespace Newsletter.Articles;

/// <summary>The slips in a value that begins with <c>[</c> or <c>{</c>, on one line of broken YAML.</summary>
internal static class YamlFlowFault
{
    public static Slip? Find(ReadOnlySpan<char> value, int column, string key)
    {
        var open = new Stack<char>();
        for (var i = 0; i < value.Length; i++)
        {
            switch (value[i])
            {
                case '"' or '\'' when !char.IsLetterOrDigit(value[i - 1]):
                    if (AtQuote(value, ref i, column) is { } slip)
                    {
                        return slip;
                    }

                    break;
                case '#' when value[i - 1] is ' ' or '[' or '{' or ',':
                    return new(column + i, "A `#` begins a comment, so the rest of the line is not seen.",
                        "Leave the `#` out, or put the value in double quotes: `\"#...\"`.");
                case '[' or '{':
                    open.Push(value[i] == '[' ? ']' : '}');
                    break;
                case ']' or '}':
                    if (open.Pop() != value[i])
                    {
                        return new(column + i, $"`{value[i]}` closes here what another bracket opened.",
                            "Write `[ ... ]` around a list, and `{ ... }` around keys.");
                    }

                    if (open.Count == 0)
                    {
                        return YamlValueFault.IsEnd(value[(i + 1)..]) ? Inside(value, column) : YamlValueFault.Begins(value[0], column, key);
                    }

                    break;
            }
        }

        return new(column, $"The `{value[0]}` is not closed on its line.", $"Put a `{(value[0] == '[' ? ']' : '}')}` behind the last value.");
    }

    /// <summary>Moves to the closing quote, or says what is wrong between the two or behind them.</summary>
    private static Slip? AtQuote(ReadOnlySpan<char> value, ref int i, int column)
    {
        var end = YamlValueFault.ClosingQuote(value, i, out var badEscape);
        if (badEscape >= 0)
        {
            return YamlValueFault.BadEscape(column + badEscape);
        }

        if (end < 0)
        {
            return new(column + i, "This quote is not closed.",
                "Close it, or put the whole value in double quotes and write `\\\"` for each one inside.");
        }

        i = end;
        var rest = value[(end + 1)..].TrimStart(" \t");
        return rest.IsEmpty || rest[0] is ',' or ']' or '}' or ':' or '#' ? null
            : new(column + end, "The value goes on behind its closing quote.", "Put the whole value in double quotes, and a comma behind it.");
    }

    /// <summary>Brackets that match, and are wrong all the same: what is inside needs quotes.</summary>
    private static Slip? Inside(ReadOnlySpan<char> value, int column)
    {
        var link = value.IndexOf("](");
        if (link >= 0)
        {
            return new(column + link, "A Markdown link cannot stand in a list.", "Put it in double quotes: `\"[Title](file.md)\"`.");
        }

        foreach (var range in value.Split(','))
        {
            if (InItem(value[range], column + range.Start.Value) is { } slip)
            {
                return slip;
            }
        }

        return null;
    }

    /// <summary>What stands between two commas. Commas inside quotes cut, too, so items with quotes are left alone.</summary>
    private static Slip? InItem(ReadOnlySpan<char> item, int column)
    {
        if (item.IsWhiteSpace() || item.Trim() is "[" or "{")
        {
            return new(column, "Nothing stands between two commas here.", "Take one of them away.");
        }

        // `{ title: A: B }`, `{ title: @home }`
        var value = item.IndexOf(": ") is >= 0 and var colon ? colon + 2 : 0;
        if (item.ContainsAny('"', '\'') || value == 0 || value == item.Length)
        {
            return null;
        }

        return item[value..].IndexOf(": ") is >= 0 and var second
            ? new(column + value + second, YamlValueFault.ColonMessage, "Put that value in double quotes: `title: \"...\"`.")
            : item[value] is '@' or '`' or '%' or '*' or '&' or '!' or '|' or '>' ? YamlValueFault.Begins(item[value], column + value, "title")
            : null;
    }
}

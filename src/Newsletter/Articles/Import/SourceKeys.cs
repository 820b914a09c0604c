using System.Text;

namespace Newsletter.Articles.Import;

/// <summary>A value in the front matter of another tool.</summary>
internal abstract record SourceValue
{
    /// <summary>The text of a scalar, or of the only item of a list; null for anything else or for nothing.</summary>
    public string? Text => this switch
    {
        SourceScalar { Value: { } value } when value.Trim().Length > 0 => SourceText.OneLine(value),
        SourceList { Items: [var only] } => only.Text,
        _ => null,
    };

    /// <summary>The texts of a list, or the parts of a scalar between commas.</summary>
    public IReadOnlyList<string> Texts => this switch
    {
        SourceList list => [.. list.Items.Select(item => item is SourceMap map ? map["name"]?.Text ?? map["title"]?.Text : item.Text).OfType<string>()],
        _ => Text is { } text ? text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [],
    };

    /// <summary>In YAML's flow style, on one line.</summary>
    public string ToYaml()
    {
        var yaml = new StringBuilder();
        Write(yaml);
        return yaml.ToString();
    }

    protected abstract void Write(StringBuilder yaml);

    internal static void Write(StringBuilder yaml, SourceValue value) => value.Write(yaml);
}

/// <param name="Plain">Written without quotes: may be a number, a date, true or false.</param>
internal sealed record SourceScalar(string Value, bool Plain) : SourceValue
{
    private static readonly System.Buffers.SearchValues<char> Bare =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.");

    protected override void Write(StringBuilder yaml)
    {
        var bare = Plain && Value.Length > 0 && !Value.AsSpan(Value[0] == '-' && Value.Length > 1 ? 1 : 0).ContainsAnyExcept(Bare);
        yaml.Append(bare ? Value : YamlText.Quote(Value));
    }
}

internal sealed record SourceList(IReadOnlyList<SourceValue> Items) : SourceValue
{
    protected override void Write(StringBuilder yaml)
    {
        yaml.Append('[');
        for (var i = 0; i < Items.Count; i++)
        {
            yaml.Append(i == 0 ? "" : ", ");
            Write(yaml, Items[i]);
        }

        yaml.Append(']');
    }
}

internal sealed record SourceMap(IReadOnlyList<KeyValuePair<string, SourceValue>> Entries) : SourceValue
{
    /// <summary>The value of a key, whatever its case; null when it is missing.</summary>
    public SourceValue? this[string key]
    {
        get
        {
            foreach (var (name, value) in Entries)
            {
                if (name.Equals(key, StringComparison.OrdinalIgnoreCase))
                {
                    return value;
                }
            }

            return null;
        }
    }

    protected override void Write(StringBuilder yaml)
    {
        yaml.Append("{ ");
        for (var i = 0; i < Entries.Count; i++)
        {
            yaml.Append(i == 0 ? "" : ", ").Append(YamlText.Plain(Entries[i].Key)).Append(": ");
            Write(yaml, Entries[i].Value);
        }

        yaml.Append(" }");
    }
}

/// <summary>A top-level key of another tool's front matter.</summary>
/// <param name="Lines">As written, without empty lines at the end.</param>
internal sealed record SourceKey(string Name, SourceValue Value, string Lines);

namespace Newsletter.Articles;

/// <summary>A value of the front matter with its place in the file (both from 1).</summary>
internal abstract class YamlNode
{
    public required int Line { get; init; }

    public required int Column { get; init; }

    /// <summary>How many values it stands for, itself included: what an alias to it costs.</summary>
    public int Size { get; set; } = 1;

    /// <summary>Names the kind in a message: <c>a list</c>.</summary>
    public abstract string Kind { get; }
}

/// <param name="value">As written, without quotes, escapes resolved.</param>
/// <param name="plain">No quotes: <c>null</c> and lists with commas are told by this.</param>
/// <param name="cut">A <c>#</c> right behind it began a comment that doesn't look like one.</param>
internal sealed class YamlText(string value, bool plain, bool cut) : YamlNode
{
    public string Value => value;

    public bool IsPlain => plain;

    public bool IsCut => cut;

    /// <summary>Nothing, or YAML's words for nothing.</summary>
    public bool IsNull => plain && value is "" or "~" or "null" or "Null" or "NULL";

    public override string Kind => "a text";
}

internal sealed class YamlList : YamlNode
{
    public List<YamlNode> Items { get; } = [];

    public override string Kind => "a list";
}

internal sealed class YamlMap : YamlNode
{
    /// <summary>In order; no key twice.</summary>
    public List<(YamlText Key, YamlNode Value)> Entries { get; } = [];

    public override string Kind => "a group of keys";

    public YamlNode? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key.Value == key)
            {
                return entry.Value;
            }
        }

        return null;
    }
}

namespace Newsletter.Articles;

/// <summary>A value of the front matter with its place in the file (both from 1).</summary>
internal abstract class YamlNode(TextPosition place)
{
    public TextPosition Place => place;

    public int Line => place.Line;

    /// <summary>How many values it stands for, itself included: what an alias to it costs.</summary>
    public int Size { get; protected set; } = 1;

    /// <summary>Names the kind in a message: <c>a list</c>.</summary>
    public abstract string Kind { get; }
}

/// <param name="value">As written, without quotes, escapes resolved.</param>
/// <param name="plain">No quotes: <c>null</c> and lists with commas are told by this.</param>
/// <param name="cut">A <c>#</c> right behind it began a comment that doesn't look like one.</param>
internal sealed class YamlText(string value, bool plain, bool cut, TextPosition place) : YamlNode(place)
{
    public string Value => value;

    public bool IsPlain => plain;

    public bool IsCut => cut;

    /// <summary>Nothing, or YAML's words for nothing.</summary>
    public bool IsNull => plain && value is "" or "~" or "null" or "Null" or "NULL";

    public override string Kind => "a text";
}

internal sealed class YamlList(TextPosition place) : YamlNode(place)
{
    private readonly List<YamlNode> items = [];

    public IReadOnlyList<YamlNode> Items => items;

    public void Add(YamlNode item)
    {
        items.Add(item);
        Size += item.Size;
    }

    public override string Kind => "a list";
}

internal sealed class YamlMap(TextPosition place) : YamlNode(place)
{
    private readonly List<YamlEntry> entries = [];

    /// <summary>In order; no key twice.</summary>
    public IReadOnlyList<YamlEntry> Entries => entries;

    public void Add(YamlText key, YamlNode value)
    {
        entries.Add(new(key, value));
        Size += key.Size + value.Size;
    }

    public override string Kind => "a group of keys";

    public YamlNode? Find(string key)
    {
        foreach (var entry in entries)
        {
            if (entry.Key.Value == key)
            {
                return entry.Value;
            }
        }

        return null;
    }
}

// A class: lists of classes need no code of their own at start-up.
internal sealed record YamlEntry(YamlText Key, YamlNode Value);

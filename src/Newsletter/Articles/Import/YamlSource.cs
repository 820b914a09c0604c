using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Newsletter.Articles.Import;

/// <summary>Reads YAML front matter of any tool. Event by event, with limits: no input can exhaust the stack, and aliases are not followed.</summary>
internal sealed class YamlSource
{
    private const int Deepest = 32;
    private const int MostNodes = 10_000;

    private readonly Parser parser;
    private int nodes;

    private YamlSource(string yaml) => parser = new(new Scanner(new StringReader(yaml)));

    /// <summary>The top-level keys in order; null for what isn't a mapping, isn't YAML, or goes beyond a limit.</summary>
    public static IReadOnlyList<SourceKey>? Read(string yaml)
    {
        try
        {
            return new YamlSource(yaml).ReadKeys(yaml.Split('\n'));
        }
        catch (YamlException)
        {
            return null;
        }
    }

    private List<SourceKey>? ReadKeys(string[] lines)
    {
        Next();
        while (parser.Current is StreamStart or DocumentStart)
        {
            Next();
        }

        if (parser.Current is StreamEnd or null)
        {
            return [];
        }

        if (parser.Current is not MappingStart { Style: not MappingStyle.Flow })
        {
            return null;
        }

        var found = new List<(string Name, SourceValue Value, int Line)>();
        Next();
        while (parser.Current is Scalar key)
        {
            var line = (int)key.Start.Line - 1;
            Next();
            found.Add((key.Value, ReadValue(1), line));
        }

        return parser.Current is MappingEnd ? WithLines(found, lines) : null;
    }

    private static List<SourceKey> WithLines(List<(string Name, SourceValue Value, int Line)> found, string[] lines)
    {
        var keys = new List<SourceKey>(found.Count);
        for (var i = 0; i < found.Count; i++)
        {
            var end = i + 1 < found.Count ? found[i + 1].Line : lines.Length;
            keys.Add(new(found[i].Name, found[i].Value, string.Join('\n', lines[found[i].Line..end]).TrimEnd()));
        }

        return keys;
    }

    private SourceValue ReadValue(int depth)
    {
        if (depth > Deepest || ++nodes > MostNodes)
        {
            throw new YamlException("Too deep or too large.");
        }

        switch (parser.Current)
        {
            case Scalar scalar:
                Next();
                var plain = scalar.Style == ScalarStyle.Plain;
                return new SourceScalar(plain && scalar.Value is "null" or "~" ? "" : scalar.Value, plain);
            case SequenceStart:
                var items = new List<SourceValue>();
                for (Next(); parser.Current is not SequenceEnd;)
                {
                    items.Add(ReadValue(depth + 1));
                }

                Next();
                return new SourceList(items);
            case MappingStart:
                return ReadMap(depth);
            case AnchorAlias:
                throw new YamlException("Aliases are not followed.");
            default:
                throw new YamlException("Unexpected end.");
        }
    }

    private SourceMap ReadMap(int depth)
    {
        var entries = new List<KeyValuePair<string, SourceValue>>();
        for (Next(); parser.Current is not MappingEnd;)
        {
            var key = ReadValue(depth + 1);
            entries.Add(new(key is SourceScalar scalar ? scalar.Value : key.ToYaml(), ReadValue(depth + 1)));
        }

        Next();
        return new(entries);
    }

    private void Next() => parser.MoveNext();
}

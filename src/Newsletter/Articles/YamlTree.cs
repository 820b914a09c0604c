using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Newsletter.Articles;

/// <summary>
/// YAML as a small tree with places, within limits. Built from parser events: no reflection, and nothing is expanded, so a YAML bomb costs
/// what its bytes cost.
/// </summary>
internal sealed class YamlTree
{
    public const int MaxDepth = 64;
    public const int MaxAliased = 100;

    // Nobody writes so many; it keeps the search for duplicates short.
    public const int MaxKeys = 1000;

    private readonly string yaml;
    private readonly int firstLine;
    private readonly Parser parser;
    private readonly List<Diagnostic> diagnostics;
    private Dictionary<string, Anchored>? anchors;
    private int aliased;

    private YamlTree(string yaml, int firstLine, List<Diagnostic> diagnostics)
    {
        this.yaml = yaml;
        this.firstLine = firstLine;
        this.diagnostics = diagnostics;
        parser = new Parser(new Scanner(new StringReader(yaml), skipComments: true));
    }

    /// <summary>The mapping at the root, empty for empty text; null when a fault was added to the diagnostics. Never throws.</summary>
    /// <param name="firstLine">1-based line of the file on which <paramref name="yaml"/> begins.</param>
    public static YamlMap? Read(string yaml, int firstLine, List<Diagnostic> diagnostics)
    {
        try
        {
            return new YamlTree(yaml, firstLine, diagnostics).Root();
        }
        catch (YamlException e)
        {
            diagnostics.Add(YamlFault.Explain(yaml, firstLine, (int)e.Start.Line, (int)e.Start.Column));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            // The library's own slips over broken input (an unclosed list is one) are the editor's syntax errors all the same.
            diagnostics.Add(YamlFault.Explain(yaml, firstLine, 0, 0));
        }

        return null;
    }

    private YamlMap? Root()
    {
        while (parser.MoveNext() && parser.Current is StreamStart or DocumentStart)
        {
        }

        var root = parser.Current is StreamEnd or DocumentEnd or null ? Empty() : Node(1);
        if (root is null)
        {
            return null;
        }

        parser.MoveNext();
        if (parser.Current is DocumentEnd && parser.MoveNext() && parser.Current is not StreamEnd)
        {
            Fault(parser.Current!.Start, "A second YAML document begins here.", "Take the `...` or `--- ` line away.");
            return null;
        }

        if (LostWord() is { } mark)
        {
            Fault(mark, "The value begins with `&`, which means something else in YAML.", "Put the whole value in double quotes.");
            return null;
        }

        if (root is YamlMap map)
        {
            return map;
        }

        if (root is YamlText { IsNull: true })
        {
            return Empty();
        }

        diagnostics.Add(YamlFault.Explain(yaml, firstLine, root.Line - firstLine + 1, 0));
        return null;
    }

    /// <summary>The node that the current event begins; the last event of it is current afterwards.</summary>
    private YamlNode? Node(int depth)
    {
        var start = parser.Current!;
        if (depth > MaxDepth)
        {
            AddLimit(LineOf(start.Start), (int)start.Start.Column, $"Lists and mappings stand more than {MaxDepth} deep here.",
                "Front matter needs no more than two levels; take the extra brackets away.");
            return null;
        }

        if (start is AnchorAlias alias)
        {
            return Aliased(alias);
        }

        if (start is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } tag } && !tag.Value.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal))
        {
            Fault(start.Start, "The value begins with `!`, which means something else in YAML.", "Put the value in double quotes.");
            return null;
        }

        YamlNode? node = start switch
        {
            Scalar scalar => Text(scalar),
            SequenceStart => List(depth),
            MappingStart => Map(depth),
            _ => throw new InvalidOperationException("YAML events out of order"),
        };
        if (node is not null && start is NodeEvent { Anchor: { IsEmpty: false } anchor })
        {
            (anchors ??= [])[anchor.Value] = new(node, start.Start);
        }

        return node;
    }

    private YamlText Text(Scalar scalar)
    {
        var plain = scalar.Style is ScalarStyle.Plain;
        return new YamlText(scalar.Value, plain, plain && IsCutAt((int)scalar.End.Index)) { Line = LineOf(scalar.Start), Column = (int)scalar.Start.Column };
    }

    private bool IsCutAt(int end)
    {
        var rest = yaml.AsSpan(Math.Min(end, yaml.Length)).TrimStart(" \t");
        return rest.Length > 1 && rest[0] == '#' && rest[1] is not ('#' or ' ' or '\t' or '\n') && end > 0 && yaml[end - 1] != '\n';
    }

    private YamlList? List(int depth)
    {
        var list = new YamlList { Line = LineOf(parser.Current!.Start), Column = (int)parser.Current.Start.Column };
        while (parser.MoveNext() && parser.Current is not SequenceEnd)
        {
            if (Node(depth + 1) is not { } item)
            {
                return null;
            }

            list.Items.Add(item);
            list.Size += item.Size;
        }

        return list;
    }

    private YamlMap? Map(int depth)
    {
        var map = new YamlMap { Line = LineOf(parser.Current!.Start), Column = (int)parser.Current.Start.Column };
        while (parser.MoveNext() && parser.Current is not MappingEnd)
        {
            var start = parser.Current!.Start;
            var key = Node(depth + 1);
            if (key is not YamlText text)
            {
                if (key is not null)
                {
                    Fault(start, "A key must be a plain word.", "Put a value that begins with `{`, `[` or `?` in double quotes.");
                }

                return null;
            }

            parser.MoveNext();
            if (Node(depth + 1) is not { } value || !Add(map, text, value))
            {
                return null;
            }
        }

        return map;
    }

    /// <summary>False when the limit is reached.</summary>
    private bool Add(YamlMap map, YamlText key, YamlNode value)
    {
        if (map.Find(key.Value) is { } earlier)
        {
            diagnostics.Add(FrontMatterRules.DuplicateKey.At(key.Line, key.Column,
                $"{FrontMatterKeys.Shown(key.Value)} stands here a second time; it is on line {earlier.Line} already.", "Delete one of the two."));
            return true;
        }

        if (map.Entries.Count == MaxKeys)
        {
            AddLimit(key.Line, key.Column, $"There are more than {MaxKeys} keys.", "Look whether its closing `---` is missing, and the article has become part of it.");
            return false;
        }

        map.Entries.Add((key, value));
        map.Size += 1 + value.Size;
        return true;
    }

    private YamlNode? Aliased(AnchorAlias alias)
    {
        if (anchors is null || !anchors.TryGetValue(alias.Value.Value, out var anchored))
        {
            Fault(alias.Start, "The value begins with `*`, which means something else in YAML.", "Put the value in double quotes.");
            return null;
        }

        anchored.IsUsed = true;
        aliased += anchored.Node.Size;
        if (aliased <= MaxAliased)
        {
            return anchored.Node;
        }

        AddLimit(LineOf(alias.Start), (int)alias.Start.Column, $"Aliases stand for more than {MaxAliased} values.", "Write the values out instead of using `*` aliases.");
        return null;
    }

    /// <summary>An anchor that nothing refers to was the first word of a text: <c>title: &amp;Sons Rule</c>.</summary>
    private Mark? LostWord()
    {
        foreach (var anchored in anchors?.Values ?? Enumerable.Empty<Anchored>())
        {
            if (!anchored.IsUsed && anchored.Node is YamlText)
            {
                return anchored.Place;
            }
        }

        return null;
    }

    private YamlMap Empty() => new() { Line = firstLine, Column = 1 };

    private int LineOf(Mark mark) => firstLine + (int)mark.Line - 1;

    private void Fault(Mark mark, string message, string advice) =>
        diagnostics.Add(FrontMatterRules.Syntax.At(LineOf(mark), (int)mark.Column, message, advice));

    private void AddLimit(int line, int column, string message, string advice) =>
        diagnostics.Add(FrontMatterRules.Limits.At(line, column, message, advice));

    private sealed class Anchored(YamlNode node, Mark place)
    {
        public YamlNode Node => node;

        public Mark Place => place;

        public bool IsUsed { get; set; }
    }
}

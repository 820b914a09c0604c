using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace Newsletter.Articles;

/// <summary>
/// YAML as a small tree with places, within limits (YAML 1.2 chapters 7 and 8). Built from the library's tokens: its parser would compile a regular
/// expression at start-up for tags that no article has, which takes ten times as long as reading an article. Nothing is expanded, so a YAML bomb
/// costs what its bytes cost.
/// </summary>
internal sealed class YamlTree
{
    public const int MaxDepth = 64;

    private readonly Scanner scanner;
    private readonly string yaml;
    private readonly int firstLine;
    private readonly YamlAnchors anchors = new();
    private readonly YamlKeys keys;
    private Token token = new StreamStart();
    private Mark lastEnd;

    private YamlTree(string yaml, int firstLine, List<Diagnostic> diagnostics)
    {
        this.yaml = yaml;
        this.firstLine = firstLine;
        scanner = new Scanner(new StringReader(yaml), skipComments: true);
        keys = new YamlKeys(diagnostics);
    }

    /// <summary>The mapping at the root, empty for empty text; null when a fault was added to the diagnostics. Never throws.</summary>
    /// <param name="firstLine">1-based line of the file on which <paramref name="yaml"/> begins.</param>
    public static YamlMap? Read(string yaml, int firstLine, List<Diagnostic> diagnostics)
    {
        try
        {
            return new YamlTree(yaml, firstLine, diagnostics).Root();
        }
        catch (YamlRefusal refusal)
        {
            diagnostics.Add(refusal.Diagnostic);
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

    private YamlMap Root()
    {
        Next();
        Next();
        var root = token is StreamEnd ? Nothing() : Node(1);
        if (token is not StreamEnd)
        {
            throw Unexpected();
        }

        anchors.ThrowIfAnyWasAWord();
        return root switch
        {
            YamlMap map => map,
            YamlText { IsNull: true } => new() { Line = firstLine, Column = 1 },
            _ => throw new SemanticErrorException(new Mark(0, root.Line - firstLine + 1, 1), lastEnd, "not a mapping"),
        };
    }

    private void Next()
    {
        lastEnd = token.End;
        token = scanner.MoveNext() ? scanner.Current! : throw new SemanticErrorException(lastEnd, lastEnd, "unexpected end");
    }

    /// <summary>The node that the current token begins; the token behind it is current afterwards.</summary>
    /// <param name="indentless">A list may begin here without indentation: it stands directly below its key.</param>
    private YamlNode Node(int depth, bool indentless = false)
    {
        if (depth > MaxDepth)
        {
            throw new YamlRefusal(FrontMatterRules.Limits.At(LineOf(token.Start), (int)token.Start.Column, $"Lists and mappings stand more than {MaxDepth} deep here.",
                "Front matter needs no more than two levels; take the extra brackets away."));
        }

        var start = token.Start;
        var (anchor, hasTag) = Properties();
        var node = token switch
        {
            AnchorAlias alias when anchor is null && !hasTag => Aliased(alias),
            Scalar scalar => Text(scalar),
            FlowSequenceStart => FlowList(depth),
            FlowMappingStart => FlowMap(depth),
            BlockSequenceStart => BlockList(depth),
            BlockMappingStart => BlockMap(depth),
            BlockEntry when indentless => IndentlessList(depth),
            _ when anchor is not null || hasTag => Nothing(),
            _ => throw Unexpected(),
        };
        if (anchor is not null)
        {
            anchors.Add(anchor, node, LineOf(start), (int)start.Column);
        }

        return node;
    }

    private (string? Anchor, bool HasTag) Properties()
    {
        var anchor = default(string);
        var hasTag = false;
        while (true)
        {
            switch (token)
            {
                case Anchor named when anchor is null:
                    anchor = named.Value.Value;
                    break;
                case Tag tag when !hasTag && tag.Handle == "!!":
                    hasTag = true;
                    break;
                case Tag:
                    throw YamlRefusal.Word('!', LineOf(token.Start), (int)token.Start.Column);
                default:
                    return (anchor, hasTag);
            }

            Next();
        }
    }

    private YamlNode Aliased(AnchorAlias alias)
    {
        Next();
        return anchors.Find(alias.Value.Value, LineOf(alias.Start), (int)alias.Start.Column);
    }

    private YamlText Text(Scalar scalar)
    {
        var plain = scalar.Style is ScalarStyle.Plain;
        Next();
        return new YamlText(scalar.Value, plain, plain && IsCutAt((int)scalar.End.Index)) { Line = LineOf(scalar.Start), Column = (int)scalar.Start.Column };
    }

    /// <summary>The value that a key has when nothing stands behind it.</summary>
    private YamlText Nothing() =>
        new("", plain: true, IsCutAt((int)lastEnd.Index)) { Line = LineOf(lastEnd), Column = (int)lastEnd.Column };

    private bool IsCutAt(int end)
    {
        var rest = yaml.AsSpan(Math.Min(end, yaml.Length)).TrimStart(" \t");
        return rest.Length > 1 && rest[0] == '#' && rest[1] is not ('#' or ' ' or '\t' or '\n') && end > 0 && yaml[end - 1] != '\n';
    }

    private YamlList BlockList(int depth)
    {
        var list = Entries(depth, new() { Line = LineOf(token.Start), Column = (int)token.Start.Column }, isIndentless: false);
        Expect(token is BlockEnd);
        return list;
    }

    private YamlList IndentlessList(int depth) => Entries(depth, new() { Line = LineOf(token.Start), Column = (int)token.Start.Column }, isIndentless: true);

    private YamlList Entries(int depth, YamlList list, bool isIndentless)
    {
        if (!isIndentless)
        {
            Next();
        }

        while (token is BlockEntry)
        {
            Next();
            list.Add(token is BlockEntry or BlockEnd || (isIndentless && token is Key or Value) ? Nothing() : Node(depth + 1));
        }

        return list;
    }

    private YamlMap BlockMap(int depth)
    {
        var map = new YamlMap { Line = LineOf(token.Start), Column = (int)token.Start.Column };
        Next();
        while (token is Key)
        {
            var key = Half<Key>(depth, token => token is Key or Value or BlockEnd, indentless: true);
            keys.Add(map, key, Half<Value>(depth, token => token is Key or Value or BlockEnd, indentless: true));
        }

        Expect(token is BlockEnd);
        return map;
    }

    /// <summary>The key or the value of an entry, whichever <typeparamref name="T"/> announces; nothing when it is left out.</summary>
    private YamlNode Half<T>(int depth, Func<Token, bool> isEnd, bool indentless = false)
        where T : Token
    {
        if (token is not T)
        {
            return Nothing();
        }

        Next();
        return isEnd(token) ? Nothing() : Node(depth + 1, indentless);
    }

    private YamlList FlowList(int depth)
    {
        var list = new YamlList { Line = LineOf(token.Start), Column = (int)token.Start.Column };
        Next();
        while (token is not FlowSequenceEnd)
        {
            list.Add(token is Key ? Pair(depth + 1) : Node(depth + 1));
            Expect(token is FlowEntry or FlowSequenceEnd, skip: token is FlowEntry);
        }

        Next();
        return list;
    }

    /// <summary><c>[ a: b ]</c>: a mapping of one entry without braces.</summary>
    private YamlMap Pair(int depth)
    {
        var map = new YamlMap { Line = LineOf(token.Start), Column = (int)token.Start.Column };
        var key = Half<Key>(depth, token => token is Value or FlowEntry or FlowSequenceEnd);
        keys.Add(map, key, Half<Value>(depth, token => token is FlowEntry or FlowSequenceEnd));
        return map;
    }

    private YamlMap FlowMap(int depth)
    {
        var map = new YamlMap { Line = LineOf(token.Start), Column = (int)token.Start.Column };
        Next();
        while (token is not FlowMappingEnd)
        {
            var key = token is Key ? Half<Key>(depth, token => token is Value or FlowEntry or FlowMappingEnd) : Node(depth + 1);
            keys.Add(map, key, Half<Value>(depth, token => token is FlowEntry or FlowMappingEnd));
            Expect(token is FlowEntry or FlowMappingEnd, skip: token is FlowEntry);
        }

        Next();
        return map;
    }

    private void Expect(bool isRight, bool skip = true)
    {
        if (!isRight)
        {
            throw Unexpected();
        }

        if (skip)
        {
            Next();
        }
    }

    private Exception Unexpected() => token switch
    {
        DocumentStart or DocumentEnd => YamlRefusal.Syntax(LineOf(token.Start), 1, "A second YAML document begins here.", "Take the `...` or `--- ` line away."),
        VersionDirective or TagDirective => YamlRefusal.Syntax(LineOf(token.Start), 1, "A line that begins with `%` is a command to YAML.", "Put the text in double quotes."),
        _ => new SemanticErrorException(token.Start, token.End, "unexpected token"),
    };

    private int LineOf(Mark mark) => firstLine + (int)mark.Line - 1;
}

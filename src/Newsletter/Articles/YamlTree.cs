using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace Newsletter.Articles;

/// <summary>
/// YAML as a small tree with places, within limits (YAML 1.2 chapters 7 and 8). Built from the library's tokens: its parser would compile
/// a regular expression at start-up for tags that no article has, which takes ten times as long as reading an article. Nothing is expanded,
/// so a YAML bomb costs what its bytes cost.
/// </summary>
internal sealed class YamlTree
{
    public const int MaxDepth = 64;

    private readonly YamlTokens tokens;
    private readonly YamlKeys keys;
    private readonly YamlAnchors anchors = new();

    private YamlTree(YamlTokens tokens, YamlKeys keys)
    {
        this.tokens = tokens;
        this.keys = keys;
    }

    /// <summary>The mapping at the root, empty for empty text; null when a fault was added to the diagnostics. Never throws.</summary>
    /// <param name="firstLine">1-based line of the file on which <paramref name="yaml"/> begins.</param>
    public static YamlMap? Read(string yaml, int firstLine, List<Diagnostic> diagnostics)
    {
        try
        {
            switch (new YamlTree(new YamlTokens(yaml, firstLine), new YamlKeys(diagnostics)).Root())
            {
                case YamlMap map:
                    return map;
                case YamlText { IsNull: true }:
                    return new YamlMap(new(firstLine, 1));
                case var other:
                    diagnostics.Add(YamlFault.Explain(yaml, firstLine, other.Line - firstLine + 1, 1));
                    break;
            }
        }
        catch (YamlRefusal refusal)
        {
            diagnostics.Add(refusal.Diagnostic);
        }
        catch (YamlException e)
        {
            diagnostics.Add(YamlFault.Explain(yaml, firstLine, (int)e.Start.Line, (int)e.Start.Column));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or OverflowException
            or IndexOutOfRangeException)
        {
            // The library's own slips over broken input (an unclosed list is one) are the editor's syntax errors all the same.
            diagnostics.Add(YamlFault.Explain(yaml, firstLine, 0, 0));
        }

        return null;
    }

    private YamlNode Root()
    {
        tokens.Next();
        tokens.Next();
        var root = tokens.Current is StreamEnd ? tokens.Nothing() : Node(1);
        tokens.Expect(tokens.Current is StreamEnd, skip: false);
        anchors.ThrowIfAnyWasAWord();
        return root;
    }

    /// <summary>The node that the current token begins; the token behind it is current afterwards.</summary>
    /// <param name="indentless">A list may begin here without indentation: it stands directly below its key.</param>
    private YamlNode Node(int depth, bool indentless = false)
    {
        var place = tokens.Place;
        if (depth > MaxDepth)
        {
            throw new YamlRefusal(FrontMatterRules.Limits.At(place, $"Lists and mappings stand more than {MaxDepth} deep here.",
                "Front matter needs no more than two levels; take the extra brackets away."));
        }

        var (anchor, hasTag) = Properties();
        var node = tokens.Current switch
        {
            AnchorAlias alias when anchor is null && !hasTag => Aliased(alias),
            Scalar scalar => tokens.Text(scalar),
            FlowSequenceStart => FlowList(depth),
            FlowMappingStart => FlowMap(depth),
            BlockSequenceStart => BlockList(depth),
            BlockMappingStart => BlockMap(depth),
            BlockEntry when indentless => Items(depth, new(tokens.Place), isIndentless: true),
            _ when anchor is not null || hasTag => tokens.Nothing(),
            _ => throw tokens.Unexpected(),
        };
        if (anchor is not null)
        {
            anchors.Add(anchor, node, place);
        }

        return node;
    }

    /// <summary>The anchor and the tag before a node, in any order. Standard tags mean nothing here: a text is a text.</summary>
    private (string? Anchor, bool HasTag) Properties()
    {
        var anchor = default(string);
        var hasTag = false;
        while (true)
        {
            switch (tokens.Current)
            {
                case Anchor named when anchor is null:
                    anchor = named.Value.Value;
                    break;
                case Tag { Handle: "!!" } when !hasTag:
                    hasTag = true;
                    break;
                case Tag:
                    throw YamlRefusal.Word('!', tokens.Place);
                default:
                    return (anchor, hasTag);
            }

            tokens.Next();
        }
    }

    private YamlNode Aliased(AnchorAlias alias)
    {
        var node = anchors.Find(alias.Value.Value, tokens.Place);
        tokens.Next();
        return node;
    }

    private YamlList BlockList(int depth)
    {
        var list = new YamlList(tokens.Place);
        tokens.Next();
        Items(depth, list, isIndentless: false);
        tokens.Expect(tokens.Current is BlockEnd);
        return list;
    }

    private YamlList Items(int depth, YamlList list, bool isIndentless)
    {
        while (tokens.Current is BlockEntry)
        {
            tokens.Next();
            var isNothing = tokens.Current is BlockEntry or BlockEnd || (isIndentless && tokens.Current is Key or Value);
            list.Add(isNothing ? tokens.Nothing() : Node(depth + 1));
        }

        return list;
    }

    private YamlMap BlockMap(int depth)
    {
        var map = new YamlMap(tokens.Place);
        tokens.Next();
        while (tokens.Current is Key)
        {
            var key = Half<Key>(depth, token => token is Key or Value or BlockEnd, indentless: true);
            keys.Add(map, key, Half<Value>(depth, token => token is Key or Value or BlockEnd, indentless: true));
        }

        tokens.Expect(tokens.Current is BlockEnd);
        return map;
    }

    /// <summary>The key or the value of an entry, whichever <typeparamref name="T"/> announces; nothing when it is left out.</summary>
    private YamlNode Half<T>(int depth, Func<Token, bool> isEnd, bool indentless = false)
        where T : Token
    {
        if (tokens.Current is not T)
        {
            return tokens.Nothing();
        }

        tokens.Next();
        return isEnd(tokens.Current) ? tokens.Nothing() : Node(depth + 1, indentless);
    }

    private YamlList FlowList(int depth)
    {
        var list = new YamlList(tokens.Place);
        tokens.Next();
        while (tokens.Current is not FlowSequenceEnd)
        {
            list.Add(tokens.Current is Key ? Pair(depth + 1) : Node(depth + 1));
            tokens.Expect(tokens.Current is FlowEntry or FlowSequenceEnd, skip: tokens.Current is FlowEntry);
        }

        tokens.Next();
        return list;
    }

    /// <summary><c>[ a: b ]</c>: a mapping of one entry without braces.</summary>
    private YamlMap Pair(int depth)
    {
        var map = new YamlMap(tokens.Place);
        var key = Half<Key>(depth, token => token is Value or FlowEntry or FlowSequenceEnd);
        keys.Add(map, key, Half<Value>(depth, token => token is FlowEntry or FlowSequenceEnd));
        return map;
    }

    private YamlMap FlowMap(int depth)
    {
        var map = new YamlMap(tokens.Place);
        tokens.Next();
        while (tokens.Current is not FlowMappingEnd)
        {
            var key = tokens.Current is Key ? Half<Key>(depth, token => token is Value or FlowEntry or FlowMappingEnd) : Node(depth + 1);
            keys.Add(map, key, Half<Value>(depth, token => token is FlowEntry or FlowMappingEnd));
            tokens.Expect(tokens.Current is FlowEntry or FlowMappingEnd, skip: tokens.Current is FlowEntry);
        }

        tokens.Next();
        return map;
    }
}

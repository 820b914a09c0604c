using System.Text;
using Markdig.Extensions.Footnotes;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Newsletter.Spoilers.Syntax;

namespace Newsletter.Articles.Import;

/// <summary>What a reader sees of a block, and where in the source it may be cut.</summary>
/// <param name="Text">Plain text on one line; paragraphs and items of a nested block are joined by spaces.</param>
/// <param name="Cuts">For each character, the index in the source where a cut right before it leaves no mark-up open; -1: nowhere.</param>
/// <param name="Links">Ranges of <see cref="Text"/> that are links, in order.</param>
/// <param name="Items">Ranges of <see cref="Text"/>, one for each paragraph in the block.</param>
internal sealed record InlineText(string Text, IReadOnlyList<int> Cuts, IReadOnlyList<TextLink> Links, IReadOnlyList<(int Start, int End)> Items)
{
    public static InlineText Empty { get; } = new("", [], [], []);

    /// <summary>The words of hidden phrases (<c>||...||</c>), which are not in <see cref="Text"/>.</summary>
    public string Hidden { get; init; } = "";

    /// <summary>True when all of it is emphasised: how many programs write a heading.</summary>
    public bool AllStrong { get; init; }

    public static InlineText Of(string source, Block block)
    {
        var reader = new Reader(source);
        if (block is LeafBlock leaf)
        {
            reader.Read(leaf);
        }
        else if (block is ContainerBlock container)
        {
            foreach (var inner in container.Descendants<LeafBlock>())
            {
                reader.Read(inner);
            }
        }

        var strong = block is ParagraphBlock { Inline: { FirstChild: EmphasisInline { DelimiterCount: >= 2 } first } } && first.NextSibling is null;
        return new(reader.Text.ToString(), reader.Cuts, reader.Links, reader.Items) { AllStrong = strong, Hidden = reader.Hidden.ToString() };
    }

    private sealed class Reader(string source)
    {
        private int top = -1;
        private bool hiding;

        public StringBuilder Text { get; } = new();

        public StringBuilder Hidden { get; } = new();

        public List<int> Cuts { get; } = [];

        public List<TextLink> Links { get; } = [];

        public List<(int Start, int End)> Items { get; } = [];

        public void Read(LeafBlock leaf)
        {
            if (leaf.Inline is null)
            {
                return;
            }

            if (Text.Length > 0)
            {
                Append(" ", -1);
            }

            var start = Text.Length;
            foreach (var inline in leaf.Inline)
            {
                top = inline.Span.Start;
                Read(inline, 0);
                top = -1;
            }

            Items.Add((start, Text.Length));
        }

        private void Read(Inline inline, int depth)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    Append(literal, depth);
                    break;
                case LineBreakInline:
                    Append(" ", depth == 0 ? inline.Span.Start : -1);
                    break;
                case CodeInline code:
                    Append(code.Content, -1);
                    break;
                case HtmlEntityInline entity:
                    Append(entity.Transcoded.ToString(), -1);
                    break;
                case AutolinkInline address:
                    Append(address.Url, -1);
                    break;
                case FootnoteLink:
                    break;
                case LinkInline { IsImage: true }:
                    break;
                case LinkInline link:
                    ReadLink(link, depth);
                    break;
                case SpoilerPhrase or SpoilerPhraseDelimiter:
                    hiding = true;
                    ReadAll((ContainerInline)inline, depth);
                    hiding = false;
                    Hidden.Append(' ');
                    break;
                case ContainerInline container:
                    ReadAll(container, depth);
                    break;
            }
        }

        private void ReadAll(ContainerInline container, int depth)
        {
            foreach (var inner in container)
            {
                Read(inner, depth + 1);
            }
        }

        private void ReadLink(LinkInline link, int depth)
        {
            var start = Text.Length;
            ReadAll(link, depth);
            if (link.Url is { Length: > 0 } url && Text.Length > start)
            {
                Links.Add(new(start, Text.Length, url));
            }
        }

        private void Append(LiteralInline literal, int depth)
        {
            var content = literal.Content.AsSpan();
            // An escaped character's span begins at its backslash.
            var offset = literal.Span.End + 1 - content.Length;
            for (var i = 0; i < content.Length; i++)
            {
                var at = offset + i;
                Append(content[i], depth == 0 && at >= 0 && at < source.Length && source[at] == content[i] ? at : -1);
            }
        }

        private void Append(string text, int cut)
        {
            foreach (var c in text)
            {
                Append(c, cut);
                cut = -1;
            }
        }

        /// <summary>Inside emphasis or a link, only before the first character of it all may be cut.</summary>
        private void Append(char c, int cut)
        {
            if (hiding)
            {
                Hidden.Append(c);
                return;
            }

            Cuts.Add(top >= 0 ? top : cut);
            Text.Append(c);
            top = -1;
        }
    }
}

/// <summary>A link in plain text.</summary>
internal readonly record struct TextLink(int Start, int End, string Url);

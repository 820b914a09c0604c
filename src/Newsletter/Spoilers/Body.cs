using System.Text;

namespace Newsletter.Spoilers;

/// <summary>
/// An article's body, cut once: HTML with marks that say where spoilers begin and end and where addresses are filled in. The HTML itself cannot be
/// read from here, only what a channel may have: <see cref="Safe"/> or, for the channels that show everything, <see cref="Reveal"/>.
/// Marks stand beside the text, not in it, so that no text can forge one.
/// </summary>
public sealed partial class Body
{
    private readonly string html;
    private readonly BodyMark[] marks;

    internal Body(string html, BodyMark[] marks, BodySpoiler[] spoilers, BodyHeading[] headings, int words)
    {
        this.html = html;
        this.marks = marks;
        Spoilers = spoilers;
        Headings = headings;
        Words = words;
    }

    public static Body Empty { get; } = new("", [], [], [], 0);

    /// <summary>In the order of their beginnings.</summary>
    public IReadOnlyList<BodySpoiler> Spoilers { get; }

    /// <summary>Every heading, also the hidden ones.</summary>
    public IReadOnlyList<BodyHeading> Headings { get; }

    /// <summary>Words of the whole body, for the reading time.</summary>
    public int Words { get; }

    /// <summary>The highest level of its parts.</summary>
    public SpoilerLevel Level => Spoilers.Count == 0 ? SpoilerLevel.None : Spoilers.Max(s => s.Level);

    /// <summary>What everybody may read. Spoilers leave no byte, only what <see cref="BodyStyle.Redact"/> writes in their place.</summary>
    public SafeHtml Safe(BodyStyle style, BodyLinks links) => SafeHtml.Seal(Write(style, links, Tolerance.None));

    /// <summary>The body with the spoilers that a reader's tolerance shows; those above leave no byte.</summary>
    /// <param name="tolerance">Null: everything.</param>
    public FullHtml Reveal(BodyStyle style, BodyLinks links, Tolerance? tolerance = null) =>
        new(Write(style, links, tolerance ?? Tolerance.Everything));

    /// <summary>Whether a tolerance shows any of what is hidden: a part, and all that it stands in.</summary>
    public bool Reveals(Tolerance tolerance) => Spoilers.Any(s => s.Parent is null && tolerance.Shows(s.Level, s.Works));

    /// <summary>Files and articles that the body refers to, without doubles: what its addresses depend on.</summary>
    public IEnumerable<(BodyReference Kind, string Target)> References()
    {
        HashSet<(BodyReference, string)>? seen = null;
        foreach (var mark in marks)
        {
            (BodyReference, string)? reference = mark.Kind switch
            {
                BodyMarkKind.OpenLink => (BodyReference.Article, BodyLinks.FileOf(mark.Target!)),
                BodyMarkKind.OpenAssetLink or BodyMarkKind.Image => (BodyReference.Asset, mark.Target!),
                _ => null,
            };
            if (reference is { } found && (seen ??= []).Add(found))
            {
                yield return found;
            }
        }
    }

    private string Write(BodyStyle style, BodyLinks links, Tolerance tolerance)
    {
        if (marks.Length == 0)
        {
            return html;
        }

        var output = new StringBuilder(html.Length + (marks.Length * 64));
        var position = Write(output, new BodyWriter(output, style, links), style, tolerance, 0, marks.Length, 0);
        return output.Append(html, position, html.Length - position).ToString();
    }

    /// <summary>Writes what lies before marks of a range, and the marks. Returns the position behind the last one.</summary>
    private int Write(StringBuilder output, BodyWriter writer, BodyStyle style, Tolerance tolerance, int first, int end, int position)
    {
        for (var i = first; i < end; i++)
        {
            var mark = marks[i];
            output.Append(html, position, mark.Position - position);
            position = mark.Position;
            if (mark.Kind == BodyMarkKind.Open && Spoilers[mark.Value] is var spoiler && !tolerance.Shows(spoiler.Level, spoiler.Works))
            {
                style.Redact(output, spoiler);
                i = ClosingMark(i);
                position = marks[i].Position;
                continue;
            }

            writer.Write(mark, mark.Kind is BodyMarkKind.Open or BodyMarkKind.Close ? Spoilers[mark.Value] : null);
        }

        return position;
    }

    private int ClosingMark(int open)
    {
        var depth = 0;
        for (var i = open; i < marks.Length; i++)
        {
            depth += marks[i].Kind switch { BodyMarkKind.Open => 1, BodyMarkKind.Close => -1, _ => 0 };
            if (depth == 0)
            {
                return i;
            }
        }

        throw new InvalidOperationException("A spoiler mark has no end.");
    }
}

/// <summary>One hidden part of a body.</summary>
/// <param name="Level">Its effective level: never below that of the part it stands in.</param>
/// <param name="Label">The editor's neutral words for it, shown while it is closed; null when there are none.</param>
/// <param name="Form">A block of its own, words in a line, or words in a line that are part of a link.</param>
/// <param name="Number">0-based, unique in the body.</param>
/// <param name="Line">1-based line of the file.</param>
public sealed record BodySpoiler(SpoilerLevel Level, string? Label, SpoilerForm Form, int Number, int Line)
{
    /// <summary>The part from the boundary to the end.</summary>
    public bool IsRest { get; init; }

    /// <summary>
    /// Titles of the works that it spoils: the one that its label names, else those of the part it stands in, else all of the article,
    /// its own first. Empty when the article is about none.
    /// </summary>
    public IReadOnlyList<string> Works { get; init; } = [];

    /// <summary>Number of the part that it stands in; null for an outermost one.</summary>
    public int? Parent { get; init; }

    /// <summary>
    /// Of an outermost part: the names of all places in it that an address may lead to. They must stand outside what is hidden, since a
    /// browser opens a closed part by itself to show the element that an address names.
    /// </summary>
    public IReadOnlyList<string> Anchors { get; init; } = [];
}

public enum SpoilerForm
{
    Block,
    Phrase,
    PhraseInLink,
}

/// <param name="Depth">2 to 6.</param>
/// <param name="Id">Unique in the article; hidden words are not in it.</param>
/// <param name="Text">Plain text; hidden phrases stand as <c>[…]</c>. May spoil when <paramref name="Spoiler"/> has a value.</param>
/// <param name="Spoiler">Number of the innermost part that it stands in; null in the open.</param>
public sealed record BodyHeading(int Depth, string Id, string Text, int? Spoiler)
{
    public bool Hidden => Spoiler is not null;
}

public enum BodyReference
{
    Article,
    Asset,
}

internal enum BodyMarkKind : byte
{
    /// <summary>A spoiler begins; value: its number.</summary>
    Open,

    /// <summary>A spoiler ends; value: its number.</summary>
    Close,

    /// <summary>A link to another article begins; target: file or slug, with fragment.</summary>
    OpenLink,

    /// <summary>A link to a file beside the article begins; target: its name.</summary>
    OpenAssetLink,

    /// <summary>A link of either kind ends.</summary>
    CloseLink,

    /// <summary>A picture beside the article; target: its name.</summary>
    Image,

    /// <summary>The site's base address goes here.</summary>
    Base,

    /// <summary>The article's own address goes here.</summary>
    Self,
}

/// <param name="Position">Index into the HTML.</param>
/// <param name="Text">Alt text of a picture.</param>
/// <param name="Title">Of a link or picture; null: none.</param>
internal readonly record struct BodyMark(int Position, BodyMarkKind Kind, int Value, string? Target, string? Text = null, string? Title = null);

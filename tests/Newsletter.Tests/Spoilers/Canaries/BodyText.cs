using System.Text;

namespace Newsletter.Tests.Spoilers.Canaries;

/// <summary>What surrounds a part while it is written.</summary>
internal readonly record struct Around(bool IsHidden)
{
    public bool InLink { get; init; }

    public bool InPhrase { get; init; }

    public bool InAlt { get; init; }

    public bool InOneLine { get; init; }

    public bool InTable { get; init; }

    public bool InNote { get; init; }

    public bool InFigure { get; init; }

    public bool InBlock { get; init; }
}

/// <summary>Writes a body; footnotes and addresses of reference links follow their block or come at the end.</summary>
internal sealed class BodyText
{
    private static readonly string[] Boundaries =
        ["<!-- spoilers -->", "<!--SPOILERS below-->", "<!-- spoiler -->", "<!-- Spoilers from here on -->", "<!--\nspoilers\n-->", "<!-- spoilers -->"];

    private readonly CanaryArticle article;
    private readonly int number;
    private readonly Plants plants;
    private readonly ArticleNames[] names;
    private readonly List<string> afterBlock = [];
    private readonly List<string> atEnd = [];
    private bool belowBoundary;
    private int labels;

    public BodyText(CanaryArticle article, int number, Plants plants, ArticleNames[] names)
    {
        this.article = article;
        this.number = number;
        this.plants = plants;
        this.names = names;
        Inlines = new InlineText(this);
        Blocks = new BlockText(this);
    }

    public Plants Plants => plants;

    public ArticleNames[] Names => names;

    public InlineText Inlines { get; }

    private BlockText Blocks { get; }

    public void Write(StringBuilder text)
    {
        belowBoundary = article.FailsClosed;
        var lead = Write(article.Lead, article.FailsClosed);
        belowBoundary |= article.Boundary > 0;
        var rest = Write(article.Rest, belowBoundary);
        text.Append(article.Lead.Count + article.Rest.Count == 0 ? "So.\n\n" : lead);
        if (article.Boundary > 0)
        {
            text.Append(Boundaries[article.Boundary - 1]).Append(article.Boundary == 6 ? "\n" : "\n\n");
        }

        text.Append(rest).Append(atEnd.Count > 0 ? "So.\n\n" : "").AppendJoin("", atEnd.Select(definition => definition + "\n\n"));
        if (article.Fields.FirstOrDefault(f => f.Kind == FieldKind.ReadMoreLine) is { } line)
        {
            text.Append(ReadMore(line.Variant));
        }
    }

    /// <summary>A new word, hidden when what surrounds it is.</summary>
    public string Word(Around around, string what, Place more = Place.Nowhere) =>
        around.IsHidden
            ? plants.Plant(isHidden: true, Place.Page | Place.FullFeed | more, what)
            : plants.Plant(isHidden: false, Place.Page | Place.Feed | Place.FullFeed | more, what);

    /// <summary>
    /// Where the definition of a footnote or an address goes, and whether what it says is hidden: when what refers to it is, or when it stands
    /// below the boundary.
    /// </summary>
    public (List<string> Place, bool IsHidden, string Label) Definition(Around around, bool atTheEnd) =>
        (atTheEnd ? atEnd : afterBlock, around.IsHidden || belowBoundary || (atTheEnd && article.Boundary > 0), $"n{++labels}");

    private string Write(IReadOnlyList<Part> blocks, bool isHidden)
    {
        var text = new StringBuilder();
        foreach (var block in blocks)
        {
            text.Append(Blocks.Write(block, new(isHidden))).Append("\n\n");
            // What a definition says may hold further ones.
            text.AppendJoin("", afterBlock.Select(definition => definition + "\n\n"));
            afterBlock.Clear();
        }

        return text.ToString();
    }

    private string ReadMore(int variant)
    {
        var label = plants.Plant(isHidden: false, Place.Page | Place.Feed | Place.FullFeed | (article.Has(FieldKind.NoEmail) ? Place.Nowhere : Place.Mail), "label of the Read More line");
        var other = FrontMatterText.Other(number, names);
        return (variant % 3) switch
        {
            0 => $"Read More in Explainers: {label} | {other}\n",
            1 => $"**Read More:** {other} | [{label}](https://elsewhere.example/)\n",
            _ => $"## Read more\n\n- {label}\n- {other}\n",
        };
    }
}

using Newsletter.Templates.Functions;
using Scriban.Runtime;

namespace Newsletter.Templates;

/// <summary>What the check of templates knows of an expression's value.</summary>
internal abstract record TemplateType
{
    /// <summary>Nothing is known: whatever is done with it passes.</summary>
    public static TemplateType Any { get; } = new Scalar(null);

    public static TemplateType Text { get; } = new Scalar(FieldKind.Text);

    public static TemplateType Flag { get; } = new Scalar(FieldKind.Flag);

    public static TemplateType Number { get; } = new Scalar(FieldKind.Number);

    public static TemplateType Html { get; } = new Scalar(FieldKind.Html);

    public sealed record Scalar(FieldKind? Kind) : TemplateType;

    public sealed record View(ViewShape Shape) : TemplateType;

    public sealed record List(TemplateType Item) : TemplateType;

    /// <summary>A group of words, <c>t</c> or a part of it.</summary>
    public sealed record Group(ScriptObject Words) : TemplateType;

    public sealed record Function(TemplateFunction Code) : TemplateType;

    /// <summary>The state of a loop, <c>for</c>.</summary>
    public sealed record Loop : TemplateType;

    public static TemplateType Of(ViewField field)
    {
        TemplateType one = field.Inner is { } inner ? new View(inner) : new Scalar(field.Kind);
        return field.IsList ? new List(one) : one;
    }

    /// <summary>The type of a member; null when there is none of that name.</summary>
    public TemplateType? Member(string name) => this switch
    {
        View(var shape) => shape.TryIndex(name, out var at) ? Of(shape.Fields[at]) : null,
        List => name == "size" ? Number : null,
        Group(var words) => !words.TryGetValue(name, out var word) ? null : word switch
        {
            ScriptObject group => new Group(group),
            ScriptArray => new List(Text),
            string => Text,
            _ => Any,
        },
        Loop => name switch
        {
            "index" or "rindex" or "length" => Number,
            "first" or "last" or "even" or "odd" or "changed" => Flag,
            _ => null,
        },
        Scalar { Kind: null } => Any,
        _ => null,
    };
}

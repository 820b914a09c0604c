namespace Newsletter.Templates;

/// <summary>Which values may stand in which place of an output.</summary>
internal static class OutputRules
{
    private static readonly string[] Addresses = ["href", "src", "action", "formaction", "poster", "srcset", "cite", "data", "background"];

    /// <summary>Null when the value may stand there.</summary>
    public static (string Message, string Advice)? Problem(TemplateType type, bool html, HtmlPosition position)
    {
        switch (type)
        {
            case TemplateType.View or TemplateType.List or TemplateType.Group or TemplateType.Loop or TemplateType.Function:
                return ("This is a list, a view or a function, not a text.", "Use `for`, or name one of its fields.");
            case TemplateType.Scalar { Kind: FieldKind.Date }:
                return ("A date needs a form.", "Write `day published` or `iso published`.");
            case TemplateType.Scalar { Kind: FieldKind.Html or FieldKind.Json } when !html:
                return ("HTML cannot stand in a plain text template.", "Use a field that is a text.");
        }

        return html && type is TemplateType.Scalar scalar ? InHtml(scalar.Kind, position) : null;
    }

    private static (string Message, string Advice)? InHtml(FieldKind? kind, HtmlPosition position) => position.Place switch
    {
        HtmlPlace.Text => kind == FieldKind.Json ? ("JSON belongs into a script element.", "Write it between <script type=\"application/ld+json\"> tags.") : null,
        HtmlPlace.Value => InAttribute(kind, position),
        HtmlPlace.Script when kind == FieldKind.Json => null,
        HtmlPlace.Script or HtmlPlace.Style => ("Encoding does not protect a script or a style sheet.", "Put the value into a data- attribute."),
        HtmlPlace.Comment => ("A value in a comment helps nobody.", "Leave it out, or use {{# #}}."),
        _ => ("A value can only stand in the text or in a quoted attribute.", "Put quotes around the attribute's value."),
    };

    private static (string Message, string Advice)? InAttribute(FieldKind? kind, HtmlPosition position)
    {
        if (kind is FieldKind.Html or FieldKind.Json)
        {
            return ("HTML cannot stand in an attribute.", "Use a field that is a text.");
        }

        if (position.Attribute is "style" || position.Attribute.StartsWith("on", StringComparison.Ordinal))
        {
            return ("Encoding does not protect a style or an event handler.", "Use a class or a data- attribute.");
        }

        return position.AtValueStart && kind is not (FieldKind.Link or null) && Addresses.AsSpan().Contains(position.Attribute)
            ? ("A text is not an address: it could begin with javascript:.", "Use a field that is a link.")
            : null;
    }
}

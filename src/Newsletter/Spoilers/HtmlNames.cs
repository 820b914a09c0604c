using System.Collections.Frozen;

namespace Newsletter.Spoilers;

/// <summary>
/// Names of HTML as a message may show them. Messages go to terminals and logs, and what is no name of HTML may be a word of the article:
/// <c>&lt;Ellen dies&gt;</c> is an element with an attribute to a parser.
/// </summary>
internal static class HtmlNames
{
    private static readonly FrozenSet<string> Elements = FrozenSet.Create(StringComparer.Ordinal,
    [
        "a", "abbr", "applet", "area", "article", "aside", "audio", "b", "base", "bdi", "bdo", "big", "blockquote", "body", "br", "button", "canvas", "caption",
        "center", "cite", "code", "col", "colgroup", "data", "datalist", "dd", "del", "details", "dfn", "dialog", "div", "dl", "dt", "em", "embed", "fieldset",
        "figcaption", "figure", "font", "footer", "form", "frame", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "i", "iframe", "img",
        "input", "ins", "kbd", "label", "legend", "li", "link", "main", "map", "mark", "marquee", "math", "menu", "meta", "meter", "nav", "noscript", "object",
        "ol", "optgroup", "option", "output", "p", "param", "picture", "pre", "progress", "q", "rp", "rt", "ruby", "s", "samp", "script", "section", "select",
        "slot", "small", "source", "span", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th",
        "thead", "time", "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr",
    ]);

    private static readonly FrozenSet<string> Attributes = FrozenSet.Create(StringComparer.Ordinal,
    [
        "align", "alt", "bgcolor", "border", "cellpadding", "cellspacing", "class", "color", "controls", "href", "id", "name", "onclick", "onerror", "onload",
        "onmouseover", "rel", "role", "sizes", "src", "srcset", "style", "tabindex", "target", "type", "valign",
    ]);

    public static string Element(string name) => Elements.Contains(name) ? $"<{name}>" : "An element that HTML doesn't have";

    public static string Attribute(string name) => Attributes.Contains(name) ? $"the attribute '{name}'" : "an attribute";
}

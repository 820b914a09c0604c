namespace Newsletter.Templates;

internal enum HtmlPlace
{
    Text,
    TagName,
    Tag,
    AttributeName,
    BeforeValue,
    Value,
    UnquotedValue,
    Comment,
    Script,
    Style,
}

/// <summary>
/// Where in the HTML a template stands, so that its check can tell whether encoding a value is enough there. A value type:
/// branches are compared by copying it. It reads what well-kept templates write, not everything that a browser can make sense of.
/// </summary>
internal record struct HtmlPosition
{
    private char quote;
    private string name;
    private bool closing;

    public HtmlPosition() => (name, Attribute, Element) = ("", "", "");

    public HtmlPlace Place { get; private set; }

    /// <summary>The attribute whose value this is, lower case.</summary>
    public string Attribute { get; private set; }

    /// <summary>The element whose tag this is, lower case.</summary>
    public string Element { get; private set; }

    /// <summary>Nothing of the attribute's value stands before this place.</summary>
    public bool AtValueStart { get; private set; }

    /// <summary>What follows reads alike from both: an attribute more or less in a tag makes no difference.</summary>
    public readonly bool IsSamePlaceAs(HtmlPosition other) =>
        Place == other.Place || (Place is HtmlPlace.Tag or HtmlPlace.TagName && other.Place is HtmlPlace.Tag or HtmlPlace.TagName);

    public void Feed(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            switch (Place)
            {
                case HtmlPlace.Text when text[i..].StartsWith("<!--"):
                    Place = HtmlPlace.Comment;
                    break;
                case HtmlPlace.Text when text[i] == '<' && i + 1 < text.Length && (char.IsAsciiLetter(text[i + 1]) || text[i + 1] is '/' or '!'):
                    (Place, name, closing) = (HtmlPlace.TagName, "", text[i + 1] == '/');
                    break;
                case HtmlPlace.Comment when text[i..].StartsWith("-->"):
                    Place = HtmlPlace.Text;
                    break;
                case HtmlPlace.Script when Ends(text[i..], "</script"):
                case HtmlPlace.Style when Ends(text[i..], "</style"):
                    (Place, name, closing) = (HtmlPlace.TagName, "", true);
                    break;
                case HtmlPlace.Value or HtmlPlace.UnquotedValue or HtmlPlace.BeforeValue:
                    Value(text[i]);
                    break;
                case HtmlPlace.TagName or HtmlPlace.Tag or HtmlPlace.AttributeName:
                    Tag(text[i]);
                    break;
            }
        }
    }

    /// <summary>A value of the view stands here.</summary>
    public void Output()
    {
        AtValueStart = false;
        if (Place == HtmlPlace.BeforeValue)
        {
            Place = HtmlPlace.UnquotedValue;
        }
    }

    private static bool Ends(ReadOnlySpan<char> text, string end) => text.StartsWith(end, StringComparison.OrdinalIgnoreCase);

    private void Tag(char c)
    {
        switch (c)
        {
            case '>':
                EndOfTag();
                break;
            case '=' when Place == HtmlPlace.AttributeName:
                (Place, Attribute) = (HtmlPlace.BeforeValue, name);
                break;
            case ' ' or '\n' or '\t' or '/' when Place is HtmlPlace.TagName && name.Length == 0:
                break;
            case ' ' or '\n' or '\t' or '/':
                Element = Place == HtmlPlace.TagName ? name : Element;
                Place = HtmlPlace.Tag;
                break;
            default:
                name = Place == HtmlPlace.Tag ? "" : name;
                Place = Place == HtmlPlace.Tag ? HtmlPlace.AttributeName : Place;
                name += char.ToLowerInvariant(c);
                break;
        }
    }

    private void EndOfTag()
    {
        Element = Place == HtmlPlace.TagName ? name : Element;
        Place = (closing, Element) switch
        {
            (false, "script") => HtmlPlace.Script,
            (false, "style") => HtmlPlace.Style,
            _ => HtmlPlace.Text,
        };
    }

    private void Value(char c)
    {
        switch (Place)
        {
            case HtmlPlace.BeforeValue when c is '"' or '\'':
                (Place, quote, AtValueStart) = (HtmlPlace.Value, c, true);
                break;
            case HtmlPlace.BeforeValue when c is not (' ' or '\n'):
                (Place, AtValueStart) = (HtmlPlace.UnquotedValue, false);
                break;
            case HtmlPlace.Value when c == quote:
                (Place, name) = (HtmlPlace.Tag, "");
                break;
            case HtmlPlace.UnquotedValue when c is ' ' or '\n' or '>':
                (Place, name) = (HtmlPlace.Tag, "");
                if (c == '>')
                {
                    EndOfTag();
                }

                break;
            default:
                AtValueStart = false;
                break;
        }
    }
}

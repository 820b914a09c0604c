namespace Newsletter.Tests.Spoilers.Canaries;

/// <summary>Writes what stands in a line.</summary>
internal sealed class InlineText(BodyText body)
{
    private Plants Plants => body.Plants;

    public string Write(IReadOnlyList<Part> parts, Around around) =>
        parts.Count == 0 ? body.Word(around, "word") : string.Join(' ', parts.Select(p => Write(p, around)));

    private string Write(Part part, Around around) => part.Kind switch
    {
        PartKind.Emphasis when part.Variant % 2 == 0 => $"*{Between(part, around)}*",
        PartKind.Emphasis => $"_{Between(part, around)}_",
        PartKind.Strong => $"**{Between(part, around)}**",
        PartKind.Strike => $"~~{Between(part, around)}~~",
        PartKind.Code => Code(part.Variant, around),
        PartKind.Link when !around.InLink && !around.InAlt => Link(part, around),
        PartKind.ReferenceLink when !around.InLink && !around.InAlt => ReferenceLink(part, around),
        PartKind.Autolink when !around.InLink && !around.InAlt => Autolink(part.Variant, around),
        PartKind.Image when !around.InAlt => Image(part, around),
        PartKind.Phrase when !around.InPhrase => Phrase(part, around),
        PartKind.Html when !around.InAlt => Html(part.Variant, around),
        PartKind.Entity => (part.Variant % 3) switch { 0 => "&eacute; ", 1 => "AT&amp;T &#x26; ", _ => "1 &lt; 2 " } + body.Word(around, "word beside an entity"),
        PartKind.Quotes => (part.Variant % 4) switch
        {
            0 => $"\"{Write(part.Parts, around)}\"",
            1 => $"'{Between(part, around)}'",
            2 => $"so -- {Write(part.Parts, around)} -- on...",
            _ => $"<<{body.Word(around, "word in guillemets")}>>",
        },
        PartKind.Break when !around.InOneLine && !around.InAlt => (part.Variant % 3) switch { 0 => "one  \n", 1 => "one\\\n", _ => "one\n" } + body.Word(around, "word after a break"),
        PartKind.Note when !around.InLink && !around.InAlt => Note(part, around),
        _ => body.Word(around, "word"),
    };

    /// <summary>Hidden and open words around it differ: two of them may be all that is left of a phrase, and must not stand in the open.</summary>
    private string Between(Part part, Around around) => around.IsHidden ? $"he {Write(part.Parts, around)} so" : $"on {Write(part.Parts, around)} up";

    private string Code(int variant, Around around)
    {
        var word = body.Word(around, "code span");
        return (variant % 3) switch
        {
            1 when !around.InTable && !around.InPhrase => $"`a || {word} || b`",
            2 when !around.InTable => $"`` `{word}` ``",
            _ => $"`{word}`",
        };
    }

    private string Link(Part part, Around around)
    {
        var text = Write(part.Parts, around with { InLink = true });
        string Word(string what) => body.Word(around, what);
        return (part.Variant % 6) switch
        {
            0 => $"[{text}](https://site.example/{Word("link's address")})",
            1 => $"[{text}](https://site.example/{Word("link's address")} \"{Word("link's title")} it is\")",
            2 => $"[{text}](/{Word("path of the site")}/)",
            3 => $"[{text}](<https://site.example/?q={Word("link's query")}> '{Word("link's title")}')",
            4 => $"[{text}](#{Word("fragment")})",
            _ => $"[{text}]({body.Names[part.Variant % body.Names.Length].FileName})",
        };
    }

    private string ReferenceLink(Part part, Around around)
    {
        var text = Write(part.Parts, around with { InLink = true });
        var (place, isHidden, label) = body.Definition(around, atTheEnd: part.Variant % 2 == 1);
        // The lead may not use an address from below the boundary: then it is nowhere.
        string Word(string what) => isHidden && !around.IsHidden ? Plants.Nowhere(what) : body.Word(around with { IsHidden = isHidden }, what);
        place.Add($"[{label}]: https://site.example/{Word("reference link's address")} \"{Word("reference link's title")}\"");
        return $"[{text}][{label}]";
    }

    private string Autolink(int variant, Around around)
    {
        var word = body.Word(around, "autolink");
        return (variant % 3) switch
        {
            1 when !around.InPhrase => $"https://site.example/{word}",
            2 => $"<{word}@site.example>",
            _ => $"<https://site.example/{word}>",
        };
    }

    private string Image(Part part, Around around)
    {
        var alt = Write(part.Parts, around with { InAlt = true, InLink = true });
        string Word(string what) => body.Word(around, what);
        return (part.Variant % 4) switch
        {
            0 => $"![{alt}](https://pictures.example/{Word("picture's address")}.png \"{Word("picture's title")}\")",
            1 => $"![{alt}]({Plants.Picture(Word("picture's file name") + ".gif")})",
            2 => $"![{alt}]({Plants.Picture("still.gif")} '{Word("title of a picture beside the article")}')",
            _ => $"![{alt}](/{Word("picture's path of the site")}.png)",
        };
    }

    private string Phrase(Part part, Around around)
    {
        var within = Write(part.Parts, around with { IsHidden = true, InPhrase = true, InOneLine = around.InOneLine || part.Variant % 2 == 0 });
        return (part.Variant % 4) switch
        {
            1 => $"{body.Word(around, "word before a phrase")}||{within}||{body.Word(around, "word after a phrase")}",
            2 => $"\"|| {within} ||\"",
            3 when !around.InOneLine && !around.InAlt => $"||{within}\nand so||",
            _ => $"||{within}||",
        };
    }

    private string Html(int variant, Around around)
    {
        string Word(string what) => body.Word(around, what);
        return (variant % 6) switch
        {
            0 => $"<abbr title=\"{Word("attribute of HTML")}\">{Word("word in HTML")}</abbr>",
            1 => $"<kbd>{Word("word in HTML")}</kbd>",
            2 => $"<!-- {Plants.Nowhere("comment")} -->",
            3 => $"<span class=\"{Plants.Nowhere("attribute that is not allowed")}\">{Word("word in HTML")}</span>",
            4 => $"<{Plants.Nowhere("element that is not allowed")}>",
            _ => $"<em {Plants.Nowhere("name of an attribute that is not allowed")}=\"1\">{Word("word in HTML")}</em>",
        };
    }

    private string Note(Part part, Around around)
    {
        var word = body.Word(around, "word before a footnote");
        var (place, isHidden, label) = body.Definition(around, atTheEnd: part.Variant % 2 == 1);
        // In its place before what is in it, so that they stand in order.
        var at = place.Count;
        place.Add("");
        var within = new Around(isHidden) { InNote = true };
        place[at] = $"[^{label}]: {Write(part.Parts, within)}" + (part.Variant % 4 > 1 ? $"\n\n    {body.Word(within, "second paragraph of a footnote")}" : "");
        return $"{word}[^{label}]";
    }
}

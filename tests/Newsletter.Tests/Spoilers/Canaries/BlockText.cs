using Newsletter.Spoilers;

namespace Newsletter.Tests.Spoilers.Canaries;

/// <summary>Writes blocks: each without a line break at its end.</summary>
internal sealed class BlockText(BodyText body)
{
    private static readonly SpoilerLevel[] Levels = [SpoilerLevel.Ending, SpoilerLevel.Major, SpoilerLevel.Minor];

    private Plants Plants => body.Plants;

    public string Write(Part part, Around around) => part.Kind switch
    {
        PartKind.Heading => Heading(part, around with { InOneLine = true }),
        PartKind.List => List(part, around with { InBlock = true }),
        PartKind.BlockQuote => Indent(Write(part.Parts, around with { InBlock = true }), "> ", "> "),
        PartKind.Table => Table(part, around with { InOneLine = true, InTable = true }),
        PartKind.CodeBlock => Code(part.Variant, around),
        PartKind.Figure when !around.InFigure => $"^^^\n{Write(part.Parts, around with { InFigure = true })}\n\n^^^ {body.Word(around, "caption")}",
        PartKind.Definition => $"{body.Word(around, "term")}\n:   " + Indent(Write(part.Parts, around with { InBlock = true }), "", "    "),
        PartKind.HtmlBlock => Html(part.Variant, around),
        PartKind.Container => Container(part, around),
        PartKind.Rule => "***",
        _ when part.HoldsBlocks => Write(part.Parts, around),
        _ => body.Inlines.Write(part.Parts, around),
    };

    private string Write(IReadOnlyList<Part> blocks, Around around) =>
        blocks.Count == 0 ? body.Word(around, "word") : string.Join("\n\n", blocks.Select(b => Write(b, around)));

    private string Heading(Part part, Around around)
    {
        var text = body.Inlines.Write(part.Parts, around);
        return (part.Variant % 4) switch
        {
            0 => $"## {text}",
            1 => $"# {text} #",
            2 => $"{text}\n===",
            _ => $"{new string('#', 2 + (part.Variant % 5))} {text}",
        };
    }

    private string List(Part part, Around around)
    {
        var items = part.Parts.Count == 0 ? [body.Word(around, "item")] : part.Parts.Select(p => Write(p, around));
        var marker = (part.Variant % 4) switch { 0 => "- ", 1 => "1. ", 2 => "* ", _ => "7) " };
        return string.Join(part.Variant % 3 == 0 ? "\n" : "\n\n", items.Select(item => Indent(item, marker, new string(' ', marker.Length))));
    }

    private string Table(Part part, Around around)
    {
        string Word() => body.Word(around, "cell");
        var rows = part.Parts.Select(cell => body.Inlines.Write([cell], around)).ToList();
        return part.Variant % 2 == 0
            ? $"| {Word()} | {Word()} |\n|---|:-:|\n" + string.Join('\n', rows.Select(cell => $"| {cell} | {Word()} |"))
            : $"{Word()} | {Word()}\n--- | ---\n" + string.Join('\n', rows.Select(cell => $"{Word()} | {cell}"));
    }

    private string Code(int variant, Around around)
    {
        string Word(string what) => body.Word(around, what);
        return (variant % 6) switch
        {
            0 => $"```\n{Word("code")}\n```",
            1 => $"~~~ {Word("language of code")}\n{Word("code")} <b>\n\n{Word("code")}\n~~~",
            2 => $"```\n||{Word("code")}|| is code\n```",
            3 => $"````\n::: spoiler ending x\n{Word("code")}\n:::\n````",
            4 when !around.InBlock && !around.InFigure => $"So.\n\n    {Word("indented code")}\n    more",
            _ => $"```\n<!-- {Word("comment in code")} -->\n```",
        };
    }

    private string Html(int variant, Around around)
    {
        string Word(string what) => body.Word(around, what);
        string Gone(string what) => Plants.Nowhere(what);
        return (variant % 8) switch
        {
            0 => $"<div>\n<p title=\"{Word("attribute of HTML")}\">{Word("HTML")} <b>{Word("HTML")}</b></p>\n</div>",
            1 => $"<!-- {Gone("comment")}\n{Gone("comment")} -->",
            2 => $"<figure><img src=\"https://pictures.example/{Word("address in HTML")}.png\" alt=\"{Word("alt in HTML")}\"><figcaption>{Word("HTML")}</figcaption></figure>",
            3 => $"<div onclick=\"{Gone("script")}\" class=\"{Gone("class")}\" {Gone("name of an attribute")}=\"1\">{Word("HTML")}</div>",
            4 => $"<script>\n{Gone("script")}\n</script>",
            5 => $"<table>\n<tr><td>{Word("HTML")}<!-- {Gone("comment")} --></td></tr>\n</table>",
            6 => $"<{Gone("element")}>\n{Gone("text of an element that is not allowed")}\n</p>",
            _ => $"<style>p {{ color: {Gone("style")} }}</style>",
        };
    }

    private string Container(Part part, Around around)
    {
        var label = body.Word(around with { IsHidden = true }, "label", Place.Label);
        var level = Levels[part.Variant % 3].Word();
        var fence = part.Variant % 5 == 0 ? ":::::" : ":::";
        var opening = (part.Variant % 4) switch
        {
            0 => $"{fence} spoiler {level} {label} it is",
            1 => $"{fence}spoiler {level}: \"{label}\"",
            2 => $"{fence} Spoilers {label} without a level",
            _ => $"{fence} spoiler {level.ToUpperInvariant()} {label}",
        };
        var within = Write(part.Parts, around with { IsHidden = true });
        return part.Variant % 2 == 0 ? $"{opening}\n{within}\n{fence}" : $"{opening}\n\n{within}\n\n{fence}";
    }

    private static string Indent(string text, string first, string others) =>
        string.Join('\n', text.Split('\n').Select((line, i) => i == 0 ? first + line : line.Length == 0 && others.Trim().Length == 0 ? "" : others + line));
}

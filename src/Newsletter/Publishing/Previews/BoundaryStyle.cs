using System.Globalization;
using System.Text;
using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Publishing.Previews;

/// <summary>For editors: everything is shown, and every hidden part says that it is hidden, at which level, and on which line it begins. <c>templates/desk/leaks.css</c> knows these classes.</summary>
internal sealed class BoundaryStyle : BodyStyle
{
    public override void Open(StringBuilder output, BodySpoiler spoiler)
    {
        var level = spoiler.Level.Word();
        if (spoiler.Form != SpoilerForm.Block)
        {
            output.Append(CultureInfo.InvariantCulture, $"<mark class=\"hidden-phrase {level}\"><span class=\"tag\">{level}</span> ");
            return;
        }

        var what = spoiler.IsRest ? "everything below the boundary" : spoiler.Label is { } label ? TextEncoding.Html(label) : "a part of its own";
        output.Append(CultureInfo.InvariantCulture, $"<section class=\"hidden-part {level}{(spoiler.IsRest ? " rest" : "")}\">\n<p class=\"hidden-head\"><span class=\"tag\">{level}</span> <span>{what}</span>");
        if (spoiler.Works.Count > 0)
        {
            output.Append(" <span class=\"works\">spoils ").Append(TextEncoding.Html(string.Join(", ", spoiler.Works))).Append("</span>");
        }

        output.Append(CultureInfo.InvariantCulture, $" <span class=\"line\">line {spoiler.Line}</span></p>\n");
    }

    public override void Close(StringBuilder output, BodySpoiler spoiler) => output.Append(spoiler.Form == SpoilerForm.Block ? "</section>\n" : "</mark>");

    public override void Redact(StringBuilder output, BodySpoiler spoiler)
    {
    }
}

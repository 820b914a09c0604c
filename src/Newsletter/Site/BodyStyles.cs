using System.Text;
using Newsletter.Spoilers;

namespace Newsletter.Site;

/// <summary>The article's own page: every hidden part is there, closed.</summary>
/// <param name="front">Stands first in the part from the boundary on: what of the article's head spoils; null: nothing.</param>
public sealed class PageStyle(SpoilerMarkup markup, FullHtml? front = null) : BodyStyle
{
    public override bool KeepsFragments => true;

    /// <summary>Without its host where it is the site's own: a page then works wherever it is served from.</summary>
    public override string Address(Uri address, Uri site) =>
        site.IsBaseOf(address) ? address.GetComponents(UriComponents.PathAndQuery | UriComponents.Fragment, UriFormat.UriEscaped) : address.AbsoluteUri;

    public override void Open(StringBuilder output, BodySpoiler spoiler)
    {
        switch (spoiler.Form)
        {
            case SpoilerForm.Block:
                markup.OpenBlock(output, spoiler);
                output.Append(spoiler.IsRest ? front?.Markup : null);
                break;
            case SpoilerForm.Phrase:
                markup.OpenPhrase(output, spoiler);
                break;
            default:
                markup.OpenPhraseInLink(output, spoiler);
                break;
        }
    }

    public override void Close(StringBuilder output, BodySpoiler spoiler)
    {
        if (spoiler.Form == SpoilerForm.Block)
        {
            SpoilerMarkup.CloseBlock(output);
        }
        else
        {
            SpoilerMarkup.ClosePhrase(output);
        }
    }

    public override void Redact(StringBuilder output, BodySpoiler spoiler) => BodyStyles.Redact(markup, output, spoiler);
}

/// <summary>
/// Feeds and mail, whose readers strip <c>&lt;details&gt;</c> and classes: a hidden part is there in the open or not there at all.
/// </summary>
public sealed class PlainStyle(SpoilerMarkup markup) : BodyStyle
{
    public override void Open(StringBuilder output, BodySpoiler spoiler)
    {
        if (spoiler.Form == SpoilerForm.Block)
        {
            markup.Announce(output, spoiler);
        }
    }

    public override void Close(StringBuilder output, BodySpoiler spoiler)
    {
    }

    public override void Redact(StringBuilder output, BodySpoiler spoiler) => BodyStyles.Redact(markup, output, spoiler);
}

internal static class BodyStyles
{
    public static void Redact(SpoilerMarkup markup, StringBuilder output, BodySpoiler spoiler)
    {
        if (spoiler.Form != SpoilerForm.Block)
        {
            markup.RedactPhrase(output);
        }
        else if (!spoiler.IsRest)
        {
            // Of the rest, the template says that it follows and where.
            markup.RedactBlock(output, spoiler);
        }
    }
}

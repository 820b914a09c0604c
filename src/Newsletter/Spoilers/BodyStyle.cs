using System.Net;
using System.Text;

namespace Newsletter.Spoilers;

/// <summary>How a channel dresses the hidden parts of a body.</summary>
public abstract class BodyStyle
{
    /// <summary>Whether addresses within the article may be <c>#fragment</c> alone.</summary>
    public virtual bool KeepsFragments => false;

    /// <summary>An address in this channel's form: absolute, unless a style says otherwise.</summary>
    public virtual string Address(Uri address, Uri site) => address.AbsoluteUri;

    public abstract void Open(StringBuilder output, BodySpoiler spoiler);

    public abstract void Close(StringBuilder output, BodySpoiler spoiler);

    /// <summary>Writes what stands in place of a part that is left out; must not use its label or text.</summary>
    public abstract void Redact(StringBuilder output, BodySpoiler spoiler);
}

/// <summary>Where a body's addresses lead.</summary>
/// <param name="Base">The site, ending in a slash.</param>
/// <param name="Self">The article's page.</param>
/// <param name="Article">The address of another article by file name or slug; null while there is none.</param>
/// <param name="Asset">A file beside the article; null while there is none.</param>
public sealed record BodyLinks(Uri Base, Uri Self, Func<string, Uri?> Article, Func<string, BodyAsset?> Asset)
{
    /// <summary>A target without its fragment.</summary>
    public static string FileOf(string target) => target.IndexOf('#') is var at and >= 0 ? target[..at] : target;
}

/// <param name="Width">Pixels; null when unknown.</param>
/// <param name="Height">Pixels; null when unknown.</param>
public sealed record BodyAsset(Uri Address, int? Width, int? Height);

internal sealed class BodyWriter(StringBuilder output, BodyStyle style, BodyLinks links)
{
    private readonly Stack<bool> openLinks = new();

    public void Write(BodyMark mark, BodySpoiler? spoiler)
    {
        switch (mark.Kind)
        {
            case BodyMarkKind.Open:
                style.Open(output, spoiler!);
                break;
            case BodyMarkKind.Close:
                style.Close(output, spoiler!);
                break;
            case BodyMarkKind.OpenLink:
                var file = BodyLinks.FileOf(mark.Target!);
                OpenLink(links.Article(file) is { } article ? Address(article) + mark.Target![file.Length..] : null, mark.Title);
                break;
            case BodyMarkKind.OpenAssetLink:
                OpenLink(links.Asset(mark.Target!) is { } asset ? Address(asset.Address) : null, mark.Title);
                break;
            case BodyMarkKind.CloseLink:
                output.Append(openLinks.Pop() ? "</a>" : "");
                break;
            case BodyMarkKind.Image:
                Image(mark);
                break;
            case BodyMarkKind.Base:
                output.Append(WebUtility.HtmlEncode(Address(links.Base)));
                break;
            case BodyMarkKind.Self:
                output.Append(style.KeepsFragments ? "" : WebUtility.HtmlEncode(Address(links.Self)));
                break;
        }
    }

    private string Address(Uri address) => style.Address(address, links.Base);

    private void OpenLink(string? address, string? title)
    {
        openLinks.Push(address is not null);
        if (address is not null)
        {
            output.Append("<a href=\"").Append(WebUtility.HtmlEncode(address)).Append('"');
            Title(title);
            output.Append('>');
        }
    }

    private void Image(BodyMark mark)
    {
        if (links.Asset(mark.Target!) is not { } asset)
        {
            return;
        }

        output.Append("<img src=\"").Append(WebUtility.HtmlEncode(Address(asset.Address)))
            .Append("\" alt=\"").Append(WebUtility.HtmlEncode(mark.Text)).Append('"');
        if (asset is { Width: { } width, Height: { } height })
        {
            output.Append(System.Globalization.CultureInfo.InvariantCulture, $" width=\"{width}\" height=\"{height}\"");
        }

        Title(mark.Title);
        output.Append(" loading=\"lazy\">");
    }

    private void Title(string? title) =>
        output.Append(string.IsNullOrEmpty(title) ? "" : $" title=\"{WebUtility.HtmlEncode(title)}\"");
}

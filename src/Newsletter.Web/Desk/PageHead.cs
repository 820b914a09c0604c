using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Newsletter.Web.Desk;

/// <summary>What search engines and sites that show previews take from a page, read from the page itself.</summary>
internal sealed partial record PageHead(string Title, string Description, string Address, string SiteName, string CardTitle, string CardDescription, string? Image, string ImageAlt, bool IsLarge)
{
    public static PageHead Of(ReadOnlySpan<byte> page)
    {
        var html = Encoding.UTF8.GetString(page);
        var head = html[..(html.IndexOf("</head>", StringComparison.OrdinalIgnoreCase) is var end and >= 0 ? end : html.Length)];
        var said = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match meta in Meta().Matches(head))
        {
            said.TryAdd(meta.Groups["name"].Value, WebUtility.HtmlDecode(meta.Groups["content"].Value));
        }

        string Said(string name, string otherwise = "") => said.GetValueOrDefault(name) ?? otherwise;
        var title = WebUtility.HtmlDecode(TitleOf().Match(head).Groups["text"].Value.Trim());
        var description = Said("description");
        return new(
            title, description, WebUtility.HtmlDecode(Canonical().Match(head).Groups["href"].Value), Said("og:site_name"), Said("og:title", title), Said("og:description", description),
            said.GetValueOrDefault("og:image"), Said("og:image:alt"), Said("twitter:card") == "summary_large_image");
    }

    [GeneratedRegex("<meta\\s+(?:name|property)=\"(?<name>[^\"]+)\"\\s+content=\"(?<content>[^\"]*)\"", RegexOptions.IgnoreCase)]
    private static partial Regex Meta();

    [GeneratedRegex("<title>(?<text>[^<]*)</title>", RegexOptions.IgnoreCase)]
    private static partial Regex TitleOf();

    [GeneratedRegex("<link\\s+rel=\"canonical\"\\s+href=\"(?<href>[^\"]*)\"", RegexOptions.IgnoreCase)]
    private static partial Regex Canonical();
}

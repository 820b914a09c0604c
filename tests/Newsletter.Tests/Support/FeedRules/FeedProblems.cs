using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;

namespace Newsletter.Tests.Support;

/// <summary>Collects what is wrong with a feed, with the checks that all formats share.</summary>
internal sealed partial class FeedProblems
{
    private static readonly string[] AddressAttributes = ["href", "src", "poster", "cite", "data", "action", "formaction", "background", "srcset"];
    private static readonly string[] Dangerous = ["script", "iframe", "object", "embed", "style", "link", "meta", "base", "form"];
    private readonly List<string> found = [];

    public IReadOnlyList<string> Found => found;

    public void Add(string problem) => found.Add(problem);

    public void Require(bool condition, string problem)
    {
        if (!condition)
        {
            found.Add(problem);
        }
    }

    /// <summary>Control characters and U+FFFD are what is left of a text gone wrong.</summary>
    public void Characters(string text) =>
        Require(!text.Any(c => (char.IsControl(c) && c is not ('\t' or '\n')) || c == '\uFFFD'), "holds a control or replacement character");

    public void NotBlank(string? text, string name) => Require(!string.IsNullOrWhiteSpace(text), $"{name} is missing or blank");

    /// <summary>Absolute, http or https, in ASCII (RFC 3986).</summary>
    public void Address(string? address, string name) => Require(
        address is not null && Ascii.IsValid(address) && !address.Contains(' ', StringComparison.Ordinal)
        && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https",
        $"{name} is no absolute address: {address}");

    public void Self(IReadOnlyList<string?> self, Uri address) =>
        Require(self is [var only] && only == address.AbsoluteUri, $"self is {string.Join(" and ", self)}, not {address.AbsoluteUri}");

    /// <summary>Each an absolute URI in its normal form, <c>tag:</c> by RFC 4151; none twice.</summary>
    public void Ids(IReadOnlyList<string?> ids)
    {
        foreach (var id in ids)
        {
            Require(id is not null && (TagUri().IsMatch(id) || Uri.TryCreate(id, UriKind.Absolute, out var uri) && uri.Scheme != "tag"), $"no permanent ID: {id}");
        }

        Require(ids.Distinct().Count() == ids.Count, "an ID stands twice");
    }

    /// <summary>RFC 822 with a year of four digits, in GMT, with the right day of the week.</summary>
    public void Rfc822(string? date, string name) =>
        Require(DateTime.TryParseExact(date, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), $"{name} is no RFC 822 date: {date}");

    public void Rfc3339(string? date, string name) => Require(
        date is not null && Rfc3339Utc().IsMatch(date) && DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, out _),
        $"{name} is no RFC 3339 date: {date}");

    /// <summary>BCP 47, as far as its form goes.</summary>
    public void Language(string? language) => Require(language is not null && LanguageTag().IsMatch(language), $"no language: {language}");

    /// <summary>HTML for anywhere: no relative address, nothing that readers strip or refuse.</summary>
    public void Content(string html)
    {
        foreach (var element in new HtmlParser().ParseDocument("<body>" + html).All)
        {
            Require(!Dangerous.Contains(element.LocalName), $"content holds <{element.LocalName}>");
            foreach (var attribute in element.Attributes)
            {
                Require(!attribute.Name.StartsWith("on", StringComparison.Ordinal), $"content holds {attribute.Name}=");
                Require(!AddressAttributes.Contains(attribute.Name) || Scheme().IsMatch(attribute.Value), $"content holds a relative address: {attribute.Value}");
            }
        }
    }

    [GeneratedRegex(@"^tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:([A-Za-z0-9/._~!$&'()*+,;=:@-]|%[0-9A-F]{2})+$")]
    private static partial Regex TagUri();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")]
    private static partial Regex Rfc3339Utc();

    [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")]
    private static partial Regex LanguageTag();

    [GeneratedRegex("^(https?://|mailto:|tel:|data:)", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();
}

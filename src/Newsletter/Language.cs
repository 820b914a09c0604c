namespace Newsletter;

/// <summary>
/// A language tag (BCP 47) that can stand in an attribute as it is: 1 to 35 letters, digits and hyphens. Anything else becomes
/// <c>und</c>, "undetermined", rather than an error: a page with an odd language is still a page.
/// </summary>
public readonly record struct Language
{
    private static readonly string[] RightToLeft = ["ar", "arc", "ckb", "dv", "fa", "he", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];

    private readonly string? tag;

    public Language(string tag) => this.tag = IsTag(tag) ? tag : "und";

    public string Tag => tag ?? "und";

    /// <summary>The first subtag, lower case: <c>pt</c> of <c>pt-BR</c>.</summary>
    public string Primary => (Tag.IndexOf('-', StringComparison.Ordinal) is > 0 and var hyphen ? Tag[..hyphen] : Tag).ToLowerInvariant();

    /// <summary><c>rtl</c> or <c>ltr</c>, by the script subtag when there is one, else by the language.</summary>
    public string Direction =>
        Tag.Contains("-Arab", StringComparison.OrdinalIgnoreCase) || Tag.Contains("-Hebr", StringComparison.OrdinalIgnoreCase) ? "rtl"
        : Tag.Contains("-Latn", StringComparison.OrdinalIgnoreCase) ? "ltr"
        : RightToLeft.AsSpan().Contains(Primary) ? "rtl" : "ltr";

    public override string ToString() => Tag;

    private static bool IsTag(string tag) => tag.Length is > 0 and <= 35 && char.IsAsciiLetter(tag[0]) && !tag.AsSpan().ContainsAnyExcept(Allowed);

    private static readonly System.Buffers.SearchValues<char> Allowed =
        System.Buffers.SearchValues.Create("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
}

namespace Newsletter.Delivery;

/// <summary>A header field as it is signed.</summary>
/// <param name="Value">In the relaxed form of RFC 6376 section 3.4.2: unfolded, white space single, none at the ends.</param>
public readonly record struct DkimHeader(string Name, string Value)
{
    /// <param name="raw">As it stands in the message, folded or not.</param>
    public static DkimHeader Of(string name, string raw) =>
        new(name, string.Join(' ', raw.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)));
}

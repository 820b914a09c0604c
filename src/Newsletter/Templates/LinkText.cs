namespace Newsletter.Templates;

/// <summary>Addresses as templates write them.</summary>
internal static class LinkText
{
    /// <summary>The address, percent-encoded when absolute; null for none and for schemes that could run something (<c>javascript:</c>).</summary>
    public static string? Of(Uri? address)
    {
        if (address is null)
        {
            return null;
        }

        if (!address.IsAbsoluteUri)
        {
            var text = address.OriginalString;
            var colon = text.AsSpan().IndexOf(':');
            return colon < 0 || text.AsSpan(0, colon).ContainsAny("/?#") ? text : null;
        }

        return address.Scheme is "https" or "http" or "mailto" ? address.AbsoluteUri : null;
    }
}

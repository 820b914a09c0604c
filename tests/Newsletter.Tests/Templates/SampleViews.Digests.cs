using Newsletter.Site.Views;

namespace Newsletter.Tests.Templates;

internal static partial class SampleViews
{
    public static DigestPageView DigestPage() => new()
    {
        Page = Page("Digest, 16 November 2026 to 22 November 2026", "digests/2026-11-23/"),
        First = Week(16).First,
        Last = Week(16).Last,
        Index = Local("digests/"),
        Cards = Cards(),
        Older = Week(9),
        Newer = Week(23),
    };

    public static DigestIndexView DigestIndex() => new() { Page = Page("Digests", "digests/"), Years = [new(2026, [Week(23), Week(16)])] };

    private static DigestLinkView Week(int monday)
    {
        var first = new DateTimeOffset(2026, 11, monday, 0, 0, 0, TimeSpan.Zero);
        return new(first, first.AddDays(6), Local($"digests/{first.AddDays(7):yyyy-MM-dd}/"));
    }
}

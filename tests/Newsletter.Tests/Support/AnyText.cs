using FsCheck;
using FsCheck.Fluent;

namespace Newsletter.Tests.Support;

/// <summary>Any string that .NET can hold, with more than its share of what breaks feeds. For <c>[Property(Arbitrary = [typeof(AnyText)])]</c>.</summary>
public sealed record AnyText(string Value)
{
    private static readonly string[] Hostile =
    [
        "]]>", "]]", "<![CDATA[", "&nbsp;", "&amp;", "&", "<", ">", "\"", "'", "\\", "<script>alert(1)</script>", "</title>", "<!--", "-->", "<?x", "%00",
        "\0", "\u0008", "\t", "\n", "\r", "\r\n", "\u000B", "\u001F", "\u007F", "\u0085", "\u0092", "\u00A0", "\u2028", "\uFEFF", "\uFFFD", "\uFFFE", "\uFFFF",
        "\uD83D", "\uDE00", "😀", "👨‍👩‍👧", "\u202E", "شهريار", "日本", "é", "e\u0301", "C#", " ", "word",
    ];

    public static Arbitrary<AnyText> Arbitrary()
    {
        var piece = Gen.Frequency(
            (4, Gen.Elements(Hostile)),
            (2, Gen.Choose(' ', '~').Select(c => ((char)c).ToString())),
            (1, Gen.Choose(0, char.MaxValue).Select(c => ((char)c).ToString())));
        return piece.ListOf().Select(pieces => new AnyText(string.Concat(pieces))).ToArbitrary();
    }
}

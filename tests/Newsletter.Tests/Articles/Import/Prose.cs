using FsCheck;
using FsCheck.Fluent;

namespace Newsletter.Tests.Articles.Import;

/// <summary>A line of words with more than its share of what Markdown takes as mark-up.</summary>
public sealed record Prose(string Line)
{
    private static readonly string[] Pieces =
    [
        "*", "**", "_", "__", "`", "```", "~", "~~", "~~~", "|", "||", "[", "]", "](x)", "![", "<", ">", ">>", "<b>", "<!--", "-->", "&", "&amp;", "&#35;", "\\", "#", "##", "-", "--", "---",
        "+", "++", "=", "==", "===", ":", "::", ":::", "::: spoiler", "^", "^^^", "1.", "2)", "a.", "(", ")", "\"", "\"\"", "'", "’", "“", "”", "{", "}", "{#id}", "$", "%", "!", "?", ".", "...", "…",
        "[^1]", "[^1]:", "*[X]:", "https://example.org/a_b", "https://example.org/*a*_b_", "http://x", "www.example.org/~a_", "mailto:a_b@example.org", "tel:1*2", "<https://x.y>", "•", "—", "é", "日本", "😀",
    ];

    private static readonly string[] Words = ["the", "Letter", "snow", "of", "Nosferatu", "1922", "ship", "Ellen", "reads", "a", "I", "x"];

    public static Arbitrary<Prose> Arbitrary()
    {
        var piece = Gen.Frequency((3, Gen.Elements(Words)), (2, Gen.Elements(Pieces)));
        var glue = Gen.Frequency((3, Gen.Constant(" ")), (1, Gen.Constant("")));
        return piece.Zip(glue, (text, space) => text + space).NonEmptyListOf().Select(pieces => new Prose(string.Concat(pieces))).Where(prose => prose.Line.Trim().Length > 0).ToArbitrary();
    }
}

using System.Globalization;
using System.Text;

namespace Newsletter.Spoilers.Leaks;

internal enum RuneRole
{
    /// <summary>White space, punctuation, symbols: words end here.</summary>
    Border,

    /// <summary>Of a word.</summary>
    Letter,

    /// <summary>A word by itself.</summary>
    Spaceless,

    /// <summary>Belongs to the letter before it and tells it from others: Thai vowels, the voicing marks of kana.</summary>
    Mark,

    /// <summary>Not seen, or seen and not needed: apostrophes, soft hyphens, joiners, accents.</summary>
    Ignored,
}

/// <summary>What one character folds to (NFKD, lower case, letters that differ from a plain one by a stroke or a join).</summary>
internal static class FoldedRune
{
    private static readonly string?[] Known = new string?[char.MaxValue + 1];

    public static string Of(Rune rune)
    {
        if (!rune.IsBmp)
        {
            return Fold(rune);
        }

        // Filled by whoever comes first; two may, with the same.
        return Known[rune.Value] ??= Fold(rune);
    }

    public static RuneRole RoleOf(Rune rune)
    {
        var value = rune.Value;
        if (IsInvisible(value) || value is 0x2019 or 0x02BC or 0x02BB or 0xFF07 or '\'')
        {
            return RuneRole.Ignored;
        }

        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.Format:
                // A zero-width space may stand for one: a word may begin behind it, and the letters go on.
                return value == 0x200B ? RuneRole.Border : RuneRole.Ignored;
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark:
                return IsDecoration(value) ? RuneRole.Ignored : RuneRole.Mark;
            case var category when category is <= UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber:
                return IsSpaceless(value) ? RuneRole.Spaceless : RuneRole.Letter;
            default:
                return RuneRole.Border;
        }
    }

    private static string Fold(Rune rune)
    {
        var text = rune.ToString();
        var folded = new StringBuilder();
        // What is no character has no form either, and asking for it throws.
        foreach (var part in (Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherNotAssigned ? text : text.Normalize(NormalizationForm.FormKD)).EnumerateRunes())
        {
            var lower = Rune.ToLowerInvariant(part);
            var digit = Rune.GetUnicodeCategory(lower) == UnicodeCategory.DecimalDigitNumber ? (int)Rune.GetNumericValue(lower) : -1;
            folded.Append(digit >= 0 ? (char)('0' + digit) : Plain(lower.Value) is { } plain ? plain : lower.ToString());
        }

        return folded.ToString();
    }

    /// <summary>Letters that Unicode does not decompose.</summary>
    private static string? Plain(int letter) => letter switch
    {
        0xDF => "ss",
        0xE6 => "ae",
        0xF0 or 0x111 => "d",
        0xF8 => "o",
        0xFE => "th",
        0x127 => "h",
        0x131 => "i",
        0x142 => "l",
        0x153 => "oe",
        0x3C2 => "\u03C3",
        _ => null,
    };

    /// <summary>Letters and marks by category that show nothing: Hangul fillers, the grapheme joiner, variation selectors.</summary>
    private static bool IsInvisible(int value) =>
        value is 0x34F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0 or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF);

    /// <summary>Accents, and the points of Hebrew and Arabic, which their readers leave out.</summary>
    private static bool IsDecoration(int value) =>
        value is (>= 0x300 and <= 0x36F) or (>= 0x483 and <= 0x489) or (>= 0x591 and <= 0x5C7) or (>= 0x610 and <= 0x61A) or (>= 0x64B and <= 0x65F) or 0x670
            or (>= 0x6D6 and <= 0x6ED) or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF) or (>= 0xFE20 and <= 0xFE2F);

    private static bool IsSpaceless(int value) =>
        value is (>= 0xE00 and <= 0xEFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF) or (>= 0x2E80 and <= 0x2FDF) or (>= 0x3005 and <= 0x3007)
            or (>= 0x3041 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0x1B000 and <= 0x1B16F) or (>= 0x20000 and <= 0x3FFFF);
}

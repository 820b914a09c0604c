using System.Globalization;
using System.Text;

namespace Newsletter.Articles;

/// <summary>
/// The part of an address made from a name: <c>What Happened?</c> becomes <c>what-happened</c>. Different names give different slugs
/// wherever their letters, digits or <c>+ # &amp; @</c> differ (<c>C#</c> is not <c>C</c>); letters of every script are kept.
/// </summary>
public static class Slug
{
    public const int MaxLength = 80;

    /// <summary>The slug of a name; <c>x-</c> and a number made from the name when nothing of it can stand in an address.</summary>
    public static string Of(string name)
    {
        var slug = new StringBuilder(name.Length);
        foreach (var rune in WellFormed(name).Normalize(NormalizationForm.FormKC).ToLowerInvariant().Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            Append(slug, rune);
        }

        while (slug.Length > 0 && slug[^1] == '-')
        {
            slug.Length--;
        }

        var made = slug.ToString().Normalize(NormalizationForm.FormC);
        return made.Length == 0 ? "x-" + Mark(name) : made.Length <= MaxLength ? made : Shorten(made, name);
    }

    /// <summary>True for what <see cref="Of"/> could have made.</summary>
    public static bool IsValid(string slug) => slug.Length is > 0 and <= MaxLength && Of(slug) == slug;

    private static void Append(StringBuilder slug, Rune rune)
    {
        var category = Rune.GetUnicodeCategory(rune);
        switch (category)
        {
            case UnicodeCategory.NonSpacingMark when slug.Length > 0 && slug[^1] < 0x250:
                // An accent on a Latin letter; marks of other scripts carry meaning and stay.
                return;
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark:
            case UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter:
            case UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter:
            case UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber:
                Word(slug, rune);
                return;
            case UnicodeCategory.OtherSymbol:
                Spell(slug, "u" + rune.Value.ToString("x", CultureInfo.InvariantCulture));
                return;
        }

        switch (rune.Value)
        {
            case '#': Spell(slug, "sharp"); break;
            case '+': Spell(slug, "plus"); break;
            case '&': Spell(slug, "and"); break;
            case '@': Spell(slug, "at"); break;
            case '\'' or '\u2019' or '"' or '\u201C' or '\u201D' or '.' or ',': break;
            default:
                if (slug.Length > 0 && slug[^1] != '-')
                {
                    slug.Append('-');
                }

                break;
        }
    }

    private static void Word(StringBuilder slug, Rune rune) => slug.Append(rune.Value switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'ø' => "o",
        'ł' => "l",
        'đ' => "d",
        'þ' => "th",
        'œ' => "oe",
        _ => rune.ToString(),
    });

    private static void Spell(StringBuilder slug, string word)
    {
        if (slug.Length > 0 && slug[^1] != '-')
        {
            slug.Append('-');
        }

        slug.Append(word).Append('-');
    }

    /// <summary>Half a surrogate pair and U+FFFE cannot be normalised.</summary>
    private static string WellFormed(string name) =>
        name.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') || name.AsSpan().ContainsAnyInRange('\uFFFE', '\uFFFF')
            ? string.Concat(name.EnumerateRunes().Select(r => r.Value is 0xFFFE or 0xFFFF ? " " : r.ToString()))
            : name;

    private static string Shorten(string slug, string name)
    {
        var end = MaxLength - 9;
        if (char.IsHighSurrogate(slug[end - 1]))
        {
            end--;
        }

        return slug[..end].TrimEnd('-') + "-" + Mark(name);
    }

    private static string Mark(string name) =>
        System.IO.Hashing.XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(name)).ToString("x8", CultureInfo.InvariantCulture);
}

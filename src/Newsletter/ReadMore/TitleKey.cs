using System.Globalization;
using System.Text;

namespace Newsletter.ReadMore;

/// <summary>Titles as they are compared: without case, accents, punctuation and the words that every explainer's title has.</summary>
public static class TitleKey
{
    private static readonly string[] Endings = [" ending explained", " ending and explained", " the ending explained", " explained", " erklart", " explicado", " explique"];

    /// <summary>The whole title: letters and digits of every script, lower case, one space between words.</summary>
    public static string Fold(string title)
    {
        var key = new StringBuilder(title.Length);
        foreach (var rune in title.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (Rune.IsLetterOrDigit(rune) || category is UnicodeCategory.SpacingCombiningMark or UnicodeCategory.OtherSymbol)
            {
                key.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (rune.Value is '#' or '+' or '&')
            {
                key.Append(rune.Value switch { '#' => "sharp", '+' => "plus", _ when key.Length > 0 && key[^1] != ' ' => " and ", _ => "and " });
            }
            else if (category is not UnicodeCategory.NonSpacingMark && rune.Value is not ('\'' or '\u2019' or '\u2018' or '.')
                     && key.Length > 0 && key[^1] != ' ')
            {
                key.Append(' ');
            }
        }

        return key.ToString().Trim();
    }

    /// <summary>The title without <c>, Explained</c> and its like: the name of the work in most cases.</summary>
    public static string Bare(string title)
    {
        var key = Fold(title);
        foreach (var ending in Endings)
        {
            if (key.EndsWith(ending, StringComparison.Ordinal))
            {
                return key[..^ending.Length];
            }
        }

        return key;
    }
}

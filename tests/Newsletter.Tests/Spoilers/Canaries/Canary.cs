using System.Text.RegularExpressions;

namespace Newsletter.Tests.Spoilers.Canaries;

/// <summary>Where a canary must be found. A hidden one may be nowhere else; a safe one may be anywhere.</summary>
[Flags]
internal enum Place
{
    Nowhere = 0,

    /// <summary>The article's page: in the open for a safe canary, in a closed part for a hidden one.</summary>
    Page = 1,

    /// <summary>The site's safe feeds, in each format.</summary>
    Feed = 2,

    /// <summary>The site's full feeds, in each format.</summary>
    FullFeed = 4,

    /// <summary>A page of the site's list.</summary>
    List = 8,

    /// <summary>A digest: its message, its HTML and its text.</summary>
    Mail = 16,

    /// <summary>The head of the article's page: title, description, previews, structured data.</summary>
    Head = 32,

    /// <summary>The words on a closed part. They must not spoil, but no other channel has a use for them.</summary>
    Label = 64,
}

/// <summary>A word that stands at one place of one article and nowhere else.</summary>
/// <param name="What">The place in the article.</param>
internal sealed partial record Canary(string Word, bool IsHidden, Place Belongs, string What)
{
    private const string Letters = "bcdfghjklmnprstvwx";

    /// <summary>
    /// Nine letters, which slugs, addresses, folding of lines and change of case leave alone; none is part of another. Hidden ones show by their third.
    /// </summary>
    public static string WordOf(int article, int position, bool isHidden) => (isHidden ? "qzh" : "qzs") + Three(article) + Three(position);

    public static bool IsHiddenWord(string word) => word[2] == 'h';

    /// <summary>The canaries in a text, in whatever case.</summary>
    public static HashSet<string> In(string text) =>
        Pattern().Matches(text).Select(match => match.Value.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);

    private static string Three(int n) =>
        n < Letters.Length * Letters.Length * Letters.Length
            ? $"{Letters[n / Letters.Length / Letters.Length]}{Letters[n / Letters.Length % Letters.Length]}{Letters[n % Letters.Length]}"
            : throw new ArgumentOutOfRangeException(nameof(n), n, "Three letters cannot say it.");

    [GeneratedRegex("qz[sh][a-z]{6}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}

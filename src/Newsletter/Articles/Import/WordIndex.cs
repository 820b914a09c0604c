using System.Text;

namespace Newsletter.Articles.Import;

/// <summary>A text as small words with one space before and behind each, to look up words and phrases in.</summary>
internal sealed class WordIndex
{
    private readonly string words;

    public WordIndex(string text)
    {
        var folded = new StringBuilder(text.Length + 2).Append(' ');
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                folded.Append(char.ToLowerInvariant(c));
            }
            else if (c is not ('\'' or '\u2019') && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        words = folded.Append(' ').ToString();
    }

    /// <summary>How often a phrase stands in the text. Small letters, words parted by one space; <c>*</c> at the end: any ending.</summary>
    public int Count(string phrase)
    {
        var sought = phrase.EndsWith('*') ? " " + phrase[..^1] : " " + phrase + " ";
        var count = 0;
        for (var i = words.IndexOf(sought, StringComparison.Ordinal); i >= 0; i = words.IndexOf(sought, i + 1, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }

    public int Count(IEnumerable<string> phrases)
    {
        var count = 0;
        foreach (var phrase in phrases)
        {
            count += Count(phrase);
        }

        return count;
    }

    /// <summary>The first words, in order.</summary>
    public IEnumerable<string> Words(int most) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(most);
}

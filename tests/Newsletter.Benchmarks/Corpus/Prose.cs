using System.Text;

namespace Newsletter.Benchmarks.Corpus;

/// <summary>Sentences that mean nothing and look like some: words, commas, emphasis and links as often as explainers have them.</summary>
public sealed class Prose(Chance chance)
{
    private int paragraphs;

    /// <summary>Plain text of exactly this many words, with a full stop.</summary>
    public string Sentence(int words)
    {
        var text = new StringBuilder();
        Append(text, words, emphasised: -1, begins: true);
        return text.ToString();
    }

    /// <summary>Each word with a capital, a question mark at the end.</summary>
    public string Heading(int words) =>
        string.Join(' ', Enumerable.Range(0, words).Select(_ => Capital(Word()))) + "?";

    /// <summary>
    /// Markdown of exactly this many words: sentences of 8 to 22 words, the first with an emphasised word, every second paragraph with a link.
    /// </summary>
    public string Paragraph(int words)
    {
        var text = new StringBuilder();
        var linked = ++paragraphs % 2 == 0;
        if (linked)
        {
            var target = Word();
            text.Append("[The ").Append(target).Append("](https://reference.example/").Append(target).Append(") ");
            words -= 2;
        }

        var emphasised = 3;
        while (words > 0)
        {
            var length = Math.Min(words, 8 + chance.Next(15));
            length = words - length < 8 ? words : length;
            Append(text, length, emphasised, begins: !linked);
            words -= length;
            emphasised = -1;
            linked = false;
            text.Append(words > 0 ? " " : "");
        }

        return text.ToString();
    }

    private void Append(StringBuilder text, int words, int emphasised, bool begins)
    {
        for (var i = 0; i < words; i++)
        {
            var word = i == 0 && begins ? Capital(Word()) : Word();
            text.Append(i == emphasised ? $"*{word}*" : word);
            text.Append(i == words - 1 ? "." : i == words / 2 && words > 12 ? ", " : " ");
        }
    }

    private string Word() => chance.Next(100) < 46
        ? Vocabulary.Common[chance.Next(Vocabulary.Common.Length)]
        : Vocabulary.Rare[chance.Next(Vocabulary.Rare.Length)];

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}

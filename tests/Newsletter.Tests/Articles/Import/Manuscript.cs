using FsCheck;
using FsCheck.Fluent;

namespace Newsletter.Tests.Articles.Import;

/// <summary>A text as a writer may send it: paragraphs, headings, items, verse, hard wraps and characters that mean something to Markdown.</summary>
public sealed record Manuscript(string Text)
{
    public static Arbitrary<Manuscript> Arbitrary()
    {
        var line = Prose.Arbitrary().Generator.Select(prose => prose.Line);
        var sentence = line.Select(words => "The " + words.Trim() + ".");
        var wrapped = sentence.NonEmptyListOf().Select(sentences => Wrap(string.Join(' ', sentences), 72));
        var paragraph = Gen.Frequency(
            (4, wrapped),
            (3, sentence.NonEmptyListOf().Select(sentences => string.Join(' ', sentences))),
            (2, Gen.Elements("What Happened at the Mill?", "THE SECOND NIGHT", "Der Brief", "1. The Ship", "## A Marked One", "A Line Below\n----")),
            (1, line.NonEmptyListOf().Select(items => string.Join('\n', items.Select(item => "- " + item)))),
            (1, line.NonEmptyListOf().Select(items => string.Join('\n', items.Select((item, i) => $"{i + 1}. {item}")))),
            (1, line.NonEmptyListOf().Select(items => string.Join('\n', items.Select(item => "> " + item)))),
            (1, line.NonEmptyListOf().Select(items => string.Join('\n', items))),
            (1, line));
        return paragraph.NonEmptyListOf().Select(parts => new Manuscript(string.Join("\n\n", parts))).ToArbitrary();
    }

    private static string Wrap(string text, int width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line);
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : line + " " + word;
            }
        }

        return string.Join('\n', lines.Append(line));
    }
}

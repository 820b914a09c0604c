namespace Newsletter.Articles.Import;

/// <summary>The paragraphs before the boundary: the only text that front matter may be made from.</summary>
/// <param name="Paragraphs">Plain text, without the sentence that tells readers to stop and without hidden phrases.</param>
internal sealed record SafeOpening(IReadOnlyList<string> Paragraphs)
{
    public static SafeOpening Of(MarkdownBody body, BoundaryGuess boundary, IReadOnlySet<int> removed)
    {
        var paragraphs = new List<string>();
        for (var i = 0; i < body.Blocks.Count && body.Blocks[i].Start < boundary.At; i++)
        {
            var block = body.Blocks[i];
            if (block.Kind == BlockKind.Paragraph && !removed.Contains(i) && Before(block, boundary.At) is { Length: > 0 } text)
            {
                paragraphs.Add(text);
            }
        }

        return new(paragraphs);
    }

    public string Text => string.Join("\n", Paragraphs);

    private static string Before(BodyBlock block, int at)
    {
        var end = 0;
        var text = block.Text.Text;
        while (end < text.Length && block.Text.Cuts[end] < at)
        {
            end++;
        }

        return WithoutStop(text[..end]);
    }

    private static string WithoutStop(string text)
    {
        if (StopSentence.Find(text) is null)
        {
            return text.Trim();
        }

        var kept = new List<string>();
        foreach (var (start, end) in Sentences.Of(text))
        {
            if (!StopSentence.IsOne(text[start..end]))
            {
                kept.Add(text[start..end]);
            }
        }

        return string.Join(' ', kept);
    }
}

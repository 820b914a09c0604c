using System.Text.RegularExpressions;

namespace Newsletter.Articles.Import;

internal enum BoundaryFrom
{
    /// <summary>Nothing says where the spoilers begin: the whole body counts as one.</summary>
    Nowhere,
    Marked,
    StopSentence,
    PlotHeading,
    ExcerptMark,
}

/// <summary>Where the spoilers begin.</summary>
/// <param name="At">Index into the body of the first character that isn't safe; its length when nothing follows.</param>
/// <param name="Block">Index of the block that it lies in or before.</param>
/// <param name="StopSentence">Plain text; null unless <see cref="BoundaryFrom.StopSentence"/>.</param>
/// <param name="Exact">False when the sentence stands inside mark-up that can't be cut: then its paragraph isn't safe either.</param>
internal sealed partial record BoundaryGuess(BoundaryFrom From, int At, int Block, string? StopSentence = null, bool Exact = true)
{
    private const int FirstParagraphs = 3;

    /// <summary>Finds the first place that says so. What can't be told apart is not safe.</summary>
    public static BoundaryGuess Of(MarkdownBody body)
    {
        var marked = Find(body, BlockKind.Boundary);
        if (marked >= 0)
        {
            return new(BoundaryFrom.Marked, body.Blocks[marked].Start, marked);
        }

        var plot = FindPlotHeading(body);
        var stop = FindStop(body);
        if (stop is not null && (plot < 0 || stop.Block < plot))
        {
            return stop;
        }

        if (plot >= 0)
        {
            return new(BoundaryFrom.PlotHeading, body.Blocks[plot].Start, plot);
        }

        var more = Find(body, BlockKind.More);
        return more >= 0 ? new(BoundaryFrom.ExcerptMark, body.Blocks[more].Start, more) : new(BoundaryFrom.Nowhere, 0, 0);
    }

    private static int Find(MarkdownBody body, BlockKind kind)
    {
        for (var i = 0; i < body.Blocks.Count; i++)
        {
            if (body.Blocks[i].Kind == kind)
            {
                return i;
            }
        }

        return -1;
    }

    private static int FindPlotHeading(MarkdownBody body)
    {
        for (var i = 0; i < body.Blocks.Count; i++)
        {
            if (body.Blocks[i] is { Kind: BlockKind.Heading } heading && SoundsLikePlot(heading.Text.Text))
            {
                return i;
            }
        }

        return -1;
    }

    private static BoundaryGuess? FindStop(MarkdownBody body)
    {
        var all = 0;
        foreach (var block in body.Blocks)
        {
            all += SourceText.CountWords(block.Text.Text);
        }

        var (before, headings) = (0, 0);
        for (var i = 0; i < body.Blocks.Count; i++)
        {
            var block = body.Blocks[i];
            // A warning further down is about the rest of an article that has begun to tell.
            var first = headings == 0 && i < FirstParagraphs;
            if (!first && before * 10 > all * (headings == 0 ? 6 : 4))
            {
                return null;
            }

            var found = block.Kind is BlockKind.Heading or BlockKind.Paragraph or BlockKind.Quote or BlockKind.List ? StopIn(body, i) : null;
            if (found is not null)
            {
                return found;
            }

            before += SourceText.CountWords(block.Text.Text);
            headings += block.Kind == BlockKind.Heading ? 1 : 0;
        }

        return null;
    }

    private static BoundaryGuess? StopIn(MarkdownBody body, int index)
    {
        var block = body.Blocks[index];
        var text = block.Text.Text;
        if (Import.StopSentence.Find(text) is not var (start, end))
        {
            return null;
        }

        var sentence = text[start..end];
        if (block.Kind == BlockKind.Heading)
        {
            return new(BoundaryFrom.StopSentence, block.Start, index, sentence);
        }

        var next = end;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
        {
            next++;
        }

        if (next == text.Length)
        {
            return new(BoundaryFrom.StopSentence, index + 1 < body.Blocks.Count ? body.Blocks[index + 1].Start : body.Source.Length, index, sentence);
        }

        var cut = block.Kind == BlockKind.Paragraph ? block.Text.Cuts[next] : -1;
        return cut > block.Start
            ? new(BoundaryFrom.StopSentence, cut, index, sentence)
            : new(BoundaryFrom.StopSentence, block.Start, index, sentence, Exact: false);
    }

    private static bool SoundsLikePlot(string heading) =>
        (SoundsLikeEnding(heading) || PlotWords().IsMatch(heading.Replace('\u2019', '\''))) && !SpoilerFree().IsMatch(heading);

    /// <summary>True when a heading or title announces the end of the story.</summary>
    public static bool SoundsLikeEnding(string heading) => Ending().IsMatch(heading.Replace('\u2019', '\''));

    [GeneratedRegex(
        @"\b(?:plot|summary|synopsis|recap|story so far|the story|spoilers?|twists?|revealed|reveal|reveals|what happen(?:s|ed)"
        + @"|how (?:does|did|do)\b.*\bend|explained|meaning of|the truth about|who (?:is|was|killed|did|really)|why (?:did|does|is|was)"
        + @"|deaths?|dies|killer|murderer|fate of|revenge|final (?:scene|act|chapter|battle|twist|shot)"
        + @"|handlung|inhalt|inhaltsangabe|zusammenfassung|was (?:passiert|geschieht|geschah|geschehen)|auflösung|wer (?:ist|war|hat)"
        + @"|warum|tod|stirbt|mörder|erklärt|erklärung"
        + @"|résumé|l'intrigue|intrigue|que se passe|qui (?:est|a)|pourquoi|mort de|expliquée?|resumen|sinopsis|argumento|qué (?:pasa"
        + @"|pasó|sucede|ocurre)|quién|por qué|muerte de|explicado)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PlotWords();

    [GeneratedRegex(
        @"\bend(?:s|ing|ings)?\b|\bfinale\b|\b(?:post|mid)[ -]?credits?\b|\bepilogue\b|\bfinal (?:scene|act|chapter|twist|shot"
        + @"|episode)\b|\b(?:das )?ende\b|\bendet\b|\bschluss(?:szene)?\b|\bauflösung\b|\bla fin\b|\bdénouement\b|\bel final\b"
        + @"|\bdesenlace\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ending();

    [GeneratedRegex(
        @"\bspoiler[ -]?fr(?:ee|ei)\w*|\b(?:no|without|ohne|sans|sin) spoilers?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SpoilerFree();
}

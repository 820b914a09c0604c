using Newsletter.Spoilers;

namespace Newsletter.Articles.Import;

/// <summary>The last part of every import: boundary, closing line, and the front matter that the source leaves open.</summary>
internal sealed class ArticleAssembly
{
    private readonly Draft draft;
    private readonly ImportOptions options;
    private readonly FrontMatterDraft front;
    private readonly MarkdownBody body;
    private readonly ClosingLines readMore;
    private readonly BoundaryGuess boundary;
    private readonly SafeOpening opening;
    private readonly string whole;

    private ArticleAssembly(Draft draft, ImportOptions options)
    {
        (this.draft, this.options, front) = (draft, options, draft.FrontMatter);
        body = BareHeadings.Settle(MarkdownBody.Of(draft.Body), draft.SeekHeadings);
        readMore = ClosingLines.In(body);
        boundary = BoundaryGuess.Of(body);
        opening = SafeOpening.Of(body, boundary, readMore.Blocks);
        whole = string.Join("\n", body.Blocks.Select(block => block.Text.Text + " " + block.Text.Hidden));
    }

    public static ImportResult Make(Draft draft, ImportOptions options) => new ArticleAssembly(draft, options).Make();

    private ImportResult Make()
    {
        var language = Language();
        var work = new WorkGuess(draft.Title, opening.Text, whole).Fill(front);
        Section();
        if (options.Author is { Length: > 0 } author)
        {
            Byline.Write(front, [author], Confidence.High);
        }

        if (options.Draft)
        {
            front.Set("draft", "true", "true");
        }

        Summary(work, language);
        Level();
        Tags();
        Advisories(language);

        // Without a boundary nothing but the summary is safe, unless a container says that the rest is: then the rest must be told that it isn't.
        var mark = boundary.From != BoundaryFrom.Nowhere || body.Unreadable || body.Blocks.Any(block => block.Kind == BlockKind.Container);
        var written = BodyWriter.Write(body, boundary, mark, readMore.Blocks, readMore.Line?.ToMarkdown(front["section"]!));
        var (header, guesses) = front.Write();
        var markdown = header + written.Text;
        var report = new ImportReport(markdown, header.Length);
        report.Boundary(boundary, written, mark, body.Unreadable);
        report.Headings(written);
        report.Hidden(body, written);
        report.ReadMore(readMore.Line, written.ReadMoreAt);
        report.Pictures();
        return new(Slug.Of(draft.Title) + ".md", markdown, report.Sorted([.. guesses, .. draft.Notes]));
    }

    private string Language()
    {
        if (front["lang"] is { } stated)
        {
            return stated;
        }

        var (guess, confidence) = options.Language is { } known ? (known, Confidence.High) : LanguageGuess.Of(new WordIndex(draft.Title + "\n" + whole));
        front.Set("lang", YamlText.Plain(guess), guess);
        if (options.Language is null)
        {
            front.Guess("lang", guess, confidence, "The language by its small words.");
        }

        return guess;
    }

    private void Section()
    {
        if (front.Has("section"))
        {
            return;
        }

        var named = readMore.Line?.Section;
        var category = draft.Categories.Count > 0 ? draft.Categories[0] : null;
        var section = named ?? category ?? options.Section;
        front.Set("section", YamlText.Quote(section), section);
        if (named is not null || category is not null)
        {
            var (confidence, source) = named is null ? (Confidence.Medium, "From the categories.") : (Confidence.High, "From the Read More line.");
            front.Guess("section", section, confidence, source);
        }
    }

    private void Summary(string work, string language)
    {
        if (front["summary"] is { } stated && SummaryGuess.Tells(stated, draft.Title + "\n" + opening.Text, Spoilers()))
        {
            front.Remove("summary");
            front.Guess("summary", "a new one", Confidence.Low, "The one that came with the article repeats words of its spoilers, so it was left out.");
        }

        if (front.Has("summary"))
        {
            return;
        }

        if (SummaryGuess.Of(opening, work, out var fits) is { } summary)
        {
            front.Set("summary", YamlText.Quote(summary), summary);
            front.Guess("summary", summary, fits ? Confidence.Medium : Confidence.Low,
                "Taken from the opening. It must give nothing away and make people want to read; 20 to 45 words.");
            return;
        }

        var neutral = SummaryGuess.Neutral(work, language);
        front.Set("summary", YamlText.Quote(neutral), neutral);
        front.Guess("summary", neutral, Confidence.Low,
            "No text is safe for certain, so this only says that the article tells all. Write a summary that gives nothing away.");
    }

    /// <summary>Everything that isn't in the opening.</summary>
    private string Spoilers()
    {
        var texts = new List<string>();
        foreach (var block in body.Blocks)
        {
            texts.Add(block.Text.Hidden);
            if (block.Kind == BlockKind.Container || block.End > boundary.At)
            {
                texts.Add(block.Text.Text);
            }
        }

        return string.Join("\n", texts);
    }

    private void Level()
    {
        if (front.Has("spoilers"))
        {
            return;
        }

        var ending = BoundaryGuess.SoundsLikeEnding(draft.Title)
            || body.Blocks.Any(block => block.Kind == BlockKind.Heading && BoundaryGuess.SoundsLikeEnding(block.Text.Text));
        var level = ending ? SpoilerLevel.Ending : SpoilerLevel.Major;
        front.Set("spoilers", level.Word(), level.Word());
        front.Guess("spoilers", level.Word(), ending ? Confidence.High : Confidence.Low,
            ending ? "A heading or the title speaks of the end." : "No heading speaks of the end. If the text tells how the story ends, write ending.");
    }

    private void Tags()
    {
        const int most = 6;
        string[] stated = [.. draft.Tags.Concat(draft.Categories).Where(tag => tag != front["section"]).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (stated.Length > 0)
        {
            front.Set("tags", YamlText.List(stated), string.Join(", ", stated));
            if (draft.Categories.Count > 0)
            {
                front.Guess("tags", string.Join(", ", stated), Confidence.Medium, "Tags and categories of the source.");
            }

            return;
        }

        var tags = TagWords.In(new WordIndex(draft.Title + "\n" + opening.Text)).Take(most).ToList();
        if (front.Kind is { } kind && !tags.Contains(kind))
        {
            tags.Add(kind);
        }

        if (tags.Count == 0)
        {
            return;
        }

        front.Set("tags", YamlText.List(tags), string.Join(", ", tags));
        front.Guess("tags", string.Join(", ", tags), Confidence.Low, "By words of the opening; use the tags that your readers know.");
    }

    private void Advisories(string language)
    {
        if (front.Has("advisories"))
        {
            return;
        }

        string[] advisories = [.. AdvisoryWords.In(new WordIndex(draft.Title + "\n" + whole), language)];
        if (advisories.Length == 0)
        {
            return;
        }

        front.Set("advisories", YamlText.List(advisories), string.Join(", ", advisories));
        front.Guess("advisories", string.Join(", ", advisories), Confidence.Low,
            "By words anywhere in the text. Readers see them before the spoilers: strike what doesn't happen in the work, and what gives it away.");
    }
}

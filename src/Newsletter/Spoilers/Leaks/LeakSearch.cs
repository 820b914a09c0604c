using Newsletter.Articles;

namespace Newsletter.Spoilers.Leaks;

/// <summary>
/// Searches what everybody will read of an article for what it hides: the gate that holds against slips of editors, as the types hold against slips
/// of code. Pure.
/// </summary>
internal sealed class LeakSearch
{
    /// <summary>Findings of one text; more help nobody.</summary>
    private const int MostOfOneText = 5;

    private readonly ArticleParts article;
    private readonly List<(OpenText Text, FoldedText Folded)> open;
    private readonly List<FoldedText> hidden = [];
    private readonly List<(FoldedText Text, Origin Origin)> hiddenInBody = [];
    private readonly LetterWindows windows;
    private readonly ProtectedWords words;
    private readonly Lazy<SourcePlaces> places;

    private LeakSearch(ArticleParts article, int run)
    {
        this.article = article;
        open = [.. OpenText.Of(article).Where(text => text.Text.Length > 0).Select(text => (text, FoldedText.Of(text.Text)))];
        windows = new([.. open.Select(o => o.Folded)]);
        words = new(run, windows);
        places = new(() => new(article.Text));
        Protect();
    }

    /// <summary>What is found, and the guard for what will be rendered.</summary>
    /// <param name="run">Words of a run that counts as a quotation.</param>
    public static (IReadOnlyList<Diagnostic> Found, Guard Guard) Search(ArticleParts article, int run = ProtectedWords.DefaultRun)
    {
        var found = new List<Diagnostic>();
        var search = new LeakSearch(article, run);
        if (!search.words.IsEmpty)
        {
            foreach (var (text, folded) in search.open)
            {
                found.AddRange(search.words.In(folded).Take(MostOfOneText).Select(leak => search.Explain(text, folded, leak)));
            }
        }

        var guard = Guard.Of(search.hidden, search.words.Phrases, [.. search.open.Select(o => o.Folded)]);
        return (AllowedLeaks.Apply(article.Front.AllowLeak, article.LinesOf("allow_leak").First, found, code => code != LeakRules.OtherArticle.Code), guard);
    }

    /// <summary>What everybody will read of an article, searched for what others hide, and what others show, searched for what it hides.</summary>
    public static IReadOnlyList<Diagnostic> SearchForOthers(ArticleParts article, IReadOnlyList<OtherArticle> others)
    {
        if (others.Count == 0)
        {
            return AllowedLeaks.Apply(article.Front.AllowLeak, article.LinesOf("allow_leak").First, [], code => code == LeakRules.OtherArticle.Code);
        }

        var found = new List<Diagnostic>();
        var search = new LeakSearch(article, ProtectedWords.DefaultRun);
        foreach (var other in others)
        {
            search.AddThoseOf(other.Name, other.Body, found);
        }

        return
        [
            .. AllowedLeaks.Apply(article.Front.AllowLeak, article.LinesOf("allow_leak").First, found, code => code == LeakRules.OtherArticle.Code),
            .. others.Select(search.HiddenInVain).OfType<Diagnostic>(),
        ];
    }

    private void AddThoseOf(string name, Body other, List<Diagnostic> found)
    {
        var theirs = new ProtectedWords(searched: windows);
        theirs.AddRuns(other);
        theirs.Except(FoldedText.Of(other.OpenText().Text));
        foreach (var (text, folded) in open)
        {
            foreach (var leak in theirs.In(folded).Take(MostOfOneText))
            {
                var message = $"Words that '{name}' hides in the part at line {leak.Origin.Line} stand in {text.Name}: \"{Shown(text.Text, leak)}\". They would be in {text.Reach}.";
                found.Add(LeakRules.OtherArticle.At(PlaceOf(folded.Letters[leak.Start..leak.End], text), message, "Hide it here as well, or say it in words that give nothing away. If it gives nothing away after all, say why in `allow_leak`."));
            }
        }
    }

    /// <summary>The first words hidden here that another article shows; null: none.</summary>
    private Diagnostic? HiddenInVain(OtherArticle other)
    {
        List<(string Text, FoldedText Folded)> theirs = [.. other.Body.OpenTexts().Concat(other.About).Where(text => text.Length > 0).Select(text => (text, FoldedText.Of(text)))];
        var mine = new ProtectedWords(searched: new LetterWindows([.. theirs.Select(text => text.Folded)]));
        hiddenInBody.ForEach(text => mine.AddRuns(text.Text, text.Origin));
        open.ForEach(text => mine.Except(text.Folded));
        foreach (var (text, folded) in theirs)
        {
            foreach (var leak in mine.In(folded))
            {
                var line = LineOf(folded.Letters[leak.Start..leak.End], leak.Origin);
                return LeakRules.HiddenInVain.At(line, 1, $"Words that are hidden here stand open in '{other.Name}': \"{Shown(text, leak)}\".", "If they give something away, hide them there, too.");
            }
        }

        return null;
    }

    private void Protect()
    {
        var front = article.Front;
        int LineOf(string key) => article.LinesOf(key).First;
        if (front.SafeTitle is { } safeTitle)
        {
            Hide(FoldedText.Of(front.Title), LineOf("title"));
            // Both begin alike, as a rule.
            words.Except(FoldedText.Of(safeTitle));
        }

        var titles = front.Spoils.Prepend(front.Work).OfType<Work>().Select(work => FoldedText.Of(work.Title)).ToList();
        foreach (var (text, origin) in HiddenWords.Of(article.Body, article.Open, titles))
        {
            if (origin.Kind == OriginKind.Phrase)
            {
                words.AddPhrase(text, origin);
            }
            else
            {
                hiddenInBody.Add((text, origin));
                Hide(text, origin.Line);
            }
        }

        if (front.Image is { Spoiler: true } image)
        {
            Hide(FoldedText.Of(image.Alt), LineOf("image"));
        }

        words.Except(FoldedText.Of(article.Open.Text));
        titles.ForEach(words.Except);
        foreach (var secret in front.Secrets)
        {
            words.AddPhrase(FoldedText.Of(secret), new(OriginKind.Secret, LineOf("secrets")));
        }
    }

    private void Hide(FoldedText text, int line)
    {
        hidden.Add(text);
        words.AddRuns(text, new(OriginKind.Hidden, line));
    }

    private Diagnostic Explain(OpenText text, FoldedText folded, Leak leak)
    {
        var letters = folded.Letters[leak.Start..leak.End];
        var place = PlaceOf(letters, text);
        var line = LineOf(letters, leak.Origin);
        var shown = Shown(text.Text, leak);
        var (rule, message) = leak.Origin.Kind switch
        {
            OriginKind.Secret => (LeakRules.Secret, $"A secret of line {line} stands in {text.Name}: \"{shown}\". It would be in {text.Reach}."),
            OriginKind.Phrase => (LeakRules.Phrase, $"The phrase hidden in line {line} stands open in {text.Name}: \"{shown}\". It would be in {text.Reach}."),
            _ => (LeakRules.Run, $"Words hidden in line {line} stand in {text.Name}: \"{shown}\". They would be in {text.Reach}."),
        };
        var otherwise = article.Open.Text.AsSpan().Trim(FoldedText.Break).IsWhiteSpace() && leak.Origin.Kind == OriginKind.Hidden
            ? " If it gives nothing away after all, put `<!-- spoilers -->` below the words in the text."
            : " If it gives nothing away after all, say why in `allow_leak`.";
        return rule.At(place, message, text.Advice + otherwise);
    }

    private TextPosition PlaceOf(ReadOnlySpan<char> letters, OpenText text)
    {
        if (text.Lines.First == 0)
        {
            return new(0, 0);
        }

        var (first, last) = text.Lines;
        var isNote = first >= article.BodyLine && text.Name != "the lead";
        for (var length = letters.Length; length >= 4; length /= 2)
        {
            // Mark-up may stand between the words in the file: then their beginning is found.
            var place = places.Value.Find(letters[..length], first, last, isHidden: false) ?? (isNote ? places.Value.Find(letters[..length], first, last, isHidden: true) : null);
            if (place is { } found)
            {
                return found;
            }
        }

        return new(first, 0);
    }

    private int LineOf(ReadOnlySpan<char> letters, Origin origin)
    {
        for (var length = letters.Length; origin.Kind != OriginKind.Secret && origin.Line >= article.BodyLine && length >= 4; length /= 2)
        {
            if (places.Value.Find(letters[..length], origin.Line, article.LastLineOfText, isHidden: true) is { } place)
            {
                return place.Line;
            }
        }

        return origin.Line;
    }

    /// <summary>The words as they were written.</summary>
    private static string Shown(string text, Leak leak)
    {
        var folded = FoldedText.Of(text, withPlaces: true);
        var from = folded.PlaceOf(leak.Start);
        var end = folded.PlaceOf(leak.End - 1) + 1;
        while (end < text.Length && leak.End < folded.Letters.Length && end < folded.PlaceOf(leak.End) && (char.IsLowSurrogate(text[end]) || text[end] == ';'))
        {
            end++;
        }

        return Excerpt.Of(text[from..end]);
    }
}

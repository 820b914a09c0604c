using System.Globalization;

namespace Newsletter.Articles.Import;

/// <summary>The work that an article explains, from its title and safe opening.</summary>
/// <param name="title">Of the article.</param>
/// <param name="safe">The safe opening.</param>
/// <param name="whole">All of the text: decides between words of the title, and counts towards the kind; nothing else is taken from it.</param>
internal sealed class WorkGuess(string title, string safe, string whole)
{
    /// <summary>Sets <c>work</c>, unless the source did; returns the work's title.</summary>
    public string Fill(FrontMatterDraft front)
    {
        var work = WorkTitle.Of(title, whole);
        var said = WorkFacts.Kind(new WordIndex(title + "\n" + safe));
        var kind = said ?? WorkFacts.Kind(new WordIndex(whole));
        front.Kind = kind;
        if (front.Has("work"))
        {
            return work.Title;
        }

        var by = WorkFacts.By(safe, kind);
        var year = WorkFacts.Year(title, work.Title, safe);
        var yaml = "{ title: " + YamlText.Quote(work.Title);
        front.Guess("work", "title", work.Title, work.Confidence, "The work's own name, as readers know it. Strike work if the article is about none.");
        if (kind is not null)
        {
            yaml += ", kind: " + kind;
            front.Guess("work", "kind", kind, said is null ? Confidence.Low : Confidence.Medium, "film, series, book, game, play or myth.");
        }

        if (year is not null)
        {
            yaml += ", year: " + year.Value.ToString(CultureInfo.InvariantCulture);
            front.Guess("work", "year", year.Value.ToString(CultureInfo.InvariantCulture), Confidence.Medium, "The year that the opening names.");
        }

        if (by is not null || work.Owner is not null)
        {
            yaml += ", by: " + YamlText.Quote(by ?? work.Owner!);
            front.Guess("work", "by", by ?? work.Owner!, by is null ? Confidence.Low : Confidence.Medium, "Director, author or maker.");
        }

        front.Set("work", yaml + " }", work.Title);
        return work.Title;
    }
}

using Newsletter.Publishing.Previews;
using Newsletter.Spoilers;

namespace Newsletter.Web.Desk;

/// <summary>A text of an article's head, and where it goes.</summary>
internal sealed record NamedText(string Name, string Text);

/// <summary>What of an article's head everybody reads, and what is kept back.</summary>
internal static class FrontText
{
    public static IEnumerable<NamedText> Open(Draft draft)
    {
        var safe = draft.Outcome.Article!.Safe;
        return Said(
            ("title", safe.Title.ToString()), ("address", draft.Outcome.Article.Slug), ("summary", safe.Summary.ToString()), ("section", safe.Section.ToString()),
            ("work", safe.Work?.Title.ToString() ?? ""), ("also spoils", Row(safe.Spoils.Select(work => work.Title))), ("tags", Row(safe.Tags)), ("advisories", Row(safe.Advisories)),
            ("authors", Row(safe.Authors)), ("picture", safe.Image?.Source.ToString() ?? ""), ("its description", safe.Image?.Alt.ToString() ?? ""), ("Read More", Row(safe.ReadMore.Select(entry => entry.Label))),
            ("labels of closed parts", string.Join(" · ", draft.Read.Split?.Body.Spoilers.Where(part => part.Parent is null).Select(part => part.Label).OfType<string>() ?? [])));
    }

    public static IEnumerable<NamedText> Hidden(Draft draft)
    {
        var article = draft.Outcome.Article!;
        return Said(
            ("title that spoils", article.FullTitle ?? ""), ("picture that spoils", article.FullImage?.Source ?? ""), ("its description", article.FullImage?.Alt ?? ""),
            ("secrets", string.Join(" · ", draft.Read.Front?.Secrets ?? [])));
    }

    private static string Row(IEnumerable<SafeText> texts) => string.Join(" · ", texts);

    private static IEnumerable<NamedText> Said(params (string Name, string Text)[] texts) => texts.Where(text => text.Text.Length > 0).Select(text => new NamedText(text.Name, text.Text));
}

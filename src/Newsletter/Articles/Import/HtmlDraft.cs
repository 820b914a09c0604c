using AngleSharp.Html.Parser;

namespace Newsletter.Articles.Import;

/// <summary>Reads a web page: what its head and marks say of the article, and the article as Markdown.</summary>
internal static class HtmlDraft
{
    public static Draft Read(string html, string fileName)
    {
        var document = new HtmlParser().ParseDocument(SourceText.Clean(html));
        var page = new HtmlPage(document);
        var front = new FrontMatterDraft();
        var writer = new HtmlToMarkdown();
        var title = page.TakeTitle();
        var body = writer.Write(page.Root);
        if (title is null)
        {
            (title, body) = MarkdownDraft.TitleIn(MarkdownBody.Of(body));
        }

        title = Draft.TitleOf(front, title, fileName);
        if (page.Published is { } stamp && DateLine.OfStamp(stamp) is { } time)
        {
            Byline.Publish(front, time, Confidence.High);
        }

        Byline.Write(front, page.Authors, Confidence.High);
        if (page.Description is { Length: > 0 } description)
        {
            front.Set("summary", YamlText.Quote(description), description);
            front.Guess("summary", description, Confidence.Medium, "The page's own description. It must give nothing away.");
        }

        if (page.Language is { } language)
        {
            front.Set("lang", YamlText.Plain(language), language);
        }

        List<ImportGuess> notes = [];
        if (writer.LeftOut > 0)
        {
            var parts = writer.LeftOut == 1 ? "1 part" : $"{writer.LeftOut} parts";
            notes.Add(new("left out", parts, Confidence.Medium, 0,
                "Menus, share buttons, scripts and the like of the page. Compare with the page if something is missing."));
        }

        return new() { Title = title, Body = body, FrontMatter = front, SeekHeadings = true, Notes = notes };
    }
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Newsletter.Articles.Import;

/// <summary>What to check in the body. Names lines, and shows no text from after the boundary.</summary>
/// <param name="markdown">The whole result.</param>
/// <param name="bodyStart">Index in it of the body.</param>
internal sealed partial class ImportReport(string markdown, int bodyStart)
{
    private readonly List<ImportGuess> guesses = [];

    public void Boundary(BoundaryGuess boundary, WrittenBody written, bool marked, bool unreadable)
    {
        var at = written.BoundaryAt >= 0 ? written.BoundaryAt : written.HeadingsAt.Count > 0 ? written.HeadingsAt[0] : 0;
        var line = written.Text.Length > 0 ? LineOf(at) : 0;
        guesses.Add(boundary.From switch
        {
            BoundaryFrom.Marked => new("boundary", "as marked", Confidence.High, line, "The text had a boundary already."),
            BoundaryFrom.StopSentence when boundary.Exact => new("boundary", boundary.StopSentence!, Confidence.High, line,
                "Behind the sentence that tells readers to stop: nothing above it may spoil."),
            BoundaryFrom.StopSentence => new("boundary", boundary.StopSentence!, Confidence.Medium, line,
                "Before the block with this sentence, because the text goes on inside the same emphasis, link, list or quote. Move it down if you can."),
            BoundaryFrom.PlotHeading => new("boundary", "before the first heading about the plot", Confidence.Medium, line,
                "No sentence tells readers to stop. Check that nothing above this line spoils."),
            BoundaryFrom.ExcerptMark => new("boundary", "at the excerpt mark", Confidence.Medium, line,
                "Another tool cut its excerpt here. Check that nothing above this line spoils."),
            _ when unreadable => new("boundary", "at the top", Confidence.Low, line,
                "The text is nested so deeply that nothing in it could be told apart. Flatten its lists and quotes."),
            _ => new("boundary", "none", Confidence.Low, line, marked
                ? "Nothing says where the spoilers begin, so all of the text counts as one. Move the boundary to where they do."
                : $"Nothing says where the spoilers begin, so only the summary is safe. Put {BodyWriter.Marker} on a line of its own where they do; it might fit here."),
        });
    }

    public void Headings(WrittenBody written)
    {
        if (written.Text.Length == 0)
        {
            guesses.Add(new("text", "none", Confidence.Low, 0, "Nothing but a title was found. Is this the right file?"));
            return;
        }

        if (written.HeadingsAt.Count == 0)
        {
            guesses.Add(new("headings", "0", Confidence.Low, 0, "No line looks like a heading. Start headings with ##."));
            return;
        }

        const int most = 40;
        var lines = string.Join(", ", written.HeadingsAt.Take(most).Select(at => LineOf(at).ToString(CultureInfo.InvariantCulture)));
        var more = written.HeadingsAt.Count > most ? " and further ones" : "";
        guesses.Add(new("headings", written.HeadingsAt.Count.ToString(CultureInfo.InvariantCulture), Confidence.Medium, LineOf(written.HeadingsAt[0]),
            $"On the lines {lines}{more}."));
    }

    public void Hidden(MarkdownBody body, WrittenBody written)
    {
        var count = body.Blocks.Count(block => block.Kind == BlockKind.Container);
        if (count > 0 && written.Text.IndexOf("::: spoiler", StringComparison.OrdinalIgnoreCase) is var at and >= 0)
        {
            guesses.Add(new("hidden parts", count.ToString(CultureInfo.InvariantCulture), Confidence.Medium, LineOf(at),
                "The source hid them. Set the level of each, and see that its label gives nothing away."));
        }
    }

    public void ReadMore(ClosingLine? line, int at)
    {
        if (line is not null)
        {
            guesses.Add(new("read more", string.Join(" | ", line.Items), Confidence.High, LineOf(at),
                "Each title becomes a link once an article of that title is published."));
        }
    }

    public void Pictures()
    {
        var body = markdown[bodyStart..];
        if (body.IndexOf("![](", StringComparison.Ordinal) is var bare and >= 0)
        {
            guesses.Add(new("images", "no description", Confidence.Low, LineOf(bare), "Say between the brackets what the picture shows."));
        }

        if (PictureInFolder().Match(body) is { Success: true } found)
        {
            guesses.Add(new("images", found.Groups["name"].Value, Confidence.Low, LineOf(found.Index),
                "This leads nowhere here: upload pictures beside the article, and write their file names."));
        }
    }

    public IReadOnlyList<ImportGuess> Sorted(IEnumerable<ImportGuess> others) => [.. others.Concat(guesses).OrderBy(guess => guess.Line == 0 ? int.MaxValue : guess.Line)];

    [GeneratedRegex(@"!\[[^\]\n]*\]\(<?(?!https?://)(?<name>[^\s)>]*/[^\s)>]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PictureInFolder();

    private int LineOf(int bodyIndex) => 1 + markdown.AsSpan(0, bodyStart + bodyIndex).Count('\n');
}

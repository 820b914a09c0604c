using System.Text.RegularExpressions;
using Markdig.Extensions.Footnotes;
using Markdig.Syntax;
using Newsletter.Articles;
using Newsletter.Spoilers.Syntax;

namespace Newsletter.Spoilers;

/// <summary>
/// Lines of the open text that look like a boundary or a container and are none: misspelt, swallowed by HTML or by code that has no end, or
/// written for another tool. What they were to hide would be shown, so each is an error.
/// </summary>
internal static partial class StraySyntax
{
    public static void Check(MarkdownDocument document, string markdown, Cut cut, BodyProblems problems)
    {
        Known? known = null;
        var number = 0;
        foreach (var line in markdown.AsSpan().EnumerateLines())
        {
            if (LookOf(Bare(line)) is { } look && !cut.Hides(number))
            {
                known ??= new(document);
                if (!known.Explains(number, look) && !problems.Found.Any(p => p.Line == problems.LineOf(number)))
                {
                    Report(problems, number, look);
                }
            }

            number++;
        }

        CheckIndentedCode(document, markdown, cut, problems);
    }

    private static Look? LookOf(ReadOnlySpan<char> text) =>
        text.StartsWith(":::", StringComparison.Ordinal) ? Look.Fence
        : BoundaryLike().IsMatch(text) ? Look.Boundary
        : NoteLike().IsMatch(text) ? Look.Note
        : OtherTool().IsMatch(text) ? Look.OtherTool
        : null;

    /// <summary>Four spaces too many turn text into code, often unmeant, and code hides nothing.</summary>
    private static void CheckIndentedCode(MarkdownDocument document, string markdown, Cut cut, BodyProblems problems)
    {
        if (!HiddenText.HasPhrase(markdown))
        {
            return;
        }

        foreach (var code in document.Descendants<CodeBlock>())
        {
            if (code is not FencedCodeBlock && !cut.Hides(code.Line) && HiddenText.HasPhrase(code.Lines.ToString()))
            {
                problems.Add(HidingRules.PhraseMisplaced, code.Line, 0, "These lines are code, being indented so far, and code cannot hide words.",
                    "Take spaces away from the start of the line, or put code with bars between lines of three backticks.");
            }
        }
    }

    private static void Report(BodyProblems problems, int line, Look look)
    {
        switch (look)
        {
            case Look.Fence:
                problems.Add(HidingRules.StrayFence, line, 0, "This line neither begins nor ends a hidden part.",
                    "Write '::: spoiler ending' to begin one and ':::' to end it, each on a line of its own, below a blank line and outside HTML and code.");
                break;
            case Look.Boundary:
                problems.Add(MarkdownRules.BoundaryMisplaced, line, 0, "This looks like the boundary, but it is misspelt, indented, or part of HTML or code.",
                    "Put <!-- spoilers --> on a line of its own, below a blank line; close the code or HTML above it.");
                break;
            case Look.Note:
                problems.Add(HidingRules.NoteNotRead, line, 0, "This line looks like a footnote, but is ordinary text where it stands.",
                    "Begin the line with it, without indentation, outside lists and quotes: behind the paragraph, or at the end of the part.");
                break;
            default:
                problems.Add(HidingRules.OtherTool, line, 0, "These marks hide nothing here.", HidingRules.OtherToolAdvice);
                break;
        }
    }

    /// <summary>A line without what makes it part of quotes and lists.</summary>
    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> line)
    {
        while (true)
        {
            var rest = line.TrimStart(" \t");
            if (rest is ['>', not '!', ..] or ['>'])
            {
                rest = rest[1..];
            }
            else if (rest is ['-' or '*' or '+' or ':', ' ' or '\t', ..])
            {
                rest = rest[2..];
            }
            else if (rest.IndexOfAnyExceptInRange('0', '9') is > 0 and var digits && rest[digits..] is ['.' or ')', ' ', ..])
            {
                rest = rest[(digits + 2)..];
            }
            else
            {
                return rest;
            }

            line = rest;
        }
    }

    [GeneratedRegex(@"^<[!\s\p{Pd}]+spoiler", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BoundaryLike();

    [GeneratedRegex(@"^\[\^[^\]]+\]:")]
    private static partial Regex NoteLike();

    [GeneratedRegex(@"^(?:`{3,}|~{3,})\s*spoiler|>!.+?!<|\[spoiler\b[^\]]*\]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OtherTool();

    /// <summary>What a line looks like.</summary>
    private enum Look
    {
        Fence,
        Boundary,
        Note,
        OtherTool,
    }

    /// <summary>The lines whose look is what they are: boundaries, fences of containers, footnotes, and code between two fences.</summary>
    private sealed class Known
    {
        private readonly HashSet<(Look, int)> lines = [];
        private readonly HashSet<int> code = [];

        public Known(MarkdownDocument document)
        {
            foreach (var block in document.Descendants())
            {
                switch (block)
                {
                    case SpoilerContainer container:
                        lines.UnionWith([(Look.Fence, container.Line), (Look.Fence, container.LastLine)]);
                        break;
                    case Footnote note:
                        lines.Add((Look.Note, note.Line));
                        break;
                    case HtmlBlock { Type: HtmlBlockType.Comment } comment:
                        // Only its first line may be a boundary: a comment that has no end takes a later one with it.
                        lines.UnionWith(Boundary.Is(comment) ? [(Look.Boundary, comment.Line)] : []);
                        lines.UnionWith(Enumerable.Range(comment.Line, comment.Lines.Count).SelectMany(line => new[] { (Look.Fence, line), (Look.Note, line) }));
                        break;
                    case FencedCodeBlock { ClosingFencedCharCount: > 0 } fenced when !IsOfAnotherTool(fenced):
                        code.UnionWith(Enumerable.Range(fenced.Line, fenced.Lines.Count + 2));
                        break;
                }
            }
        }

        public bool Explains(int line, Look look) => code.Contains(line) || lines.Contains((look, line));

        private static bool IsOfAnotherTool(FencedCodeBlock block) => block.Info?.StartsWith("spoiler", StringComparison.OrdinalIgnoreCase) == true;
    }
}

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
            var text = Bare(line);
            var isFence = text.StartsWith(":::", StringComparison.Ordinal);
            var isBoundary = BoundaryLike().IsMatch(text);
            if ((isFence || isBoundary || OtherTool().IsMatch(text)) && !cut.Hides(number))
            {
                known ??= new(document);
                if (!known.Explains(number, isFence, isBoundary) && !problems.Found.Any(p => p.Line == problems.LineOf(number)))
                {
                    Report(problems, number, isFence, isBoundary);
                }
            }

            number++;
        }

        CheckIndentedCode(document, markdown, cut, problems);
        CheckNotes(document, markdown, cut, problems);
    }

    /// <summary>Markdig reads no footnote in the line behind a definition list.</summary>
    private static void CheckNotes(MarkdownDocument document, string markdown, Cut cut, BodyProblems problems)
    {
        var number = 0;
        Known? known = null;
        HashSet<int>? notes = null;
        foreach (var line in markdown.AsSpan().EnumerateLines())
        {
            if (NoteLike().IsMatch(line) && !cut.Hides(number))
            {
                notes ??= [.. document.Descendants<Footnote>().Select(note => note.Line)];
                known ??= new(document);
                if (!notes.Contains(number) && !known.Explains(number, isFence: false, isBoundary: false))
                {
                    problems.Add(HidingRules.NoteNotRead, number, 0, "This line looks like a footnote, but is ordinary text where it stands.",
                        "Put a paragraph between the definition list and the footnote, or the footnote at the end of the part, without indentation.");
                }
            }

            number++;
        }
    }

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

    private static void Report(BodyProblems problems, int line, bool isFence, bool isBoundary)
    {
        if (isFence)
        {
            problems.Add(HidingRules.StrayFence, line, 0, "This line neither begins nor ends a hidden part.",
                "Write '::: spoiler ending' to begin one and ':::' to end it, each on a line of its own, below a blank line and outside HTML and code.");
        }
        else if (isBoundary)
        {
            problems.Add(MarkdownRules.BoundaryMisplaced, line, 0, "This looks like the boundary, but it is misspelt, indented, or part of HTML or code.",
                "Put <!-- spoilers --> on a line of its own, below a blank line; close the code or HTML above it.");
        }
        else
        {
            problems.Add(HidingRules.OtherTool, line, 0, "These marks hide nothing here.", HidingRules.OtherToolAdvice);
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

    [GeneratedRegex(@"^[ \t>]*\[\^[^\]]+\]:")]
    private static partial Regex NoteLike();

    [GeneratedRegex(@"^(?:`{3,}|~{3,})\s*spoiler|>!.+?!<|\[spoiler\b[^\]]*\]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OtherTool();

    /// <summary>The lines whose look is what they are: boundaries, fences of containers, and code between two fences.</summary>
    private sealed class Known
    {
        private readonly HashSet<int> boundaries = [];
        private readonly HashSet<int> fences = [];
        private readonly HashSet<int> code = [];

        public Known(MarkdownDocument document)
        {
            foreach (var block in document.Descendants())
            {
                switch (block)
                {
                    case SpoilerContainer container:
                        fences.UnionWith([container.Line, container.LastLine]);
                        break;
                    case HtmlBlock { Type: HtmlBlockType.Comment } comment:
                        // Only its first line may be a boundary: a comment that has no end takes a later one with it.
                        boundaries.UnionWith(Boundary.Is(comment) ? [comment.Line] : []);
                        fences.UnionWith(Enumerable.Range(comment.Line, comment.Lines.Count));
                        break;
                    case FencedCodeBlock { ClosingFencedCharCount: > 0 } fenced when !IsOfAnotherTool(fenced):
                        code.UnionWith(Enumerable.Range(fenced.Line, fenced.Lines.Count + 2));
                        break;
                }
            }
        }

        public bool Explains(int line, bool isFence, bool isBoundary) =>
            code.Contains(line) || (isFence && fences.Contains(line)) || (isBoundary && boundaries.Contains(line));

        private static bool IsOfAnotherTool(FencedCodeBlock block) => block.Info?.StartsWith("spoiler", StringComparison.OrdinalIgnoreCase) == true;
    }
}

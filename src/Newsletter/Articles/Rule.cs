namespace Newsletter.Articles;

/// <summary>One thing that can be wrong with an article; its row in the table of <c>docs/editors.md</c>.</summary>
/// <param name="Code"><c>NL</c> and three digits; never reused.</param>
/// <param name="Severity">The same for every diagnostic of the rule.</param>
/// <param name="Title">What is wrong, a few words, no full stop.</param>
/// <param name="Explanation">Why it matters and what the pipeline does about it; Markdown, one paragraph.</param>
/// <param name="Example">
/// An article that breaks this rule and no other. A line <c>=== name.md</c> begins another file;
/// <c>\xE9</c> stands for one byte, <c>\u202E</c> for one character, and <c>{9}</c> behind either for nine of them.
/// </param>
public sealed record Rule(string Code, Severity Severity, string Title, string Explanation, string Example)
{
    /// <inheritdoc cref="Diagnostic" path="/param"/>
    public Diagnostic At(int line, int column, string message, string advice) => new(Code, Severity, line, column, message, advice);

    internal Diagnostic At(TextPosition place, string message, string advice) => At(place.Line, place.Column, message, advice);
}

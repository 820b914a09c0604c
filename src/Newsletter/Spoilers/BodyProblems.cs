using Newsletter.Articles;

namespace Newsletter.Spoilers;

/// <summary>Collects what is wrong with a body while it is cut and rendered.</summary>
/// <param name="firstLine">1-based line of the file on which the body begins.</param>
internal sealed class BodyProblems(int firstLine)
{
    private readonly List<Diagnostic> found = [];

    public IReadOnlyList<Diagnostic> Found => found;

    /// <param name="bodyLine">0-based line within the body.</param>
    public int LineOf(int bodyLine) => firstLine + bodyLine;

    public void Add(Rule rule, int bodyLine, int column, string message, string advice) =>
        found.Add(rule.At(LineOf(bodyLine), column, message, advice));
}

namespace Newsletter.Templates;

/// <summary>Something wrong in a template or a strings file.</summary>
/// <param name="Template">Its name, such as <c>web/article.html</c>.</param>
/// <param name="Line">1-based; 0 when the problem is the file as a whole.</param>
/// <param name="Column">1-based; 0 when the problem is the line as a whole.</param>
/// <param name="Message">What is wrong, one sentence. Never holds a value of a view.</param>
/// <param name="Advice">What to do about it, one sentence; may be empty.</param>
public sealed record TemplateProblem(string Template, int Line, int Column, string Message, string Advice)
{
    /// <summary><c>web/article.html:12:3: message Advice</c></summary>
    public override string ToString() => $"{Template}:{Line}:{Column}: {Message} {Advice}".TrimEnd();
}

/// <summary>A template could not be read or rendered. Nothing was written.</summary>
public sealed class TemplateException(TemplateProblem problem) : Exception(problem.ToString())
{
    public TemplateProblem Problem { get; } = problem;
}

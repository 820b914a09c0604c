namespace Newsletter.Articles;

public enum Severity
{
    /// <summary>Worth knowing; nothing needs to be done.</summary>
    Hint,

    /// <summary>Published, but probably not what was meant.</summary>
    Warning,

    /// <summary>Not published; the last good version stays up.</summary>
    Error,
}

/// <summary>One problem of an uploaded article, as its editor reads it.</summary>
/// <param name="Code">A rule of <see cref="DiagnosticRules"/>, such as <c>NL012</c>.</param>
/// <param name="Severity">Errors stop the publication.</param>
/// <param name="Line">1-based line in the uploaded file; 0 when the problem is the file as a whole.</param>
/// <param name="Column">1-based column in UTF-16 units; 0 when the problem is the line as a whole.</param>
/// <param name="Message">What is wrong, no spoiler text but words that a leak has let out of it (<see cref="LeakRules"/>).</param>
/// <param name="Advice">What to do about it, one sentence.</param>
public sealed record Diagnostic(string Code, Severity Severity, int Line, int Column, string Message, string Advice)
{
    /// <summary><c>name.md:12:3: error NL012: message Advice</c>, the form that editors and CI tools link to.</summary>
    public string Format(string fileName) =>
        $"{fileName}{(Line > 0 ? $":{Line}:{Column}" : "")}: {Severity.ToString().ToLowerInvariant()} {Code}: {Message} {Advice}";
}

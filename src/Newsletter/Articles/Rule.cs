namespace Newsletter.Articles;

/// <summary>One thing that can be wrong with an article.</summary>
/// <param name="Title">A few words, for tables.</param>
public sealed record Rule(string Code, Severity Severity, string Title);

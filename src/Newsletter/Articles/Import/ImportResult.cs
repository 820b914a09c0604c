namespace Newsletter.Articles.Import;

/// <summary>A plain article turned into the article format.</summary>
/// <param name="FileName">The slug of the title and <c>.md</c>; no folder.</param>
/// <param name="Markdown">Front matter and body, lines ending in LF.</param>
/// <param name="Guesses">In the order of their lines.</param>
public sealed record ImportResult(string FileName, string Markdown, IReadOnlyList<ImportGuess> Guesses);

/// <summary>Something that the source did not say outright, for an editor to check. Never holds text from after the boundary.</summary>
/// <param name="What">A front matter key (<c>work.title</c>), or <c>boundary</c>, <c>headings</c>, <c>read more</c>, <c>images</c>, <c>left out</c>.</param>
/// <param name="Value">What was guessed, one line.</param>
/// <param name="Line">1-based line in <see cref="ImportResult.Markdown"/>; 0 when it is about the article as a whole.</param>
/// <param name="Check">What the editor must look at, one sentence.</param>
public sealed record ImportGuess(string What, string Value, Confidence Confidence, int Line, string Check);

/// <summary>How likely a guess holds.</summary>
public enum Confidence
{
    /// <summary>Little speaks for it: expect to change it.</summary>
    Low,

    /// <summary>Usually right.</summary>
    Medium,

    /// <summary>The source says so, or nearly.</summary>
    High,
}

/// <summary>What the person who imports knows beforehand.</summary>
public sealed record ImportOptions
{
    /// <summary>The section of an article whose text names none.</summary>
    public string Section { get; init; } = "Explainers";

    /// <summary>BCP 47; null: guessed from the words.</summary>
    public string? Language { get; init; }

    /// <summary>Who wrote it, when the text doesn't say; null: left out.</summary>
    public string? Author { get; init; }

    /// <summary>Nothing of it is to be published before an editor says so.</summary>
    public bool Draft { get; init; }
}

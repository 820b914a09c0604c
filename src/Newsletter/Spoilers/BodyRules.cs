using Newsletter.Articles;

namespace Newsletter.Spoilers;

/// <summary>What can be wrong with a body: the codes NL030 to NL059 of <see cref="DiagnosticRules"/>.</summary>
public static class BodyRules
{
    public static Rule UnclosedContainer { get; } = new("NL030", Severity.Error, "Spoiler container without end");

    public static Rule UnclosedPhrase { get; } = new("NL031", Severity.Error, "Hidden phrase without end");

    public static Rule ContainerLevel { get; } = new("NL032", Severity.Warning, "Spoiler container without a known level");

    public static Rule NoBoundary { get; } = new("NL033", Severity.Warning, "No boundary: everything is hidden");

    public static Rule BoundaryMisplaced { get; } = new("NL034", Severity.Error, "Boundary inside other text");

    public static Rule SecondBoundary { get; } = new("NL035", Severity.Warning, "More than one boundary");

    public static Rule SpoilersInSafeArticle { get; } = new("NL036", Severity.Warning, "Spoilers in an article that says it has none");

    public static Rule EmptyLead { get; } = new("NL037", Severity.Warning, "Nothing before the boundary");

    public static Rule FootnoteHidden { get; } = new("NL038", Severity.Warning, "Footnote of the lead stands below the boundary");

    public static Rule UnmatchedFence { get; } = new("NL039", Severity.Warning, "A line ':::' that closes nothing");

    public static Rule LinkRefused { get; } = new("NL040", Severity.Warning, "Address not allowed");

    public static Rule RemovedHtml { get; } = new("NL041", Severity.Warning, "HTML not allowed");

    public static Rule UnbalancedHtml { get; } = new("NL042", Severity.Warning, "HTML element not closed in its block");

    public static Rule ImageWithoutAlt { get; } = new("NL043", Severity.Warning, "Picture without description");

    public static Rule TooDeep { get; } = new("NL044", Severity.Error, "Nested too deeply");

    public static Rule EmptyBody { get; } = new("NL045", Severity.Warning, "Empty body");

    public static Rule TooManySpoilers { get; } = new("NL046", Severity.Error, "Too many hidden parts");

    public static Rule ReadMoreEmpty { get; } = new("NL050", Severity.Warning, "Read More line without titles");

    public static Rule ReadMoreTooLong { get; } = new("NL051", Severity.Warning, "Read More line with too many titles");
}

namespace Newsletter.Articles;

/// <summary>
/// What can be wrong with an article. Codes are never reused: NL001-NL009 the file, NL010-NL029 front matter, NL030-NL059 Markdown, spoilers,
/// Read More and leaks, NL060-NL079 the catalogue. <c>docs/editors.md</c> shows every rule; its list of codes is made from this one.
/// </summary>
public static class DiagnosticRules
{
    /// <summary>Every rule, in order of its code.</summary>
    public static IReadOnlyList<Rule> All => [.. FileRules.All, .. FrontMatterRules.All, .. MarkdownRules.All, .. LeakRules.All, HidingRules.NoteNotRead, LeakRules.OtherArticle, .. CatalogueRules.All, LeakRules.HiddenInVain];

    /// <summary>The rule of a code such as <c>NL012</c>, whatever its case; null when there is none.</summary>
    public static Rule? Find(string code) => All.FirstOrDefault(rule => rule.Code.Equals(code, StringComparison.OrdinalIgnoreCase));
}

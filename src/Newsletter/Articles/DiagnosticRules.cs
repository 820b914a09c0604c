namespace Newsletter.Articles;

/// <summary>What can be wrong with an article. Codes are never reused.</summary>
public static class DiagnosticRules
{
}

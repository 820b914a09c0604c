using Newsletter.Articles;
using Newsletter.Catalogue;
using Newsletter.Storage;
using Newsletter.Templates;

namespace Newsletter.Publishing;

/// <summary>
/// A fault of the program or of a template over one file. It is kept among the file's problems, and the file counts as not taken: every publication
/// tries it again, and the failure goes when that works.
/// </summary>
internal static class Failure
{
    /// <summary>Whether it is about the file at hand, not about the storage or the way to it.</summary>
    public static bool IsOne(Exception fault) => fault is not (OperationCanceledException or StorageException or IOException or UnauthorizedAccessException);

    public static bool IsAmong(IEnumerable<Diagnostic> problems) => problems.Any(problem => problem.Code == CatalogueRules.NotProcessed.Code);

    public static Diagnostic Of(Exception fault) => CatalogueRules.NotProcessed.At(0, 0,
        fault switch
        {
            TemplateException => $"A template failed on this file: {fault.Message}",
            LeakException => fault.Message,
            _ => $"The program failed on this file ({fault.GetType().Name}).",
        },
        "Its last good version stays up, and it is tried again by itself. Tell whoever runs the site.");

    /// <param name="known">What was known of the file; null: nothing.</param>
    public static SourceRecord Add(SourceRecord? known, Diagnostic failure) =>
        (known ?? new("", "", SourceState.Rejected, null, [])) with { ETag = "", Problems = [.. known is null ? [] : Without(known.Problems), failure] };

    public static IReadOnlyList<Diagnostic> Without(IEnumerable<Diagnostic> problems) => [.. problems.Where(problem => !IsAmong([problem]))];
}

using Newsletter.Articles;
using Newsletter.Storage;

namespace Newsletter.Publishing;

public enum InboxKind
{
    Article,

    /// <summary>A picture or document that articles may refer to.</summary>
    Asset,

    /// <summary>Left alone: editors' back-up files, hidden files.</summary>
    Ignored,

    /// <summary>Nothing the pipeline can use; its editor is told.</summary>
    Unusable,
}

/// <summary>What a file in the inbox is, by its name.</summary>
public static class InboxName
{
    /// <summary>Longer names are refused: they must fit into keys.</summary>
    public const int MaxLength = 200;

    public static InboxKind KindOf(string name)
    {
        var file = name[(name.LastIndexOf('/') + 1)..];
        if (file.StartsWith('.') || file.EndsWith('~') || file.StartsWith('#') || file.EndsWith(".tmp", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith('.') || name.Contains("/.", StringComparison.Ordinal))
        {
            return InboxKind.Ignored;
        }

        if (!BlobName.IsValid(name) || name.Length > MaxLength)
        {
            return InboxKind.Unusable;
        }

        return Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".md" or ".markdown" => InboxKind.Article,
            var extension when AssetTypes.TypeOf(extension) is not null => InboxKind.Asset,
            _ => InboxKind.Unusable,
        };
    }

    /// <summary>What an editor is told of a file that cannot be used.</summary>
    public static Diagnostic Problem(string name) => CatalogueRules.NameUnusable.At(0, 0,
        BlobName.IsValid(name) && name.Length <= MaxLength ? "Files of this kind are not published." : "The file's name cannot be used.",
        name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".html", StringComparison.OrdinalIgnoreCase)
            ? "Turn it into an article with 'newsletter import'."
            : $"Use a name of letters, digits and hyphens that ends in .md, at most {MaxLength} characters.");
}

namespace Newsletter.Storage;

/// <summary>How a blob is served.</summary>
/// <param name="ContentType">RFC 9110 section 8.3, e.g. <c>text/html; charset=utf-8</c>.</param>
/// <param name="CacheControl">RFC 9111 section 5.2; null: none.</param>
public sealed record BlobHeaders(string ContentType, string? CacheControl = null);

/// <summary>What a store tells of a blob without its bytes.</summary>
/// <param name="Name">Path with <c>/</c>, no leading slash, 1 to 1,024 characters; see <see cref="BlobName"/>.</param>
/// <param name="ETag">Changes with every write, also one of the same bytes.</param>
/// <param name="Length">Bytes.</param>
/// <param name="LastModified">By the store's clock.</param>
public sealed record BlobItem(string Name, string ETag, long Length, DateTimeOffset LastModified);

/// <summary>A blob read whole.</summary>
public sealed record Blob(BlobItem Item, BlobHeaders Headers, ReadOnlyMemory<byte> Content);

/// <summary>When a write or a deletion may happen (RFC 9110 section 13.1).</summary>
public readonly record struct WriteCondition
{
    private WriteCondition(string? ifMatch, bool ifNoneMatch) => (IfMatch, MustBeNew) = (ifMatch, ifNoneMatch);

    /// <summary>Whatever is there.</summary>
    public static WriteCondition None => default;

    /// <summary>Only if nothing is there (<c>If-None-Match: *</c>).</summary>
    public static WriteCondition IfNew => new(null, true);

    /// <summary>Only if what is there still has this ETag (<c>If-Match</c>).</summary>
    public static WriteCondition IfUnchanged(string etag) => new(etag, false);

    public string? IfMatch { get; }

    public bool MustBeNew { get; }

    /// <summary>Whether what is there, by its ETag (null: nothing), lets the write happen.</summary>
    public bool Allows(string? currentETag) => MustBeNew ? currentETag is null : IfMatch is null || IfMatch == currentETag;
}

/// <summary>
/// One container of blobs, with the semantics of Azure Blob Storage. Safe for use by many threads and many processes at once.
/// Names that <see cref="BlobName.IsValid"/> refuses throw <see cref="ArgumentException"/>; what a person must put right (permissions,
/// space, a damaged file) throws <see cref="StorageException"/>. A blob and a folder of the same name (<c>a</c> and <c>a/b</c>) can't
/// both be: Azure holds them, a file system doesn't, so nobody may rely on either.
/// </summary>
public interface IBlobStore
{
    /// <summary>The blob, or null when there is none.</summary>
    ValueTask<Blob?> GetAsync(string name, CancellationToken cancel);

    /// <summary>The blob's properties, or null when there is none.</summary>
    ValueTask<BlobItem?> GetItemAsync(string name, CancellationToken cancel);

    /// <summary>Writes a blob whole: a reader sees the old bytes or the new ones. Returns its new ETag, or null when the condition failed.</summary>
    ValueTask<string?> PutAsync(string name, ReadOnlyMemory<byte> content, BlobHeaders headers, WriteCondition condition, CancellationToken cancel);

    /// <summary>
    /// True when this call deleted the blob; false when there was none or the condition failed. <see cref="WriteCondition.IfNew"/> makes
    /// no sense here and throws <see cref="ArgumentException"/>.
    /// </summary>
    ValueTask<bool> DeleteAsync(string name, WriteCondition condition, CancellationToken cancel);

    /// <summary>
    /// Blobs whose names start with <paramref name="prefix"/> (any text, empty: all), in ordinal order of their full names; how characters
    /// beyond U+FFFF order among U+E000 to U+FFFF is the store's choice. Not a snapshot: a blob that comes or goes meanwhile may be in or not.
    /// </summary>
    IAsyncEnumerable<BlobItem> ListAsync(string prefix, CancellationToken cancel);
}

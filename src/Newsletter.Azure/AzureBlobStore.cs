using System.Security.Cryptography;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Newsletter.Storage;
using BlobItem = Newsletter.Storage.BlobItem;

namespace Newsletter.Azure;

/// <summary>
/// Blobs of one container. Each write carries the SHA-256 of its content and a mark of its own as metadata.
/// </summary>
/// <remarks>
/// A write whose answer was lost on the way is sent again by the SDK, and a condition then fails because of our own first attempt. The mark tells:
/// what is there is ours, and the write has succeeded. Only if somebody else replaced it within the moment until then is it reported as failed: null
/// always means that the caller's bytes are not what is there.
/// </remarks>
internal sealed class AzureBlobStore(BlobContainerClient container, WriteMarks marks) : IBlobStore
{
    private const string HashKey = "sha256";
    private const string MarkKey = "write";

    // One request up to this size: a blob that is sent in blocks is not written under its condition at once.
    private static readonly StorageTransferOptions InOneRequest = new() { InitialTransferSize = 1L << 30, MaximumTransferSize = 1L << 30 };

    public async ValueTask<Blob?> GetAsync(string name, CancellationToken cancel)
    {
        var blob = At(name, cancel);
        try
        {
            var download = (await blob.DownloadContentAsync(cancel)).Value;
            var details = download.Details;
            return new Blob(
                new BlobItem(name, Text(details.ETag), details.ContentLength, details.LastModified),
                new BlobHeaders(details.ContentType, details.CacheControl is { Length: > 0 } policy ? policy : null),
                download.Content.ToMemory());
        }
        catch (RequestFailedException missing) when (IsMissing(missing))
        {
            return null;
        }
        catch (Exception problem) when (AzureProblem.IsOne(problem))
        {
            throw AzureProblem.Of("read a blob", container.Uri, problem);
        }
    }

    public async ValueTask<BlobItem?> GetItemAsync(string name, CancellationToken cancel) =>
        await PropertiesAsync(At(name, cancel), cancel) is { } found ? new BlobItem(name, Text(found.ETag), found.ContentLength, found.LastModified) : null;

    public async ValueTask<string?> PutAsync(string name, ReadOnlyMemory<byte> content, BlobHeaders headers, WriteCondition condition, CancellationToken cancel)
    {
        var blob = At(name, cancel);
        var mark = marks.Next();
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = headers.ContentType, CacheControl = headers.CacheControl },
            Metadata = new Dictionary<string, string> { [HashKey] = Convert.ToHexStringLower(SHA256.HashData(content.Span)), [MarkKey] = mark },
            Conditions = Conditions(condition),
            TransferOptions = InOneRequest,
        };
        using var watching = Attempts.Watch(out var attempts);
        try
        {
            return Text((await blob.UploadAsync(BinaryData.FromBytes(content), options, cancel)).Value.ETag);
        }
        catch (RequestFailedException refused) when (IsConditionFailed(refused))
        {
            return attempts.MayHaveHappened && await PropertiesAsync(blob, cancel) is { } there && there.Metadata.TryGetValue(MarkKey, out var found) && found == mark
                ? Text(there.ETag)
                : null;
        }
        catch (Exception problem) when (AzureProblem.IsOne(problem))
        {
            throw AzureProblem.Of("write a blob", container.Uri, problem);
        }
    }

    /// <inheritdoc/>
    /// <remarks>A deletion whose answer was lost counts as this call's when the blob is gone at the second attempt.</remarks>
    public async ValueTask<bool> DeleteAsync(string name, WriteCondition condition, CancellationToken cancel)
    {
        var blob = At(name, cancel);
        if (condition.MustBeNew)
        {
            throw new ArgumentException("What isn't there can't be deleted.", nameof(condition));
        }

        using var watching = Attempts.Watch(out var attempts);
        try
        {
            await blob.DeleteAsync(DeleteSnapshotsOption.IncludeSnapshots, Conditions(condition), cancel);
            return true;
        }
        catch (RequestFailedException missing) when (IsMissing(missing))
        {
            return attempts.MayHaveHappened;
        }
        catch (RequestFailedException refused) when (IsConditionFailed(refused))
        {
            // Of a blob that is gone it can be said, too, that it is not the one that was meant.
            return attempts.MayHaveHappened && await PropertiesAsync(blob, cancel) is null;
        }
        catch (Exception problem) when (AzureProblem.IsOne(problem))
        {
            throw AzureProblem.Of("delete a blob", container.Uri, problem);
        }
    }

    public IAsyncEnumerable<BlobItem> ListAsync(string prefix, CancellationToken cancel) =>
        container.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix.Length == 0 ? null : prefix }, cancel)
            .Select(found => new BlobItem(
                found.Name, Text(found.Properties.ETag!.Value), found.Properties.ContentLength!.Value, found.Properties.LastModified!.Value))
            .Guard("list blobs", container.Uri, cancel);

    private async ValueTask<BlobProperties?> PropertiesAsync(BlobClient blob, CancellationToken cancel)
    {
        try
        {
            return (await blob.GetPropertiesAsync(cancellationToken: cancel)).Value;
        }
        catch (RequestFailedException missing) when (IsMissing(missing))
        {
            return null;
        }
        catch (Exception problem) when (AzureProblem.IsOne(problem))
        {
            throw AzureProblem.Of("look at a blob", container.Uri, problem);
        }
    }

    private BlobClient At(string name, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        BlobName.Demand(name);
        return container.GetBlobClient(name);
    }

    private static bool IsMissing(RequestFailedException problem) => problem.Status == 404 && problem.ErrorCode != BlobErrorCode.ContainerNotFound;

    private static bool IsConditionFailed(RequestFailedException problem) =>
        problem.ErrorCode == BlobErrorCode.ConditionNotMet || problem.ErrorCode == BlobErrorCode.BlobAlreadyExists;

    private static BlobRequestConditions? Conditions(WriteCondition condition) =>
        condition.MustBeNew ? new() { IfNoneMatch = ETag.All } : condition.IfMatch is { } etag ? new() { IfMatch = new ETag(etag) } : null;

    // Listings leave out the quotes that headers have.
    private static string Text(ETag etag) => etag.ToString("H");
}

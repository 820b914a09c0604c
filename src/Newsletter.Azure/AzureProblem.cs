using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Identity;
using Azure.Storage.Blobs.Models;
using Newsletter.Storage;

namespace Newsletter.Azure;

/// <summary>What the service or the way to it refused, in words that tell an operator what to do. The one boundary of the SDK's exceptions.</summary>
internal static class AzureProblem
{
    /// <summary>Shared keys are switched off for the account.</summary>
    public const string KeysAreOff = "KeyBasedAuthenticationNotPermitted";

    public static bool IsOne(Exception problem) => problem is RequestFailedException or AuthenticationFailedException or AggregateException;

    /// <param name="what">What was asked for: "write", "list".</param>
    /// <param name="where">The container, table or queue.</param>
    public static StorageException Of(string what, Uri where, Exception problem)
    {
        var place = where.GetLeftPart(UriPartial.Path);
        var failure = FailureOf(problem);
        var (reason, advice) = problem is AuthenticationFailedException or AggregateException { InnerException: AuthenticationFailedException }
            ? ("no token for it could be had", "Check the managed identity, or sign in with 'az login'.")
            : Reason(failure);
        return new StorageException($"Could not {what} in {place}: {reason}. {advice}", problem);
    }

    /// <summary>The service's own word on a problem, if it had one; status 0: it could not be asked.</summary>
    public static RequestFailedException? FailureOf(Exception? problem) => problem switch
    {
        StorageException { InnerException: { } cause } => FailureOf(cause),
        AggregateException all => all.Flatten().InnerExceptions.OfType<RequestFailedException>().LastOrDefault(),
        _ => problem as RequestFailedException,
    };

    /// <summary>Items as they come, with problems in our words.</summary>
    public static async IAsyncEnumerable<T> Guard<T>(this IAsyncEnumerable<T> items, string what, Uri where, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var enumerator = items.GetAsyncEnumerator(cancel);
        while (true)
        {
            try
            {
                if (!await enumerator.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (Exception problem) when (IsOne(problem))
            {
                throw Of(what, where, problem);
            }

            yield return enumerator.Current;
        }
    }

    private static (string Reason, string Advice) Reason(RequestFailedException? failure) => failure switch
    {
        { InnerException: HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } } =>
            ("there is no such address", "Check the account's name (az storage account list --output table) and that this machine is online."),
        null or { Status: 0 } => ("it can't be reached", "Check the address and the network; the command or message can be repeated."),
        { Status: 401 } or { ErrorCode: "AuthenticationFailed" or "InvalidAuthenticationInfo" } =>
            ("it does not accept who we are", "Check the connection string or identity, and this machine's clock."),
        { ErrorCode: KeysAreOff } => ("it takes no keys", "Come by identity: leave the connection string out and name the account."),
        { Status: 403 } => (string.Create(CultureInfo.InvariantCulture, $"we may not ({failure.ErrorCode ?? "403"})"),
            "The identity needs the roles Storage Blob, Queue and Table Data Contributor on this account, and the network must be let in: 'newsletter doctor --storage azure' says what is missing."),
        { Status: 404 } => ("it does not exist", AzureStorage.Needs),
        { Status: 429 or 503 or 500 } => ("it is busy", "Nothing is lost; it is tried again later."),
        { ErrorCode: var code } when code == BlobErrorCode.LeaseIdMissing => ("somebody holds a lease on it", "Break the lease: nothing of this program takes one."),
        _ => (string.Create(CultureInfo.InvariantCulture, $"it answered {failure.Status} {failure.ErrorCode}"), "The service's documentation explains the code."),
    };
}

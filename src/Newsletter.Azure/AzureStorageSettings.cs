namespace Newsletter.Azure;

/// <summary>One setting of a storage account, for docs/operators.md.</summary>
/// <param name="Suffix">What follows the connection's name.</param>
public sealed record AzureStorageSetting(string Suffix, string Meaning, string Default);

/// <summary>
/// Where a storage account is and who we are there, in the form in which the Functions host reads its connections: so one set of settings serves both.
/// </summary>
public sealed record AzureStorageSettings
{
    /// <summary>The connection of the content's storage account, by the name that each function.json uses.</summary>
    public const string Content = "ContentStorage";

    public const string Emulator = "UseDevelopmentStorage=true";

    /// <summary>All that <see cref="Read"/> looks at, in the order of the documentation.</summary>
    public static IReadOnlyList<AzureStorageSetting> All { get; } =
    [
        new("", $"A connection string with a key in it, or `{Emulator}` for Azurite. Leave it out to come by identity.", "none"),
        new("__accountName", "Name of the storage account, when we come by identity.", "none"),
        new("__clientId", "Client id of a user-assigned managed identity.", "the app's own identity, or whoever is signed in"),
        new("__blobServiceUri", "Address of the blobs, where it isn't the usual one.", "https://ACCOUNT.blob.core.windows.net/"),
        new("__queueServiceUri", "Address of the queues.", "https://ACCOUNT.queue.core.windows.net/"),
        new("__tableServiceUri", "Address of the tables.", "https://ACCOUNT.table.core.windows.net/"),
    ];

    /// <summary>With a key in it, or <see cref="Emulator"/>; null: by identity.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Absolute; set unless there is a connection string.</summary>
    public Uri? BlobUri { get; init; }

    public Uri? QueueUri { get; init; }

    public Uri? TableUri { get; init; }

    /// <summary>Client id of a managed identity that the operator made; null: the one of the app, or whoever is signed in.</summary>
    public string? ClientId { get; init; }

    /// <summary>
    /// Reads <c>NAME</c> (a connection string), or <c>NAME__accountName</c>, or all of <c>NAME__blobServiceUri</c>, <c>NAME__queueServiceUri</c> and
    /// <c>NAME__tableServiceUri</c>; and <c>NAME__clientId</c>.
    /// </summary>
    /// <param name="setting">Looks one up; null or empty: not set.</param>
    /// <exception cref="SettingsException">Says which setting is missing or wrong, and what is allowed. Never shows a value.</exception>
    public static AzureStorageSettings Read(string name, Func<string, string?> setting)
    {
        if (Value(name) is { } connection)
        {
            return new() { ConnectionString = connection };
        }

        var account = Value(name + "__accountName");
        if (account is not null && (account.Length is < 3 or > 24 || !account.All(char.IsAsciiLetterOrDigit)))
        {
            throw new SettingsException($"{name}__accountName must be the name of a storage account: 3 to 24 letters and digits.");
        }

        return new() { BlobUri = Service("blob"), QueueUri = Service("queue"), TableUri = Service("table"), ClientId = Value(name + "__clientId") };

        string? Value(string key) => setting(key) is { Length: > 0 } value ? value : null;

        Uri Service(string service)
        {
            var key = $"{name}__{service}ServiceUri";
            if (Value(key) is { } text)
            {
                return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
                    ? address!
                    : throw new SettingsException($"{key} must be an address such as https://ACCOUNT.{service}.core.windows.net/.");
            }

            return account is not null
                ? new Uri($"https://{account}.{service}.core.windows.net/")
                : throw new SettingsException(
                    $"Storage is not set: give {name} (a connection string, or {Emulator}), or {name}__accountName, or {key} and those of the other services.");
        }
    }
}

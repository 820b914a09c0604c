namespace Newsletter.Azure;

/// <summary>
/// Where a storage account is and who we are there, in the form in which the Functions host reads its connections: so one set of settings serves both.
/// </summary>
public sealed record AzureStorageSettings
{
    public const string Emulator = "UseDevelopmentStorage=true";

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

using Newsletter.Azure;
using Newsletter.Publishing;
using Newsletter.Storage;
using Newsletter.Subscribers;
using Newsletter.Templates;

namespace Newsletter.Cli;

/// <summary>A site in an account of Azure Storage, named by the environment as for the Functions app.</summary>
public sealed record AzureSite(SiteSettings Settings, TemplateSources Templates) : CliSite(Settings, Templates)
{
    /// <summary>Somebody waits: with the waits between them about three seconds, then it is said that nothing answers.</summary>
    private const int MostRetries = 3;

    private readonly Lazy<AzureStorage> account = new(OpenAccount);

    public override string Words => "--storage azure";

    public override string Out => $"{account.Value.Address.AbsoluteUri.TrimEnd('/')}/$web";

    public override string FrontPage => $"{Settings.BaseUrl}";

    public override string Reports => $"the container reports of {account.Value.AccountName}";

    private static AzureStorageSettings Connection => AzureStorageSettings.Read(AzureStorageSettings.Content, Environment.GetEnvironmentVariable);

    /// <summary>The inbox alone, which an editor may write who may do nothing else.</summary>
    public static IBlobStore OpenInbox() => OpenAccount().Inbox;

    public override string Upload(string name) => $"inbox/{name}";

    public override OpenSite Open()
    {
        var storage = account.Value;
        return new(
            new Stores(storage.Inbox, storage.Web, storage.Reports, storage.State, storage.Catalogue), storage.Publish, Turn: null, [], null,
            new(storage.Subscribers, storage.SignUps, Keys, storage.EnsureReadersAsync), new(storage.Deliveries, storage.Digests));
    }

    private static SiteKeys Keys() => Environment.GetEnvironmentVariable(SiteKeys.Variable) is { Length: > 0 } keys
        ? SiteKeys.Parse(keys)
        : throw new CliException(ExitCodes.Configuration, $"{SiteKeys.Variable} is not set: subscribers can't be found without the keys of the site.", "Set it as it is set for the app.");

    public override void DemandSettings()
    {
        if (Settings.BaseUrl == new SiteSettings().BaseUrl)
        {
            throw new CliException(
                ExitCodes.Configuration, "Where the site stands is not set: its feeds would name newsletter.example.",
                $"Set base_url in {SiteOptions.SettingsFileName}, or {AppSettings.Prefix}BASE_URL, as it is set for the app.");
        }
    }

    public override async Task<IReadOnlyList<Finding>> ExamineAsync(CancellationToken cancel) =>
        [.. (await new AccountCheckup(Connection, TimeProvider.System).RunAsync(cancel)).Select(found => new Finding(found.What, found.Advice))];

    private static AzureStorage OpenAccount() => new(Connection, options => options.Retry.MaxRetries = MostRetries);
}

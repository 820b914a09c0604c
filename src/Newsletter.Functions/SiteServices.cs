using Newsletter.Web;

namespace Newsletter.Functions;

/// <summary>What both worker models work with.</summary>
public static class SiteServices
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <param name="setting">Looks up an app setting.</param>
    /// <param name="folder">Where the app stands.</param>
    /// <exception cref="SettingsException">Names the setting and what is allowed.</exception>
    public static IServiceCollection AddSite(this IServiceCollection services, Func<string, string?> setting, string folder)
    {
        var site = Site.Open(setting, folder);
        services.AddSingleton(site);
        services.AddSingleton(site.Operations());
        services.AddSingleton<SiteFunctions>();
        services.AddSingleton<MailFunctions>();
        services.AddSingleton(_ => new HttpClient { Timeout = Patience });

        // A setting of mails that is missing or wrong is said by whatever needs it; a publication does not.
        services.AddSingleton(provider => new Lazy<Readers?>(() => Readers.Open(site, provider.GetRequiredService<HttpClient>()), LazyThreadSafetyMode.PublicationOnly));
        services.AddSingleton(provider => new ReaderPipeline(
            provider,
            () => provider.GetRequiredService<Lazy<Readers?>>().Value is { } open ? (open.Desk, open.Hooks) : null,
            line => Log(provider).LogError(new EventId(3, "Reader"), "{Line}", line)));
        services.AddExports(setting);
        return services;
    }

    /// <summary>Nothing of a request's address is logged or traced: a token is in it.</summary>
    public static void KeepAddressesOut(this ILoggingBuilder logging) => logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

    public static ILogger Log(IServiceProvider services) => services.GetRequiredService<ILoggerFactory>().CreateLogger("Newsletter.Functions");
}

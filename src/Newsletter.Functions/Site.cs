using Newsletter.Azure;
using Newsletter.Publishing;
using Newsletter.Templates;

namespace Newsletter.Functions;

/// <summary>The site that this app works on, as its settings and the files beside it say.</summary>
/// <param name="Setting">Looks up an app setting.</param>
public sealed record Site(SiteSettings Settings, TemplateSources Templates, AzureStorage Storage, Func<string, string?> Setting)
{
    /// <summary>The connection of the content's storage account, by the name that the triggers use.</summary>
    public const string Connection = AzureStorageSettings.Content;

    /// <summary>Before a setting of the site.</summary>
    public const string Prefix = AppSettings.Prefix;

    private const string SettingsFileName = "newsletter.yaml";

    public Stores Stores { get; } = new(Storage.Inbox, Storage.Web, Storage.Reports, Storage.State, Storage.Catalogue);

    /// <param name="setting">Looks up an app setting.</param>
    /// <param name="folder">Where the app stands; newsletter.yaml and templates/ are in it, if there are any.</param>
    /// <exception cref="SettingsException">Names the setting and what is allowed.</exception>
    public static Site Open(Func<string, string?> setting, string folder)
    {
        var storage = new AzureStorage(AzureStorageSettings.Read(Connection, setting));
        var (file, templates) = (new FileInfo(Path.Combine(folder, SettingsFileName)), Path.Combine(folder, "templates"));

        // newsletter.yaml, then app settings.
        var settings = AppSettings.Over(file.Exists ? SettingsFile.Read(file) : new SiteSettings(), setting);
        return new(settings, Directory.Exists(templates) ? TemplateSources.Overriding(templates) : TemplateSources.Default, storage, setting);
    }

    public SiteOperations Operations() => new(Stores, Storage.Publish, Settings, Templates, TimeProvider.System);
}

using Newsletter.Azure;
using Newsletter.Publishing;
using Newsletter.Templates;

namespace Newsletter.Functions;

/// <summary>The site that this app works on, as its settings and the files beside it say.</summary>
public static class Site
{
    /// <summary>The connection of the content's storage account, by the name that the triggers use.</summary>
    public const string Connection = AzureStorageSettings.Content;

    /// <summary>Before a setting of the site.</summary>
    public const string Prefix = AppSettings.Prefix;

    private const string SettingsFileName = "newsletter.yaml";

    /// <param name="setting">Looks up an app setting.</param>
    /// <param name="folder">Where the app stands; newsletter.yaml and templates/ are in it, if there are any.</param>
    /// <exception cref="SettingsException">Names the setting and what is allowed.</exception>
    public static SiteOperations Open(Func<string, string?> setting, string folder)
    {
        var storage = new AzureStorage(AzureStorageSettings.Read(Connection, setting));
        var stores = new Stores(storage.Inbox, storage.Web, storage.Reports, storage.State, storage.Catalogue);
        var templates = Path.Combine(folder, "templates");
        return new SiteOperations(
            stores,
            storage.Publish,
            Settings(setting, new FileInfo(Path.Combine(folder, SettingsFileName))),
            Directory.Exists(templates) ? TemplateSources.Overriding(templates) : TemplateSources.Default,
            TimeProvider.System);
    }

    /// <summary>newsletter.yaml, then app settings.</summary>
    private static SiteSettings Settings(Func<string, string?> setting, FileInfo file) =>
        AppSettings.Over(file.Exists ? SettingsFile.Read(file) : new SiteSettings(), setting);
}

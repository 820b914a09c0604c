namespace Newsletter;

/// <summary>Settings of the site where it is configured by environment variables, as apps in the cloud are.</summary>
public static class AppSettings
{
    /// <summary>Before a setting of the site, in capitals: <c>NEWSLETTER_BASE_URL</c> stands for <c>base_url</c>.</summary>
    public const string Prefix = "NEWSLETTER_";

    /// <summary>The settings, with those in the place that are set there.</summary>
    /// <param name="setting">Looks one up; null or empty: not set.</param>
    /// <exception cref="SettingsException">Names the setting and what is allowed.</exception>
    public static SiteSettings Over(SiteSettings settings, Func<string, string?> setting)
    {
        foreach (var option in SiteOption.All)
        {
            var key = Prefix + option.Key.ToUpperInvariant();
            if (setting(key) is not { Length: > 0 } value)
            {
                continue;
            }

            try
            {
                settings = option.Apply(settings, value.Trim());
            }
            catch (FormatException fault)
            {
                throw new SettingsException($"The app setting {key} must be {fault.Message}.");
            }
        }

        return settings;
    }
}

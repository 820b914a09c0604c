namespace Newsletter.Subscribers;

/// <summary>Where readers' own pages stand; in mails, with a token.</summary>
public sealed class EndpointAddresses
{
    /// <summary>The field that carries a token, in addresses and forms.</summary>
    public const string TokenField = "t";

    public const string SubscribePath = "subscribe/";
    public const string ConfirmPath = "subscribe/confirm/";
    public const string PreferencesPath = "preferences/";
    public const string ExportPath = "preferences/export/";
    public const string ErasePath = "preferences/erase/";
    public const string UnsubscribePath = "unsubscribe/";

    private readonly Uri root;

    private EndpointAddresses(Uri root) => this.root = root;

    public Uri Subscribe => At(SubscribePath);

    public static EndpointAddresses Of(SiteSettings site) => new(site.Endpoints);

    public Uri At(string path) => new(root, path);

    public Uri With(string path, string token) => new(root, $"{path}?{TokenField}={Uri.EscapeDataString(token)}");
}

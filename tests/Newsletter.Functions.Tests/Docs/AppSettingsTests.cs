using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Newsletter.Azure;
using Newsletter.Tests.Support;

namespace Newsletter.Functions.Tests.Docs;

/// <summary>The table of app settings in docs/operators.md is what the app reads.</summary>
public sealed class AppSettingsTests
{
    private static readonly RSA Key = RSA.Create(1024);

    private const string Begin = "<!-- app settings -->\n";
    private const string End = "<!-- /app settings -->";

    private static IEnumerable<string> StorageKeys => AzureStorageSettings.All.Select(setting => AzureStorageSettings.Content + setting.Suffix);

    private static IEnumerable<string> SiteKeys => SiteOption.All.Select(option => AppSettings.Prefix + option.Key.ToUpperInvariant());

    [Fact]
    public void TheTableIsTheCodes()
    {
        var path = Repository.At("docs/operators.md");
        var guide = File.ReadAllText(path);
        var (from, to) = (guide.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, guide.IndexOf(End, StringComparison.Ordinal));
        var table = "| app setting | meaning | default |\n|---|---|---|\n"
            + string.Concat(AzureStorageSettings.All.Select(s => $"| `{AzureStorageSettings.Content}{s.Suffix}` | {s.Meaning} | {s.Default} |\n"))
            + string.Concat(Exports.All.Select(s => $"| `{s.Key}` | {s.Meaning} | {s.Default} |\n"))
            + string.Concat(AppSecrets.All.Select(s => $"| `{s.Key}` | {s.Meaning} | {s.Default} |\n"))
            + string.Concat(SiteOption.All.Zip(SiteKeys, (option, key) => $"| `{key}` | `{option.Key}` of the table above. | as there |\n"));
        if (Environment.GetEnvironmentVariable("NEWSLETTER_GOLDEN") == "write")
        {
            File.WriteAllText(path, guide[..from] + table + guide[to..]);
            return;
        }

        Assert.Equal(table, guide[from..to]);
    }

    [Fact]
    public void NothingElseIsRead()
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var given in new Dictionary<string, string>[]
        {
            new() { ["ContentStorage"] = AzureStorageSettings.Emulator },
            new() { ["ContentStorage__accountName"] = "stories", ["ContentStorage__clientId"] = "0000" },
            new() { ["ContentStorage__blobServiceUri"] = "https://b.example", ["ContentStorage__queueServiceUri"] = "https://q.example", ["ContentStorage__tableServiceUri"] = "https://t.example" },
        })
        {
            string? Look(string key)
            {
                asked.Add(key);
                return given.GetValueOrDefault(key) ?? OfMails.GetValueOrDefault(key);
            }

            using var client = new HttpClient();
            Assert.NotNull(Readers.Open(Site.Open(Look, AppContext.BaseDirectory), client));
        }

        new ServiceCollection().AddExports(key =>
        {
            asked.Add(key);
            return key.StartsWith("APPLICATIONINSIGHTS", StringComparison.Ordinal) ? "InstrumentationKey=00000000-0000-0000-0000-000000000001" : null;
        });

        var secrets = AppSecrets.All.Select(s => s.Key.Replace("SELECTOR", "R1_A", StringComparison.Ordinal)).Append("NEWSLETTER_SMTP_PASSWORD_2");
        Assert.Equal(StorageKeys.Concat(SiteKeys).Concat(secrets).Concat(Exports.All.Select(s => s.Key)).Order(), asked.Order());
    }

    /// <summary>All that a site with mail may need.</summary>
    private static Dictionary<string, string> OfMails { get; } = new()
    {
        ["NEWSLETTER_MAIL_FROM"] = "news@site.example",
        ["NEWSLETTER_SERVICE_URL"] = "https://app.example/",
        ["NEWSLETTER_SMTP"] = "smtp://a@mail.example smtp://b@mail.example:25",
        ["NEWSLETTER_SMTP_PASSWORD"] = "x",
        ["NEWSLETTER_SMTP_PASSWORD_2"] = "x",
        ["NEWSLETTER_BOUNCE_MAILBOX"] = "imaps://a@mail.example",
        ["NEWSLETTER_IMAP_PASSWORD"] = "x",
        ["NEWSLETTER_DKIM"] = "r1-a=none",
        ["NEWSLETTER_DKIM_R1_A"] = Key.ExportPkcs8PrivateKeyPem(),
        ["NEWSLETTER_KEYS"] = $"address={Convert.ToBase64String(new byte[32])} k1={Convert.ToBase64String(new byte[32])}",
    };
}

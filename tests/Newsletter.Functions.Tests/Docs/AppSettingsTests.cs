using Microsoft.Extensions.DependencyInjection;
using Newsletter.Azure;
using Newsletter.Tests.Support;

namespace Newsletter.Functions.Tests.Docs;

/// <summary>The table of app settings in docs/operators.md is what the app reads.</summary>
public sealed class AppSettingsTests
{
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
            Site.Open(
                key =>
                {
                    asked.Add(key);
                    return given.GetValueOrDefault(key);
                },
                AppContext.BaseDirectory);
        }

        new ServiceCollection().AddExports(key =>
        {
            asked.Add(key);
            return key.StartsWith("APPLICATIONINSIGHTS", StringComparison.Ordinal) ? "InstrumentationKey=00000000-0000-0000-0000-000000000001" : null;
        });

        Assert.Equal(StorageKeys.Concat(SiteKeys).Concat(Exports.All.Select(s => s.Key)).Order(), asked.Order());
    }
}

using System.Text;

namespace Newsletter.Articles.Import;

/// <summary>Front matter as it is put together: what the source says comes first, guesses fill what is missing.</summary>
internal sealed class FrontMatterDraft
{
    private static readonly string[] Order =
    [
        "title", "safe_title", "slug", "work", "spoils", "section", "tags", "authors", "published", "draft", "updated", "summary", "spoilers", "advisories",
        "secrets", "allow_leak", "image", "read_more", "email", "lang",
    ];

    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly List<string> remarks = [];
    private readonly List<(string What, string Value, Confidence Confidence, string Check, string Key)> guesses = [];

    /// <summary>The keys of the article format.</summary>
    public static IReadOnlyCollection<string> Keys => Order;

    /// <summary>The kind of work, for a tag; null when unknown.</summary>
    public string? Kind { get; set; }

    public bool Has(string key) => entries.ContainsKey(key);

    /// <summary>The value of a key as plain text; null when it is missing or has none.</summary>
    public string? this[string key] => entries.TryGetValue(key, out var entry) ? entry.Value : null;

    /// <summary>Sets a key, unless the source did.</summary>
    /// <param name="yaml">What stands behind the colon.</param>
    /// <param name="value">The value as plain text.</param>
    public void Set(string key, string yaml, string value) => entries.TryAdd(key, new(key + ": " + yaml, value));

    /// <summary>Keeps the lines of the source as they are.</summary>
    public void Keep(string key, string lines, string value) => entries.TryAdd(key, new(lines, value));

    public void Remove(string key)
    {
        entries.Remove(key);
        guesses.RemoveAll(guess => guess.Key == key);
    }

    /// <summary>Lines that our format has no key for, kept as YAML comments.</summary>
    public void Remark(string lines)
    {
        foreach (var line in lines.Split('\n'))
        {
            remarks.Add(("# " + line).TrimEnd());
        }
    }

    /// <summary>Something for the editor to check about a key.</summary>
    public void Guess(string key, string value, Confidence confidence, string check) => guesses.Add((key, value, confidence, check, key));

    /// <summary>The same about a part of a key (<c>work.year</c>).</summary>
    public void Guess(string key, string part, string value, Confidence confidence, string check) =>
        guesses.Add((key + "." + part, value, confidence, check, key));

    /// <summary>The front matter with its <c>---</c> lines, and the guesses with the lines that their keys stand on.</summary>
    public (string Text, IReadOnlyList<ImportGuess> Guesses) Write()
    {
        var text = new StringBuilder("---\n");
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var line = 2;
        foreach (var key in Order)
        {
            if (!entries.TryGetValue(key, out var entry))
            {
                continue;
            }

            lines[key] = line;
            text.Append(entry.Yaml).Append('\n');
            line += 1 + entry.Yaml.Count(c => c == '\n');
        }

        foreach (var remark in remarks)
        {
            text.Append(remark).Append('\n');
        }

        text.Append("---\n");
        var remarkLine = remarks.Count > 0 ? line : 1;
        return (text.ToString(), [.. guesses.Select(guess =>
            new ImportGuess(guess.What, guess.Value, guess.Confidence, lines.GetValueOrDefault(guess.Key, remarkLine), guess.Check))]);
    }

    private sealed record Entry(string Yaml, string Value);
}

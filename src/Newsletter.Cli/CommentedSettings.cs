using System.Text;
using Newsletter.Articles.Import;

namespace Newsletter.Cli;

/// <summary>newsletter.yaml with every setting there is and what it means; those that nobody chose stand in comments.</summary>
internal static class CommentedSettings
{
    private const int Width = 100;

    /// <param name="chosen">Values by their keys; empty: not chosen.</param>
    public static string Write(IReadOnlyDictionary<string, string> chosen)
    {
        var text = new StringBuilder("# Settings of the site. A line that begins with # is a comment; take the # away to change a setting.\n");
        foreach (var option in SiteOption.All)
        {
            text.Append('\n');
            foreach (var line in Lines(option.Meaning))
            {
                text.Append("# ").Append(line).Append('\n');
            }

            if (chosen.TryGetValue(option.Key, out var value) && value.Length > 0)
            {
                text.Append(option.Key).Append(": ").Append(YamlText.Quote(value)).Append('\n');
            }
            else
            {
                text.Append("# ").Append(option.Key).Append(": ").Append(Usual(option.Default)).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>The default as a value where it is one, so that the line can be used as it stands; else a comment.</summary>
    private static string Usual(string value) => value switch
    {
        _ when value.StartsWith("none", StringComparison.Ordinal) => "none" + (value.Length > 4 ? $"    # {value[6..]}" : ""),
        _ when value.StartsWith("the ", StringComparison.Ordinal) || SiteOption.All.Any(other => other.Key == value) => $"\"\"    # {value}",
        _ => YamlText.Quote(value),
    };

    private static IEnumerable<string> Lines(string text)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length + word.Length >= Width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }
}

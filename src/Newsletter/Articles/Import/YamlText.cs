using System.Globalization;
using System.Text;

namespace Newsletter.Articles.Import;

/// <summary>Values written so that every YAML reader takes them for the strings they are. YAML 1.2, 7.3.1.</summary>
public static class YamlText
{
    private static readonly System.Buffers.SearchValues<char> PlainCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-");

    /// <summary>A double-quoted string, on one line.</summary>
    public static string Quote(string value)
    {
        var quoted = new StringBuilder(value.Length + 2).Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"' or '\\':
                    quoted.Append('\\').Append(c);
                    break;
                case '\n':
                    quoted.Append("\\n");
                    break;
                case var _ when char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF':
                    quoted.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    quoted.Append(c);
                    break;
            }
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>As it is when it is a plain word, else quoted.</summary>
    public static string Plain(string value) =>
        value.Length > 0 && !value.AsSpan().ContainsAnyExcept(PlainCharacters) && value is not ("no" or "on" or "yes" or "y" or "n" or "off")
        ? value
        : Quote(value);

    /// <summary><c>["a", "b"]</c></summary>
    public static string List(IEnumerable<string> values) => "[" + string.Join(", ", values.Select(Quote)) + "]";
}

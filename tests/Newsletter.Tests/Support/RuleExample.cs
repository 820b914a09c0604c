using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Newsletter.Tests.Support;

/// <summary>Turns an example of the rules' catalogue into the files that it stands for. See <see cref="Newsletter.Articles.Rule"/> for the notation.</summary>
internal static partial class RuleExample
{
    private const string DefaultName = "example.md";

    public static IReadOnlyList<(string Name, byte[] Bytes)> Files(string example)
    {
        var files = new List<(string Name, byte[] Bytes)>();
        var name = DefaultName;
        var text = new StringBuilder();
        foreach (var line in example.Split('\n'))
        {
            if (!line.StartsWith("=== ", StringComparison.Ordinal))
            {
                text.Append(line).Append('\n');
                continue;
            }

            if (text.Length > 0)
            {
                files.Add((name, Bytes(text.ToString())));
            }

            name = line[4..];
            text.Clear();
        }

        files.Add((name, Bytes(text.ToString())));
        return files;
    }

    /// <summary>UTF-8, but UTF-16 where there is half a character, which UTF-8 can't hold.</summary>
    private static byte[] Bytes(string text)
    {
        if (HalfCharacter().IsMatch(text))
        {
            return [0xFF, 0xFE, .. Unescape(text).Select(c => BitConverter.GetBytes(c)).SelectMany(b => b)];
        }

        var bytes = new List<byte>();
        var last = 0;
        foreach (Match escape in Escape().Matches(text))
        {
            bytes.AddRange(Encoding.UTF8.GetBytes(text[last..escape.Index]));
            bytes.AddRange(escape.Groups["byte"].Success
                ? Enumerable.Repeat((byte)Number(escape), Times(escape))
                : Encoding.UTF8.GetBytes(new string((char)Number(escape), Times(escape))));
            last = escape.Index + escape.Length;
        }

        bytes.AddRange(Encoding.UTF8.GetBytes(text[last..]));
        return [.. bytes];
    }

    private static string Unescape(string text) => Escape().Replace(text, match => new string((char)Number(match), Times(match)));

    private static int Number(Match escape) => int.Parse(
        escape.Groups["byte"].Success ? escape.Groups["byte"].ValueSpan : escape.Groups["char"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static int Times(Match escape) => escape.Groups["times"].Success ? int.Parse(escape.Groups["times"].ValueSpan, CultureInfo.InvariantCulture) : 1;

    [GeneratedRegex(@"\\(x(?<byte>[0-9A-F]{2})|u(?<char>[0-9A-F]{4}))(\{(?<times>[0-9]+)\})?")]
    private static partial Regex Escape();

    [GeneratedRegex(@"\\uD[89A-F]")]
    private static partial Regex HalfCharacter();
}

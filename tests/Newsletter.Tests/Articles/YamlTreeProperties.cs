using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Xunit;
using Newsletter.Articles;
using Newsletter.Tests.Support;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Newsletter.Tests.Articles;

/// <summary>Our tree is what the library's own parser makes of the same text.</summary>
public sealed partial class YamlTreeProperties
{
    // Without anchors, tags, directives and documents: there we are stricter on purpose.
    private static readonly string[] Pieces =
    [
        "a: ", "b: ", "c:", "d", "\n", "\n", "\n  ", "\n    ", "\n- ", "\n  - ", "- ", "? ", ": ", "[", "]", "{", "}", ", ", ",",
        "\"x\"", "'y'", "\"", "'", "|\n  t\n", ">\n  t\n", " # note", "#", "e f", "\n\n", "null", "\t",
    ];

    [Property(MaxTest = 10_000)]
    public void RandomYamlMeansTheSameToBoth(int[] picks) => Compare("a: " + string.Concat(picks.Select(pick => Pieces[(uint)pick % Pieces.Length])));

    [Property(MaxTest = 3_000)]
    public void YamlWithSlipsMeansTheSameToBoth(PositiveInt seed, (int At, int Cut, int Pick)[] slips)
    {
        var text = new StringBuilder(Some.Yaml)
            .Append("work: { title: A, year: 1920 }\ntags: [a, b]\nx:\n- a\n- b: c\n  d: e\n- - f\n  - g\n")
            .Append("y: |\n  text\n  more\nz: [k: v, {l: m}, ]\n");
        foreach (var (at, cut, pick) in slips)
        {
            var index = (int)((uint)(at * seed.Get) % (uint)(text.Length + 1));
            text.Remove(index, Math.Min((int)((uint)cut % 4), text.Length - index)).Insert(index, Pieces[(uint)pick % Pieces.Length]);
        }

        Compare(text.ToString());
    }

    private static void Compare(string yaml)
    {
        if (ValueWithoutKey().IsMatch(yaml))
        {
            // The library takes some of these for an empty key. To us they are slips, all of them.
            return;
        }

        var diagnostics = new List<Diagnostic>();
        var tree = YamlTree.Read(yaml, 1, diagnostics);
        var expected = Events(yaml);
        if (expected is null or ['[' or '"', ..] || expected.Contains("key:{", StringComparison.Ordinal)
            || expected.Contains("key:[", StringComparison.Ordinal))
        {
            Assert.Null(tree);
            Assert.NotEmpty(diagnostics);
            return;
        }

        if (diagnostics.Count == 0)
        {
            Assert.Equal(expected, Written(tree!));
        }
        else
        {
            Assert.All(diagnostics, d => Assert.Equal("NL014", d.Code));
        }
    }

    private static string Written(YamlNode node) => node switch
    {
        YamlText { Value: "" } => "\"\"",
        YamlText text => $"\"{text.Value}\"@{text.Place.Line}:{text.Place.Column}",
        YamlList list => $"[{string.Concat(list.Items.Select(Written))}]",
        YamlMap map => $"{{{string.Concat(map.Entries.Select(e => "key:" + Written(e.Key) + Written(e.Value)))}}}",
        _ => throw new InvalidOperationException(),
    };

    private static string? Events(string yaml)
    {
        try
        {
            var parser = new Parser(new Scanner(new StringReader(yaml), skipComments: true));
            var written = new StringBuilder();
            var open = new Stack<(bool IsMap, int Count)>();
            while (parser.MoveNext())
            {
                Write(parser.Current!, written, open);
            }

            return written.ToString();
        }
        catch (Exception e) when (e is YamlException or InvalidOperationException)
        {
            return null;
        }
    }

    private static void Write(ParsingEvent current, StringBuilder written, Stack<(bool IsMap, int Count)> open)
    {
        if (current is NodeEvent && open.TryPop(out var parent))
        {
            written.Append(parent.IsMap && parent.Count % 2 == 0 ? "key:" : "");
            open.Push(parent with { Count = parent.Count + 1 });
        }

        switch (current)
        {
            case Scalar { Value: "" }:
                written.Append("\"\"");
                break;
            case Scalar scalar:
                written.Append(CultureInfo.InvariantCulture, $"\"{scalar.Value}\"@{scalar.Start.Line}:{scalar.Start.Column}");
                break;
            case SequenceStart or MappingStart:
                written.Append(current is MappingStart ? '{' : '[');
                open.Push((current is MappingStart, 0));
                break;
            case SequenceEnd or MappingEnd:
                written.Append(current is MappingEnd ? '}' : ']');
                open.Pop();
                break;
        }
    }

    [GeneratedRegex(@"^[-?\s]*:(\s|$)", RegexOptions.Multiline)]
    private static partial Regex ValueWithoutKey();
}

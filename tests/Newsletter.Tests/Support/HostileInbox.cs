using System.Globalization;
using System.Text;

namespace Newsletter.Tests.Support;

/// <summary>What should never be uploaded, and will be.</summary>
internal static class HostileInbox
{
    /// <summary>Files that must be refused, each with the code of a diagnostic that says why.</summary>
    public static IReadOnlyDictionary<string, string> Refused { get; } = new Dictionary<string, string>
    {
        ["empty.md"] = "NL009",
        ["front-only.md"] = "NL029",
        ["five-megabytes.md"] = "NL002",
        ["latin-1.md"] = "NL001",
        ["yaml-bomb.md"] = "NL013",
        ["quotes.md"] = "NL044",
        ["twin-2.md"] = "NL060",
        ["..\\..\\x.md"] = "NL061",
        ["line\nbreak.md"] = "NL061",
        [new string('n', 240) + ".md"] = "NL061",
    };

    /// <summary>Files that are published, however odd.</summary>
    public static IReadOnlyList<string> Taken { get; } =
    [
        "control.md", "markup.md", "title.md", "tags.md", "right-to-left.md", "two-hundred-tags.md", "twin-1.md", "utf-16.md", "CON.md",
        "spaces and Ünïcode 日本.md", "emoji 🎬.md", "deep/folder/x.md",
    ];

    public static void Write(string folder)
    {
        void Put(string name, string text) => PutBytes(name, Encoding.UTF8.GetBytes(text));
        void PutBytes(string name, byte[] bytes)
        {
            var file = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, bytes);
        }

        Put("control.md", Article("title: \"Con\\u0001trol\"", "A\u0001b\u000bc\u0000d\u007f and a line\u2028separator"));
        Put("markup.md", Article("title: Markup", "]]> &nbsp; <script>alert(1)</script> <iframe src=\"x\"></iframe> <b onclick=\"x()\">b</b> [a](../up.md) ![p](/pic.png) [j](javascript:alert(1)) <!-- x --> </content>"));
        Put("title.md", Article("""title: "Q&A: \"Who\" is <b>K</b>? a\\b ]]>" """, "Lead."));
        Put("tags.md", Article("title: Tags\ntags: [\"C#\", C, sci-fi, 日本, \"🎬\", شرق, \"<b>\", \"a/b\", \"..\", \"C++\", \"%2e%2e\"]", "Lead."));
        Put("right-to-left.md", Article("title: \"ألف ليلة وليلة\"\nlang: ar", "مرحبا \u202Eevil\u202C and \u2067isolated\u2069"));
        Put("two-hundred-tags.md", Article("title: Tagged\ntags: [" + string.Join(", ", Enumerable.Range(0, 200).Select(i => "t" + i.ToString(CultureInfo.InvariantCulture))) + "]", "Lead."));
        Put("twin-1.md", Article("title: One\nslug: twin", "Lead."));
        Put("twin-2.md", Article("title: Two\nslug: twin", "Lead."));
        PutBytes("utf-16.md", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Article("title: Sechzehn", "Lead in zwei Byte."))]);
        Put("spaces and Ünïcode 日本.md", Article("title: Spaces", "Lead."));
        Put("emoji 🎬.md", Article("title: \"🎬\"", "Lead."));
        Put("deep/folder/x.md", Article("title: Deep", "Lead."));
        Put("empty.md", "");
        Put("front-only.md", "---\ntitle: Nothing\nsummary: s\n---\n");
        Put("five-megabytes.md", Article("title: Long", string.Concat(Enumerable.Repeat("word ", 1_048_576))));
        PutBytes("latin-1.md", Encoding.Latin1.GetBytes(Article("title: Café", "Lead.")));
        Put("yaml-bomb.md", Article("title: Bomb\na: &a [x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(0, 9).Select(i => $"{(char)('b' + i)}: &{(char)('b' + i)} [{string.Join(',', Enumerable.Repeat("*" + (char)('a' + i), 9))}]\n")), "Lead."));
        Put("quotes.md", Article("title: Quotes", new string('>', 10_000) + " deep"));
        Put("CON.md", Article("title: Device", "Lead."));
        Put("..\\..\\x.md", Article("title: Escape", "Lead."));
        Put("line\nbreak.md", Article("title: Broken", "Lead."));
        Put(new string('n', 240) + ".md", Article("title: Long name", "Lead."));
    }

    private static string Article(string front, string lead) =>
        $"---\n{front}\nsummary: A safe summary.\nspoilers: ending\npublished: 2026-11-01T09:00:00Z\n---\n{lead}\n\n<!-- spoilers -->\n\nHe dies at dawn, unseen by all.\n";
}

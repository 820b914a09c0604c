using System.Text;
using Markdig.Renderers;
using Newsletter.Articles;
using Newsletter.Articles.Import;
using YamlDotNet.RepresentationModel;
using YamlNode = YamlDotNet.RepresentationModel.YamlNode;

namespace Newsletter.Tests.Articles.Import;

/// <summary>An import's result, taken apart the way the pipeline and its readers see it.</summary>
internal sealed class Imported
{
    public const string Marker = "<!-- spoilers -->";

    private Imported(ImportResult result)
    {
        Result = result;
        Assert.StartsWith("---\n", result.Markdown, StringComparison.Ordinal);
        var end = result.Markdown.IndexOf("\n---\n", StringComparison.Ordinal);
        Header = result.Markdown[4..(end + 1)];
        Body = result.Markdown[(end + 5)..];
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Header));
        FrontMatter = (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    public ImportResult Result { get; }

    public string Header { get; }

    public string Body { get; }

    public YamlMappingNode FrontMatter { get; }

    public static Imported Text(string text, string fileName = "article.txt", ImportOptions? options = null) =>
        new(ArticleImport.FromText(text, fileName, options ?? new()));

    public static Imported Html(string html, string fileName = "article.html") => new(ArticleImport.FromHtml(html, fileName, new()));

    public static Imported Markdown(string markdown, string fileName = "article.md", ImportOptions? options = null) =>
        new(ArticleImport.FromMarkdown(markdown, fileName, options ?? new()));

    /// <summary>A scalar, or a list as <c>a, b</c>; <c>work.year</c> for a part; null when missing.</summary>
    public string? this[string path]
    {
        get
        {
            YamlNode? node = FrontMatter;
            foreach (var key in path.Split('.'))
            {
                node = node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;
            }

            return node switch
            {
                YamlScalarNode scalar => scalar.Value,
                YamlSequenceNode list => string.Join(", ", list.Children),
                _ => null,
            };
        }
    }

    public string Lead => Body.Contains(Marker, StringComparison.Ordinal) ? Body[..Body.IndexOf(Marker, StringComparison.Ordinal)].TrimEnd() : "";

    public string Rest => Body[(Body.IndexOf(Marker, StringComparison.Ordinal) + Marker.Length)..].Trim();

    public IEnumerable<string> Headings => Body.Split('\n').Where(line => line.StartsWith('#'));

    /// <summary>The body as our own renderer's reader shows it: text alone, white space folded.</summary>
    public string Shown => TextOf(Body);

    public ImportGuess Guess(string what) => Assert.Single(Result.Guesses, guess => guess.What == what);

    /// <summary>The line of the result that a guess names.</summary>
    public string LineOf(string what) => Result.Markdown.Split('\n')[Guess(what).Line - 1];

    public static string TextOf(string markdown)
    {
        var document = ArticleMarkdown.Parse(markdown, "en");
        Assert.NotNull(document);
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer) { EnableHtmlForBlock = false, EnableHtmlForInline = false };
        ArticleMarkdown.For("en").Setup(renderer);
        renderer.Render(document);
        return Fold(System.Net.WebUtility.HtmlDecode(writer.ToString()));
    }

    /// <summary>White space as one space, and the punctuation that smart punctuation changes as it was typed.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Replace("…", "...", StringComparison.Ordinal).Replace("—", "---", StringComparison.Ordinal).Replace("–", "--", StringComparison.Ordinal));
        folded.Replace('‘', '\'').Replace('’', '\'').Replace('“', '"').Replace('”', '"').Replace("''", "\"");
        return string.Join(' ', folded.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Runs of letters and digits.</summary>
    public static IReadOnlyList<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in text + " ")
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Append(c);
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        return words;
    }
}

using Markdig;
using Markdig.Extensions.SmartyPants;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Newsletter.Spoilers.Syntax;

namespace Newsletter.Articles;

/// <summary>The Markdown of articles: CommonMark with tables, footnotes, figures, definition lists, autolinks, smart punctuation and the spoiler syntax.</summary>
internal static class ArticleMarkdown
{
    /// <summary>Blocks and inlines nested deeper than this are refused.</summary>
    public const int MaxDepth = 64;

    private static readonly Lazy<MarkdownPipeline> English = new(() => Build(null));

    private static readonly Lazy<MarkdownPipeline> German = new(() => Build(("&bdquo;", "&ldquo;", "&sbquo;", "&lsquo;")));

    private static readonly Lazy<MarkdownPipeline> French = new(() => Build(("&laquo;&#8239;", "&#8239;&raquo;", "&lsaquo;&#8239;", "&#8239;&rsaquo;")));

    /// <summary>The pipeline with the quotation marks of a language (BCP 47).</summary>
    public static MarkdownPipeline For(string language) => PrimaryLanguage(language) switch
    {
        "de" => German.Value,
        "fr" => French.Value,
        _ => English.Value,
    };

    /// <summary>The tree, or null when it is nested too deeply to be read.</summary>
    public static MarkdownDocument? Parse(string markdown, string language)
    {
        try
        {
            var document = Markdown.Parse(markdown, For(language));
            if (IsTooDeep(document, 0))
            {
                return null;
            }

            NameColumns(document);
            return document;
        }
        catch (ArgumentException error) when (error.Message.Contains("nested", StringComparison.Ordinal))
        {
            // Markdig's own guard against deep recursion.
            return null;
        }
    }

    private static bool IsTooDeep(ContainerBlock container, int depth)
    {
        if (depth > MaxDepth)
        {
            return true;
        }

        foreach (var child in container)
        {
            if (child is ContainerBlock nested && IsTooDeep(nested, depth + 1))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A header cell says what it heads, or screen readers have to guess (WCAG H63).</summary>
    private static void NameColumns(ContainerBlock container)
    {
        foreach (var child in container)
        {
            if (child is TableRow { IsHeader: true } header)
            {
                foreach (var cell in header)
                {
                    cell.GetAttributes().AddProperty("scope", "col");
                }
            }
            else if (child is ContainerBlock nested)
            {
                NameColumns(nested);
            }
        }
    }

    private static string PrimaryLanguage(string language) => language.Split('-')[0].ToLowerInvariant();

    private static MarkdownPipeline Build((string OpenDouble, string CloseDouble, string OpenSingle, string CloseSingle)? quotes)
    {
        var smart = new SmartyPantOptions();
        if (quotes is { } marks)
        {
            smart.Mapping[SmartyPantType.LeftDoubleQuote] = marks.OpenDouble;
            smart.Mapping[SmartyPantType.RightDoubleQuote] = marks.CloseDouble;
            smart.Mapping[SmartyPantType.LeftQuote] = marks.OpenSingle;
            smart.Mapping[SmartyPantType.RightQuote] = marks.CloseSingle;
        }

        var builder = new MarkdownPipelineBuilder()
            .UsePipeTables()
            .UseFootnotes()
            .UseFigures()
            .UseDefinitionLists()
            .UseAutoLinks()
            .UseSmartyPants(smart)
            .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough);
        builder.Extensions.Add(new SpoilerSyntax());
        return builder.Build();
    }
}

using System.Buffers;
using Scriban.Runtime;

namespace Newsletter.Templates;

/// <summary>How a value becomes part of an output, by the kind of the template.</summary>
internal static class TextEncoding
{
    private static readonly SearchValues<char> HtmlSpecial = SearchValues.Create("&<>\"'" + Illegal);
    private static readonly SearchValues<char> TextSpecial = SearchValues.Create(Illegal);

    /// <summary>Control characters other than tab and line feed, and non-characters: illegal in HTML, XML and mail alike.</summary>
    private static string Illegal => string.Create(33 + 32 - 2 + 2, 0, static (span, _) =>
    {
        var at = 0;
        for (var c = '\0'; c <= '\u009F'; c++)
        {
            if (char.IsControl(c) && c is not ('\t' or '\n'))
            {
                span[at++] = c;
            }
        }

        span[at++] = '\uFFFE';
        span[at] = '\uFFFF';
    });

    /// <summary>Text for HTML, right in an element and in a quoted attribute.</summary>
    public static void WriteHtml(IScriptOutput output, string text) => Write(output, text, HtmlSpecial);

    /// <summary>Text for a plain text part: itself, without control characters.</summary>
    public static void WriteText(IScriptOutput output, string text) => Write(output, text, TextSpecial);

    public static string Html(string text)
    {
        if (!text.AsSpan().ContainsAny(HtmlSpecial))
        {
            return text;
        }

        var output = new StringBuilderOutput();
        WriteHtml(output, text);
        return output.ToString();
    }

    private static void Write(IScriptOutput output, string text, SearchValues<char> special)
    {
        var from = 0;
        while (true)
        {
            var next = text.AsSpan(from).IndexOfAny(special);
            if (next < 0)
            {
                output.Write(text, from, text.Length - from);
                return;
            }

            output.Write(text, from, next);
            from += next + 1;
            output.Write(Reference(text[from - 1]));
        }
    }

    private static string Reference(char special) => special switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => "",
    };
}

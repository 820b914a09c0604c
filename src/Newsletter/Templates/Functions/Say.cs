using System.Globalization;
using Newsletter.Spoilers;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Newsletter.Templates.Functions;

/// <summary>Markup that a function made of encoded parts.</summary>
internal sealed record MadeMarkup(string Markup) : IMarkup;

/// <summary><c>say t.minutes 12</c>: a text of the strings file with its places filled, in the plural form of the first number.</summary>
internal sealed class Say() : TemplateFunction("say", 1, null)
{
    protected override object? Call(RenderContext context, ScriptNode caller, ScriptArray arguments)
    {
        var format = arguments[0] switch
        {
            PluralWord when arguments is [_, null, ..] => "",
            PluralWord plural => context.Words.Form(plural, Count(caller, arguments)),
            var word => Need<string>(caller, word, "a word of `t`"),
        };
        // Markup among the arguments makes the whole markup; else it stays a text, which others may join or wrap.
        var hasMarkup = arguments.Any(argument => argument is IMarkup);
        var values = new string[arguments.Count - 1];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Value(caller, arguments[i + 1], hasMarkup);
        }

        return hasMarkup ? new MadeMarkup(Words.Fill(TextEncoding.Html(format), values)) : Words.Fill(format, values);
    }

    private static int Count(ScriptNode caller, ScriptArray arguments) =>
        arguments.OfType<int>().Cast<int?>().FirstOrDefault()
        ?? throw new TemplateFault(caller.Span, "`say` needs a number for a word with plural forms.");

    private string Value(ScriptNode caller, object? value, bool asMarkup) => value switch
    {
        null => "",
        int number => number.ToString(CultureInfo.InvariantCulture),
        IMarkup markup => markup.Markup,
        var text => Need<string>(caller, text, "texts and numbers") is var plain && asMarkup ? TextEncoding.Html(plain) : plain,
    };
}

/// <summary><c>cite work.title</c>: the title of a work, set as one; plain in a text template.</summary>
internal sealed class Cite() : TemplateFunction("cite", 1, 1)
{
    protected override object? Call(RenderContext context, ScriptNode caller, ScriptArray arguments)
    {
        var title = Need<string>(caller, arguments[0], "a title");
        return context.IsHtml ? new MadeMarkup($"<cite>{TextEncoding.Html(title)}</cite>") : title;
    }
}

/// <summary><c>word t.kinds work.kind</c>: the word that a group has for a key, or the key itself.</summary>
internal sealed class WordOf() : TemplateFunction("word", 2, 2)
{
    protected override object? Call(RenderContext context, ScriptNode caller, ScriptArray arguments)
    {
        var group = Need<ScriptObject>(caller, arguments[0], "a group of words");
        var key = Need<string>(caller, arguments[1], "a text");
        return group.TryGetValue(key, out var word) ? word : key;
    }
}

/// <summary><c>join advisories ", "</c>: texts in a row.</summary>
internal sealed class Join() : TemplateFunction("join", 2, 2)
{
    protected override object? Call(RenderContext context, ScriptNode caller, ScriptArray arguments) =>
        string.Join(Need<string>(caller, arguments[1], "a separator"), Need<object?[]>(caller, arguments[0], "a list of texts"));
}

/// <summary><c>row ", " kind year by</c>: those of its texts that are not empty, in a row.</summary>
internal sealed class Row() : TemplateFunction("row", 1, null)
{
    protected override object? Call(RenderContext context, ScriptNode caller, ScriptArray arguments)
    {
        var row = new System.Text.StringBuilder();
        for (var i = 1; i < arguments.Count; i++)
        {
            var text = arguments[i] switch
            {
                null => "",
                int number => number.ToString(CultureInfo.InvariantCulture),
                var value => Need<string>(caller, value, "texts and numbers"),
            };
            row.Append(row.Length > 0 && text.Length > 0 ? Need<string>(caller, arguments[0], "a separator") : "").Append(text);
        }

        return row.ToString();
    }
}

/// <summary><c>titles spoils</c>: the titles of works in a row, in the manner of the language: A, B and C.</summary>
internal sealed class Titles() : TemplateFunction("titles", 1, 1)
{
    protected override object? Call(RenderContext context, ScriptNode caller, ScriptArray arguments)
    {
        var works = Need<object?[]>(caller, arguments[0], "a list of works");
        var row = new System.Text.StringBuilder();
        for (var i = 0; i < works.Length; i++)
        {
            if (Need<IScriptObject>(caller, works[i], "a list of works").TryGetValue(context, caller.Span, "title", out var title) && title is string text)
            {
                row.Append(i == 0 ? "" : context.Words.Text(i == works.Length - 1 ? "list_and" : "list_comma"));
                row.Append(context.IsHtml ? $"<cite>{TextEncoding.Html(text)}</cite>" : text);
            }
        }

        return context.IsHtml ? new MadeMarkup(row.ToString()) : row.ToString();
    }
}

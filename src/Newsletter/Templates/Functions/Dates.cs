using System.Globalization;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Newsletter.Templates.Functions;

/// <summary><c>day published</c>: a date in words, e.g. <c>15 May 2026</c>.</summary>
internal sealed class Day() : TemplateFunction("day", 1, 1)
{
    protected override object? Call(RenderContext context, ScriptNode caller, ScriptArray arguments) =>
        context.Words.Day(Need<DateTimeOffset>(caller, arguments[0], "a date"));
}

/// <summary><c>iso published</c>: a date for a <c>datetime</c> attribute, RFC 3339.</summary>
internal sealed class Iso() : TemplateFunction("iso", 1, 1)
{
    protected override object? Call(RenderContext context, ScriptNode caller, ScriptArray arguments) =>
        Need<DateTimeOffset>(caller, arguments[0], "a date") is { Offset.Ticks: 0 } utc
            ? utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : ((DateTimeOffset)arguments[0]!).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}

/// <summary><c>month_name 2026 5</c>: a month in words, e.g. <c>May 2026</c>.</summary>
internal sealed class MonthName() : TemplateFunction("month_name", 2, 2)
{
    protected override object? Call(RenderContext context, ScriptNode caller, ScriptArray arguments) =>
        Need<int>(caller, arguments[1], "a month from 1 to 12, or 0") switch
        {
            0 => context.Words.Year(Need<int>(caller, arguments[0], "a year")),
            var month and >= 1 and <= 12 => context.Words.Month(Need<int>(caller, arguments[0], "a year"), month),
            _ => throw new TemplateFault(caller.Span, "`month_name` needs a month from 1 to 12, or 0 for the whole year."),
        };
}

/// <summary><c>year_name work.year</c>: a year in words: -428 is 429 BC; nothing for no year.</summary>
internal sealed class YearName() : TemplateFunction("year_name", 1, 1)
{
    protected override object? Call(RenderContext context, ScriptNode caller, ScriptArray arguments) =>
        arguments[0] is null ? "" : context.Words.Year(Need<int>(caller, arguments[0], "a year"));
}

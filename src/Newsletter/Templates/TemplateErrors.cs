using Scriban.Parsing;
using Scriban.Syntax;

namespace Newsletter.Templates;

/// <summary>
/// Scriban's errors as problems. Its messages can quote values, and values can be spoilers: only messages that are known to hold
/// nothing but names of the template are passed on.
/// </summary>
internal static class TemplateErrors
{
    private static readonly (string Start, string Advice)[] Known =
    [
        ("Exceeding number of iteration limit", "A loop runs too long: check what ends it."),
        ("Range expression exceeds LoopLimit", "A loop runs too long: check what ends it."),
        ("Exceeding number of recursive depth limit", "Templates include each other in a circle: check the includes."),
        ("The variable or function", "Use a variable of the view: templates/README.md lists them."),
        ("Cannot get member with name", "Use a field of the view: templates/README.md lists them."),
        ("Cannot get the member", "The view has no value here: put it inside {{ if ... }}."),
        ("Object `", "The view has no value here: put it inside {{ if ... }}."),
        ("Cannot set a value for the readonly member:", "Views are read only: choose another name."),
        ("Cannot set value on the readonly variable", "Views are read only: choose another name."),
        ("Invalid number of arguments", "See templates/README.md for the functions and their arguments."),
        ("The function `", "Use one of the functions that templates/README.md lists."),
    ];

    public static TemplateProblem Of(LogMessage message, string template) =>
        At(template, message.Span, message.Message, "Correct the template's syntax.");

    public static TemplateProblem Of(ScriptRuntimeException error, string template)
    {
        for (Exception? inner = error; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case TemplateException known:
                    return known.Problem;
                case TemplateLimitException limit:
                    return At(template, error.Span, limit.Message, "Check the template's loops.");
                case TemplateFault fault:
                    return At(template, fault.Span, fault.OriginalMessage, "templates/README.md lists functions and variables.");
            }
        }

        foreach (var (start, advice) in Known)
        {
            if (error.OriginalMessage.StartsWith(start, StringComparison.Ordinal))
            {
                return At(template, error.Span, error.OriginalMessage, advice);
            }
        }

        return At(template, error.Span, "This expression has no value.", "Check its names and types against templates/README.md.");
    }

    private static TemplateProblem At(string template, SourceSpan span, string message, string advice) =>
        new(span.FileName is { Length: > 0 } file ? file : template, span.Start.Line + 1, span.Start.Column + 1, message.TrimEnd(' ', '.') + ".", advice);
}

/// <summary>An error that the engine's own code found; its message holds no value.</summary>
internal sealed class TemplateFault(SourceSpan span, string message) : ScriptRuntimeException(span, message);

using Scriban.Runtime;
using Scriban.Syntax;

namespace Newsletter.Templates.Functions;

/// <summary>
/// <c>include "partials/card.html" card: c</c>: another template in this place. Its arguments are <c>$card</c> there. Only templates of
/// the folder can be named, and only a statement of its own can include: the result is written, never a value.
/// </summary>
internal sealed class Include() : TemplateFunction("include", 1, null)
{
    protected override object? Call(RenderContext context, ScriptNode caller, ScriptArray arguments)
    {
        if (caller is not ScriptFunctionCall { Parent: ScriptExpressionStatement } call)
        {
            throw new TemplateFault(caller.Span, "`include` stands alone: {{ include \"partials/name.html\" }}.");
        }

        var template = context.Engine.Parsed(Need<string>(caller, arguments[0], "the name of a template"));
        context.PushLocal();
        try
        {
            foreach (var argument in call.Arguments)
            {
                if (argument is ScriptNamedArgument { Name.Name: var name } &&
                    arguments.TryGetValue(context, caller.Span, name, out var value))
                {
                    context.SetValue(context.Local(name), value);
                }
            }

            context.Put(template);
        }
        finally
        {
            context.PopLocal();
        }

        return null;
    }
}

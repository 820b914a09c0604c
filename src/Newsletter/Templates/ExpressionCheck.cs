using Newsletter.Site.Views;
using Newsletter.Templates.Functions;
using Scriban.Parsing;
using Scriban.Syntax;

namespace Newsletter.Templates;

/// <summary>Finds the types of expressions, and reports names that do not exist.</summary>
internal sealed class ExpressionCheck
{
    private readonly Action<SourceSpan, string, string> report;
    private readonly Dictionary<string, TemplateType> globals = new(StringComparer.Ordinal);
    private Stack<Dictionary<string, TemplateType>> scopes = new([[]]);
    private readonly Stack<Stack<Dictionary<string, TemplateType>>> callers = new();

    private readonly bool html;

    /// <param name="html">Whether the template makes HTML, or else plain text.</param>
    public ExpressionCheck(TemplateEngine engine, ViewShape view, bool html, Action<SourceSpan, string, string> report)
    {
        (this.report, this.html) = (report, html);
        globals["site"] = new TemplateType.View(SiteView.Shape);
        globals["t"] = new TemplateType.Group(engine.Words(new Language("en")).Root);
        foreach (var function in TemplateEngine.Functions)
        {
            globals[function.Name] = new TemplateType.Function(function);
        }

        foreach (var field in view.Fields)
        {
            globals[field.Name] = TemplateType.Of(field);
        }
    }

    public void Push() => scopes.Push([]);

    public void Pop() => scopes.Pop();

    public void Declare(string name, TemplateType type) => scopes.Peek()[name] = type;

    /// <summary>An included template sees its arguments and the view, not the variables of its caller.</summary>
    public void Enter(Dictionary<string, TemplateType> arguments)
    {
        callers.Push(scopes);
        scopes = new([arguments]);
    }

    public void Leave() => scopes = callers.Pop();

    public void Assign(ScriptAssignExpression assign)
    {
        var type = Of(assign.Value);
        if (assign.Target is ScriptVariable target)
        {
            Declare(target.Name, type);
        }
        else
        {
            report(assign.Span, "Views are read only.", "Assign to a name of your own.");
        }
    }

    public TemplateType Of(ScriptExpression? expression) => expression switch
    {
        null => TemplateType.Any,
        ScriptVariable variable => Variable(variable),
        ScriptIsEmptyExpression empty => As(TemplateType.Flag, empty.Target),
        ScriptMemberExpression member => Member(member),
        ScriptNestedExpression nested => Of(nested.Expression),
        ScriptLiteral literal => literal.Value switch { string => TemplateType.Text, bool => TemplateType.Flag, null => TemplateType.Any, _ => TemplateType.Number },
        ScriptFunctionCall call => Call(call),
        ScriptPipeCall pipe => Piped(pipe),
        ScriptIndexerExpression indexer => Indexer(indexer),
        ScriptBinaryExpression binary => Binary(binary),
        ScriptUnaryExpression unary => As(unary.Operator == ScriptUnaryOperator.Not ? TemplateType.Flag : TemplateType.Number, unary.Right),
        ScriptConditionalExpression choice => Either(Of(choice.Condition), Of(choice.ThenValue), Of(choice.ElseValue)),
        ScriptNamedArgument argument => Of(argument.Value),
        _ => Refuse(expression),
    };

    private TemplateType Variable(ScriptVariable variable)
    {
        foreach (var scope in scopes)
        {
            if (scope.TryGetValue(variable.Name, out var local))
            {
                return local;
            }
        }

        return globals.TryGetValue(variable.Name, out var known) ? known : Unknown(
            variable.Span,
            variable.Name.StartsWith('$') ? $"This template was not given '{variable.Name}'." : $"There is no variable '{variable.Name}'.",
            variable.Name.StartsWith('$') ? "Name it where the template is included." : "Use a variable of the view: templates/README.md lists them.");
    }

    private TemplateType Member(ScriptMemberExpression member)
    {
        var target = Of(member.Target);
        var name = member.Member?.Name ?? "";
        return target.Member(name) ?? Unknown(
            member.Member?.Span ?? member.Span, $"'{member.Target}' has no field '{name}'.", "templates/README.md lists the fields of every view.");
    }

    private TemplateType Call(ScriptFunctionCall call)
    {
        if (call.Target is ScriptVariable { Name: "include" })
        {
            return Unknown(call.Span, "`include` is a statement: it has no value.", "Write it alone: {{ include \"partials/name.html\" }}.");
        }

        foreach (var argument in call.Arguments)
        {
            Of(argument);
        }

        return Result(Of(call.Target), call);
    }

    private TemplateType Piped(ScriptPipeCall pipe)
    {
        Of(pipe.From);
        return pipe.To is ScriptFunctionCall call ? Call(call) : Result(Of(pipe.To), pipe);
    }

    private TemplateType Result(TemplateType target, ScriptExpression call) => target switch
    {
        TemplateType.Function { Code: Cite or Titles } => html ? TemplateType.Html : TemplateType.Text,
        TemplateType.Function { Code: Say } => call is ScriptFunctionCall { Arguments: var arguments } && arguments.Any(a => Of(a) == TemplateType.Html)
            ? TemplateType.Html
            : TemplateType.Text,
        TemplateType.Function => TemplateType.Text,
        TemplateType.Scalar { Kind: null } => target,
        _ => Unknown(call.Span, "This is not a function.", "templates/README.md lists the functions."),
    };

    private TemplateType Indexer(ScriptIndexerExpression indexer)
    {
        Of(indexer.Index);
        return Of(indexer.Target) switch
        {
            TemplateType.List list => list.Item,
            TemplateType.Group => TemplateType.Text,
            TemplateType.Scalar { Kind: null } any => any,
            _ => Unknown(indexer.Span, "This has no numbered or named parts.", "Use a list, or a group of words."),
        };
    }

    private TemplateType Binary(ScriptBinaryExpression binary)
    {
        var (left, right) = (Of(binary.Left), Of(binary.Right));
        return binary.Operator switch
        {
            ScriptBinaryOperator.EmptyCoalescing => left == right ? left : TemplateType.Any,
            ScriptBinaryOperator.Add => left == TemplateType.Number && right == TemplateType.Number ? left : TemplateType.Text,
            ScriptBinaryOperator.Subtract or ScriptBinaryOperator.Multiply or ScriptBinaryOperator.Divide
                or ScriptBinaryOperator.DivideRound or ScriptBinaryOperator.Modulus => TemplateType.Number,
            _ => TemplateType.Flag,
        };
    }

    private static TemplateType Either(TemplateType condition, TemplateType first, TemplateType second) =>
        first == second ? first : condition is TemplateType.Scalar ? TemplateType.Text : TemplateType.Any;

    private TemplateType As(TemplateType type, ScriptExpression? part)
    {
        Of(part);
        return type;
    }

    private TemplateType Refuse(ScriptExpression expression) =>
        Unknown(expression.Span, "This kind of expression is not for templates of the newsletter.", "Use variables, fields, functions and comparisons.");

    private TemplateType Unknown(SourceSpan span, string message, string advice)
    {
        report(span, message, advice);
        return TemplateType.Any;
    }
}

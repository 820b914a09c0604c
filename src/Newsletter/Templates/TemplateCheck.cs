using Scriban.Parsing;
using Scriban.Syntax;

namespace Newsletter.Templates;

/// <summary>
/// Reads templates without running them: every branch is looked at, with the fields that the view really has. Finds names that do not
/// exist, values in places where encoding does not make them harmless, includes that lead nowhere.
/// </summary>
internal sealed class TemplateCheck
{
    private readonly TemplateEngine engine;
    private readonly List<TemplateProblem> problems;
    private readonly ExpressionCheck expressions;
    private readonly bool html;
    private readonly Stack<string> files = new();
    private HtmlPosition position = new();

    private TemplateCheck(TemplateEngine engine, Template template, List<TemplateProblem> problems)
    {
        this.engine = engine;
        this.problems = problems;
        html = TemplateEngine.IsHtml(template.File);
        expressions = new ExpressionCheck(engine, template.View, html, Report);
    }

    public static List<TemplateProblem> All(TemplateEngine engine)
    {
        var problems = new List<TemplateProblem>();
        foreach (var name in engine.Sources.Names)
        {
            Try(problems, () =>
            {
                if (name.StartsWith(WordsReader.Folder, StringComparison.Ordinal))
                {
                    engine.Words(new Language(Path.GetFileNameWithoutExtension(name)));
                }
                else if (IsTemplate(name))
                {
                    engine.Parsed(name);
                }
            });
        }

        if (problems.Count == 0)
        {
            foreach (var template in AllTemplates.InOrder)
            {
                Try(problems, () => new TemplateCheck(engine, template, problems).Include(template.File));
            }
        }

        return [.. problems.Distinct()];
    }

    /// <summary>Assets are served as they are; Markdown is for people.</summary>
    private static bool IsTemplate(string name) =>
        !name.StartsWith(Site.SiteAssets.Folder, StringComparison.Ordinal) && Path.GetExtension(name) is ".html" or ".txt";

    private static void Try(List<TemplateProblem> problems, Action check)
    {
        try
        {
            check();
        }
        catch (TemplateException error)
        {
            problems.Add(error.Problem);
        }
    }

    private void Report(SourceSpan span, string message, string advice) =>
        problems.Add(new TemplateProblem(files.Peek(), span.Start.Line + 1, span.Start.Column + 1, message, advice));

    private void Include(string file)
    {
        files.Push(file);
        Block(engine.Parsed(file).Page?.Body);
        files.Pop();
    }

    private void Block(ScriptBlockStatement? block)
    {
        foreach (var statement in block?.Statements ?? [])
        {
            Statement(statement);
        }
    }

    private void Statement(ScriptStatement statement)
    {
        switch (statement)
        {
            case ScriptRawStatement raw:
                position.Feed(raw.Text.FullText.AsSpan(raw.Text.Index, raw.Text.Length));
                break;
            case ScriptExpressionStatement { Expression: ScriptFunctionCall call } when IsInclude(call):
                Include(call);
                break;
            case ScriptExpressionStatement { Expression: ScriptAssignExpression assign }:
                expressions.Assign(assign);
                break;
            case ScriptExpressionStatement { Expression: { } expression }:
                Output(expression, expressions.Of(expression));
                break;
            case ScriptIfStatement choice:
                expressions.Of(choice.Condition);
                Branches(choice, choice.Then, choice.Else);
                break;
            case ScriptElseStatement other:
                Block(other.Body);
                break;
            case ScriptForStatement loop:
                Loop(loop);
                break;
            case ScriptWhileStatement loop:
                expressions.Of(loop.Condition);
                Branches(loop, loop.Body, null);
                break;
            case ScriptCaseStatement choice:
                expressions.Of(choice.Value);
                Block(choice.Body);
                break;
            case ScriptWhenStatement branch:
                foreach (var value in branch.Values)
                {
                    expressions.Of(value);
                }

                Branches(branch, branch.Body, branch.Next);
                break;
            case ScriptBlockStatement block:
                Block(block);
                break;
            case ScriptEscapeStatement or ScriptNopStatement or ScriptEndStatement or ScriptBreakStatement or ScriptContinueStatement:
                break;
            default:
                Report(statement.Span, "This statement is not for templates of the newsletter.", "Use if, for, case, while and include.");
                break;
        }
    }

    /// <summary>Both ways must end at the same place of the HTML, or what follows could not be judged.</summary>
    private void Branches(ScriptStatement at, ScriptBlockStatement? first, ScriptStatement? second)
    {
        var start = position;
        Block(first);
        var end = position;
        position = start;
        if (second is not null)
        {
            Statement(second);
        }

        if (html && !position.IsSamePlaceAs(end))
        {
            Report(at.Span, "The branches end in different places of the HTML.", "Open and close tags and attributes in the same branch.");
        }

        position = end;
    }

    private void Loop(ScriptForStatement loop)
    {
        var item = expressions.Of(loop.Iterator) switch
        {
            TemplateType.List list => list.Item,
            TemplateType.Scalar { Kind: null } => TemplateType.Any,
            _ => null,
        };
        if (item is null)
        {
            Report(loop.Span, "This is not a list.", "Loop over a list of the view.");
        }

        expressions.Push();
        expressions.Declare("for", new TemplateType.Loop());
        expressions.Declare((loop.Variable as ScriptVariable)?.Name ?? "", item ?? TemplateType.Any);
        Branches(loop, loop.Body, loop.Else);
        expressions.Pop();
    }

    private static bool IsInclude(ScriptFunctionCall call) => call.Target is ScriptVariable { Name: "include" };

    private void Include(ScriptFunctionCall call)
    {
        if (call.Arguments is not [ScriptLiteral { Value: string file }, ..])
        {
            Report(call.Span, "An include must name its template in quotes.", "Write include \"partials/name.html\".");
            return;
        }

        if (!engine.Sources.Contains(file))
        {
            Report(call.Span, $"There is no template '{file}'.", "Name a file below templates/.");
            return;
        }

        if (files.Count > 20)
        {
            Report(call.Span, "Templates include each other in a circle.", "Check the includes.");
            return;
        }

        var arguments = new Dictionary<string, TemplateType>(StringComparer.Ordinal);
        foreach (var argument in call.Arguments.Skip(1))
        {
            if (argument is ScriptNamedArgument { Name: { } name, Value: { } value })
            {
                arguments["$" + name.Name] = expressions.Of(value);
            }
            else
            {
                Report(argument.Span, "An argument of an include needs a name.", "Write card: c, and $card in the included template.");
            }
        }

        expressions.Enter(arguments);
        Include(file);
        expressions.Leave();
    }

    private void Output(ScriptExpression expression, TemplateType type)
    {
        if (OutputRules.Problem(type, html, position) is { } problem)
        {
            Report(expression.Span, problem.Message, problem.Advice);
        }

        position.Output();
    }
}

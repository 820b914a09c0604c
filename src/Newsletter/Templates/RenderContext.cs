using System.Collections;
using System.Globalization;
using Newsletter.Spoilers;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Newsletter.Templates;

/// <summary>
/// The state of one rendering. Every value that a template puts out is encoded for HTML, unless it is <see cref="IMarkup"/>; the
/// template's own text is not. It happens where values are written, not in ToString, so that nothing is encoded twice.
/// Not safe for use by two threads at once; used again for the next rendering.
/// </summary>
internal sealed class RenderContext : TemplateContext
{
    private readonly Dictionary<string, ScriptVariable> locals = new(StringComparer.Ordinal);
    private readonly ScriptObject scratch = new(StringComparer.Ordinal);
    private bool isHtml;

    public RenderContext(TemplateEngine engine, ScriptObject builtin)
        : base(builtin, StringComparer.Ordinal)
    {
        Engine = engine;
        StrictVariables = true;
        EnableRelaxedMemberAccess = false;
        EnableRelaxedIndexerAccess = false;
        AutoIndent = false;
        NewLine = "\n";
        LoopLimit = 100_000;
        RecursiveLimit = 24;
        ObjectRecursionLimit = 8;
        LimitToString = 2 * Utf8Output.Limit;
        RegexTimeOut = TimeSpan.FromMilliseconds(100);
    }

    public TemplateEngine Engine { get; }

    public Words Words { get; private set; } = null!;

    public Utf8Output Target { get; } = new();

    public bool IsHtml => isHtml;

    /// <summary>Runs a template; what it wrote is in <see cref="Target"/> until the next run.</summary>
    public void Run(Scriban.Template template, Words words, IScriptObject view, bool html)
    {
        Reset();
        Target.Clear();
        scratch.Clear();
        isHtml = html;
        Words = words;
        var trace = TemplateTrace.Current;
        var traced = trace is null ? null : new TracedOutput(Target, this);
        PushOutput(traced is null ? Target : traced);
        PushGlobal(words.Global);
        PushGlobal(view);
        PushGlobal(scratch);
        Put(template);
        trace?.Look(Target.Written, html, traced!.Places);
    }

    /// <summary>Writes a template's output in place: an include's result is never a value that could be encoded again.</summary>
    public void Put(Scriban.Template template)
    {
        PushSourceFile(template.SourceFilePath!);
        if (template.Page is { } page && Evaluate(page) is { } last)
        {
            Write(page.Span, last);
        }

        PopSourceFile();
    }

    /// <summary>The variable <c>$name</c>.</summary>
    public ScriptVariable Local(string name) =>
        locals.TryGetValue(name, out var known) ? known : locals[name] = ScriptVariable.Create(name, ScriptVariableScope.Local);

    public override TemplateContext Write(SourceSpan span, object? textAsObject)
    {
        switch (textAsObject)
        {
            case null:
                break;
            case string text:
                WriteText(text);
                break;
            case IMarkup markup when isHtml:
                Output.Write(markup.Markup, 0, markup.Markup.Length);
                break;
            case int or long or double or decimal:
                WriteText(((IFormattable)textAsObject).ToString(null, CultureInfo.InvariantCulture));
                break;
            case bool flag:
                WriteText(flag ? "true" : "false");
                break;
            default:
                throw new TemplateFault(span, Complaint(textAsObject));
        }

        return this;
    }

    /// <summary>Nothing is false: no value, an empty text, an empty list, zero.</summary>
    public override bool ToBool(SourceSpan span, object? value) => value switch
    {
        null => false,
        bool flag => flag,
        string text => text.Length > 0,
        int number => number != 0,
        IMarkup markup => markup.Markup.Length > 0,
        ICollection list => list.Count > 0,
        _ => true,
    };

    /// <summary>No member of a CLR object is ever found by reflection.</summary>
    protected override IObjectAccessor? GetMemberAccessorImpl(object target) =>
        target is IScriptObject or string or Array or IList || target.GetType().IsPrimitive ? base.GetMemberAccessorImpl(target) : null;

    protected override Scriban.Template CreateTemplate(string templatePath, ScriptNode? callerContext) => Engine.Parsed(templatePath);

    private void WriteText(string text)
    {
        if (isHtml)
        {
            TextEncoding.WriteHtml(Output, text);
        }
        else
        {
            TextEncoding.WriteText(Output, text);
        }
    }

    private static string Complaint(object value) => value switch
    {
        DateTimeOffset => "A date needs a form: use `day` or `iso`.",
        PluralWord => "A word with plural forms needs `say` and a number.",
        IMarkup => "HTML cannot stand in a plain text template.",
        IScriptCustomFunction => "A function needs its arguments here.",
        _ => "A list or a view is not a text: use `for` or one of its fields.",
    };
}

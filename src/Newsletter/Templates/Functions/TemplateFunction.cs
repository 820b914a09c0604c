using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Newsletter.Templates.Functions;

/// <summary>
/// One of the few functions that templates have. None reads the clock, files or the environment; Scriban's own functions are not there.
/// </summary>
/// <param name="most">The most arguments it takes; null: any number.</param>
internal abstract class TemplateFunction(string name, int least, int? most) : IScriptCustomFunction
{
    public string Name { get; } = name;

    public int RequiredParameterCount => least;

    public int ParameterCount => most ?? least;

    public ScriptVarParamKind VarParamKind => most is null ? ScriptVarParamKind.Direct : ScriptVarParamKind.None;

    public Type ReturnType => typeof(object);

    public ScriptParameterInfo GetParameterInfo(int index) =>
        index < least ? new ScriptParameterInfo(typeof(object), "value") : new ScriptParameterInfo(typeof(object), "value", null);

    public object? Invoke(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) =>
        Call((RenderContext)context, callerContext!, arguments);

    public ValueTask<object?> InvokeAsync(
        TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) =>
        new(Invoke(context, callerContext, arguments, blockStatement));

    /// <summary>The function's value; null puts out nothing.</summary>
    protected abstract object? Call(RenderContext context, ScriptNode caller, ScriptArray arguments);

    /// <summary>An argument of the type that the function needs, or an error at the call.</summary>
    protected T Need<T>(ScriptNode caller, object? value, string kind) =>
        value is T right ? right : throw new TemplateFault(caller.Span, $"`{Name}` needs {kind} here.");
}

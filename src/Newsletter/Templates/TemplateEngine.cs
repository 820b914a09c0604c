using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using Newsletter.Site.Views;
using Newsletter.Templates.Functions;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Newsletter.Templates;

/// <summary>
/// Renders views by the templates of one <see cref="TemplateSources"/>. A template is parsed when it is first needed;
/// <see cref="Validate"/> parses and checks all of them. Safe for use by many threads at once.
/// </summary>
public sealed class TemplateEngine
{
    internal static readonly TemplateFunction[] Functions =
        [new Include(), new Say(), new Cite(), new Titles(), new WordOf(), new Join(), new Row(), new Day(), new Iso(), new MonthName(), new YearName(), new FoldLines()];

    private static readonly ParserOptions ParserLimits = new() { ExpressionDepthLimit = 60 };

    private readonly ConcurrentDictionary<string, Scriban.Template> parsed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Words> words = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<RenderContext> contexts = [];
    private readonly ScriptObject builtin;
    private readonly SiteView site;

    public TemplateEngine(TemplateSources sources, SiteView site)
    {
        Sources = sources;
        this.site = site;
        builtin = new ScriptObject(StringComparer.Ordinal) { ["site"] = new ViewObject<SiteView>(SiteView.Shape, site) };
        foreach (var function in Functions)
        {
            builtin[function.Name] = function;
        }

        builtin.IsReadOnly = true;
    }

    public TemplateSources Sources { get; }

    /// <summary>The words for a language; see <see cref="Words.Language"/> for the language that was found.</summary>
    public Words Words(Language language) =>
        words.GetOrAdd(language.Tag, static (_, asked) => WordsReader.Read(asked.Sources, asked.language, asked.Language), (Sources, language, site.Language));

    /// <summary>The output's bytes, UTF-8 without a byte order mark.</summary>
    /// <exception cref="TemplateException">The template has an error, or went over a limit.</exception>
    public byte[] Render<TView>(Template<TView> template, TView view)
        where TView : IView => Run(template, view, static written => written.ToArray());

    /// <summary>Writes the output to a buffer; nothing is written when the template fails.</summary>
    /// <exception cref="TemplateException">The template has an error, or went over a limit.</exception>
    public void Render<TView>(Template<TView> template, TView view, IBufferWriter<byte> output)
        where TView : IView =>
        Run(template, view, written =>
        {
            output.Write(written);
            return true;
        });

    /// <summary>The output as text.</summary>
    /// <exception cref="TemplateException">The template has an error, or went over a limit.</exception>
    public string RenderText<TView>(Template<TView> template, TView view)
        where TView : IView => Run(template, view, static written => Encoding.UTF8.GetString(written));

    /// <summary>Parses all templates and strings files and checks every name in them. Empty: all is well.</summary>
    public IReadOnlyList<TemplateProblem> Validate() => TemplateCheck.All(this);

    internal Scriban.Template Parsed(string name) => parsed.GetOrAdd(name, static (name, engine) => engine.Parse(name), this);

    private Scriban.Template Parse(string name)
    {
        if (!Sources.Contains(name))
        {
            throw new TemplateException(new TemplateProblem(name, 0, 0, "There is no such template.", "Name a file below templates/."));
        }

        // A partial can stand within a line: the end of its last line is not part of it.
        var text = Sources.Text(name);
        var template = Scriban.Template.Parse(IsPartial(name) ? text.TrimEnd('\n') : text, name, ParserLimits);
        return template.HasErrors ? throw new TemplateException(TemplateErrors.Of(template.Messages[0], name)) : template;
    }

    private TResult Run<TView, TResult>(Template<TView> template, TView view, Func<ReadOnlySpan<byte>, TResult> take)
        where TView : IView
    {
        var page = Parsed(template.File);
        var context = contexts.TryTake(out var free) ? free : new RenderContext(this, builtin);
        try
        {
            context.Run(page, Words(view.Language), new ViewObject<TView>(template.Shape, view), IsHtml(template.File));
            var result = take(context.Target.Written);
            contexts.Add(context);
            return result;
        }
        catch (ScriptRuntimeException error)
        {
            // The context stays out of the pool: its stacks are as the error left them.
            throw new TemplateException(TemplateErrors.Of(error, template.File));
        }
    }

    private static bool IsPartial(string file) => file.StartsWith("partials/", StringComparison.Ordinal);

    internal static bool IsHtml(string file) => !file.EndsWith(".txt", StringComparison.Ordinal);
}

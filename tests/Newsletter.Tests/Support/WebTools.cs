using System.Text.Json;
using Microsoft.Playwright;

namespace Newsletter.Tests.Support;

/// <summary>A finding of html-validate. <see cref="Line"/> and <see cref="Column"/> are 1-based.</summary>
public sealed record HtmlProblem(string File, int Line, int Column, string Rule, string Message);

/// <summary>A finding of axe-core: the rule, what it asks for, and the elements (CSS selectors) that break it.</summary>
public sealed record AxeViolation(string Rule, string Impact, string Help, IReadOnlyList<string> Elements);

/// <summary>The checkers in <c>tests/web-tools</c>, installed from its lock file by <c>./test.sh</c>.</summary>
public static class WebTools
{
    /// <summary>Rules about how markup is spelt.</summary>
    private static readonly string[] Spelling = ["attribute-empty-style", "attribute-boolean-style", "doctype-style", "void-style", "no-raw-characters"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly Lazy<string> Axe = new(() => File.ReadAllText(Module("axe-core/axe.min.js")));

    /// <summary>What html-validate says of HTML files, by the rules of <c>tests/web-tools/.htmlvalidate.json</c>.</summary>
    public static async Task<IReadOnlyList<HtmlProblem>> ValidateHtmlAsync(IEnumerable<string> files)
    {
        _ = Module("html-validate");
        var output = await RunAsync("validate-html.mjs", [], JsonSerializer.Serialize(files.ToList()));
        return JsonSerializer.Deserialize<List<HtmlProblem>>(output, Json)!;
    }

    /// <summary>The same of pages as a browser writes what it holds, in a spelling of its own.</summary>
    public static async Task<IReadOnlyList<HtmlProblem>> ValidateWrittenByBrowserAsync(IEnumerable<string> files) =>
        [.. (await ValidateHtmlAsync(files)).Where(problem => !Spelling.Contains(problem.Rule))];

    /// <summary>What axe-core says of a page as it stands in the browser: all its rules, best practices too.</summary>
    public static async Task<IReadOnlyList<AxeViolation>> CheckAccessibilityAsync(IPage page)
    {
        if (await page.EvaluateAsync<bool>("typeof axe === 'undefined'"))
        {
            // Evaluated, not added as a script element: a page's Content-Security-Policy may forbid that.
            await page.EvaluateAsync("() => {" + Axe.Value + "\n}");
        }

        var found = await page.EvaluateAsync<string>("""
            async () => JSON.stringify((await axe.run(document, { resultTypes: ['violations'] })).violations.map(v => ({
                rule: v.id, impact: v.impact, help: v.help, elements: v.nodes.map(n => n.target.join(' ')) })))
            """);
        return JsonSerializer.Deserialize<List<AxeViolation>>(found, Json)!;
    }

    /// <summary>The text that a browser's reader mode would show of a page as it stands: what Readability extracts of a copy of the document.</summary>
    public static Task<string> ExtractAsync(IPage page) =>
        page.EvaluateAsync<string>($"() => {{ const module = {{}};\n{File.ReadAllText(Module("@mozilla/readability/Readability.js"))}\nreturn new Readability(document.cloneNode(true), {{ charThreshold: 0 }}).parse().textContent; }}");

    /// <summary>Runs a script of <c>tests/web-tools</c> and returns its output; an exit code other than 0 fails the test.</summary>
    public static async Task<string> RunAsync(string script, IEnumerable<string> arguments, string input = "")
    {
        var result = await ChildProcess.RunAsync("node", [script, .. arguments], new() { Folder = Repository.At("tests/web-tools"), Input = input });
        return result.MustSucceed().Output;
    }

    private static string Module(string path)
    {
        var full = Repository.At("tests/web-tools/node_modules/" + path);
        return Path.Exists(full)
            ? full
            : throw new InvalidOperationException($"{path} isn't installed: run ./test.sh, or `npm ci` in tests/web-tools.");
    }
}

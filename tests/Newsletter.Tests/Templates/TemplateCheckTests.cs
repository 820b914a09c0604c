using Newsletter.Templates;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Templates;

/// <summary>What the check of all templates says of an operator's slips, with their places.</summary>
public class TemplateCheckTests
{
    [Fact]
    public void TheTemplatesAsTheyComeHaveNoProblem() => Assert.Empty(SampleViews.Engine.Validate());

    [Theory]
    [InlineData("a\n  {{ titel }}", 2, 6, "There is no variable 'titel'.")]
    [InlineData("{{ page.titel }}", 1, 9, "'page' has no field 'titel'.")]
    [InlineData("{{ site.titel }}", 1, 9, "'site' has no field 'titel'.")]
    [InlineData("{{ t.titel }}", 1, 6, "'t' has no field 'titel'.")]
    [InlineData("{{ if false }}{{ titel }}{{ end }}", 1, 18, "There is no variable 'titel'.")]
    [InlineData("{{ for x in page.feeds }}{{ x.titel }}{{ end }}", 1, 31, "'x' has no field 'titel'.")]
    [InlineData("{{ $card.title }}", 1, 4, "This template was not given '$card'.")]
    [InlineData("{{ for x in page.title }}{{ end }}", 1, 4, "This is not a list.")]
    [InlineData("{{ page }}", 1, 4, "This is a list, a view or a function, not a text.")]
    [InlineData("{{ page.published }}", 1, 4, "A date needs a form.")]
    [InlineData("{{ include \"partials/missing.html\" }}", 1, 4, "There is no template 'partials/missing.html'.")]
    [InlineData("{{ include page.title }}", 1, 4, "An include must name its template in quotes.")]
    [InlineData("{{ x = include \"partials/link.html\" }}", 1, 8, "`include` is a statement: it has no value.")]
    [InlineData("<a href={{ page.canonical }}>", 1, 12, "A value can only stand in the text or in a quoted attribute.")]
    [InlineData("<a href=\"{{ page.title }}\">", 1, 13, "A text is not an address: it could begin with javascript:.")]
    [InlineData("<a onclick=\"go('{{ page.title }}')\">", 1, 20, "Encoding does not protect a style or an event handler.")]
    [InlineData("<script>let x = \"{{ page.title }}\";</script>", 1, 21, "Encoding does not protect a script or a style sheet.")]
    [InlineData("<style>p { color: {{ page.title }} }</style>", 1, 22, "Encoding does not protect a script or a style sheet.")]
    [InlineData("<p title=\"{{ cite page.title }}\">", 1, 14, "HTML cannot stand in an attribute.")]
    [InlineData("<p>{{ page.json_ld }}</p>", 1, 7, "JSON belongs into a script element.")]
    [InlineData("<p {{ if page }}title=\"{{ end }}x\">", 1, 7, "The branches end in different places of the HTML.")]
    [InlineData("{{ date.now }}", 1, 4, "There is no variable 'date'.")]
    [InlineData("{{ object.eval \"1\" }}", 1, 4, "There is no variable 'object'.")]
    [InlineData("{{ title = capture x }}", 1, 4, null)]
    [InlineData("{{ capture x }}a{{ end }}", 1, 4, "This statement is not for templates of the newsletter.")]
    [InlineData("{{ if x", 1, 4, null)]
    [InlineData("{{ func f }}{{ end }}", 1, 4, "This statement is not for templates of the newsletter.")]
    public void ASlipIsFoundWithItsPlace(string template, int line, int column, string? message)
    {
        using var folder = new TempFolder();
        folder.Write("web/not-found.html", template);

        var problems = new TemplateEngine(TemplateSources.Overriding(folder.Path), SampleViews.Site).Validate();

        var problem = problems[0];
        Assert.Equal("web/not-found.html", problem.Template);
        Assert.NotEmpty(problem.Advice);
        if (message is not null)
        {
            Assert.Equal($"web/not-found.html:{line}:{column}: {message}", $"{problem.Template}:{problem.Line}:{problem.Column}: {problem.Message}");
        }
    }

    [Fact]
    public void ASlipInAPartialIsFoundWhereverItIsIncluded()
    {
        using var folder = new TempFolder();
        folder.Write("partials/entry.html", "<h2>\n{{ $card.titel }}</h2>");

        var problem = Assert.Single(new TemplateEngine(TemplateSources.Overriding(folder.Path), SampleViews.Site).Validate());

        Assert.Equal("partials/entry.html:2:10: '$card' has no field 'titel'. templates/README.md lists the fields of every view.", problem.ToString());
    }

    [Fact]
    public void HtmlInAPlainTextTemplateIsAProblem()
    {
        using var folder = new TempFolder();
        folder.Write("email/digest.txt", "{{ for item in items }}{{ item.lead }}{{ end }}");

        var problem = Assert.Single(new TemplateEngine(TemplateSources.Overriding(folder.Path), SampleViews.Site).Validate());

        Assert.Equal("HTML cannot stand in a plain text template.", problem.Message);
    }

    [Fact]
    public void AStringsFileThatIsNoJsonIsAProblem()
    {
        using var folder = new TempFolder();
        folder.Write("strings/fr.json", "{\n  \"skip\": oups\n}");

        var problem = Assert.Single(new TemplateEngine(TemplateSources.Overriding(folder.Path), SampleViews.Site).Validate());

        Assert.Equal(("strings/fr.json", 2), (problem.Template, problem.Line));
    }

    [Fact]
    public void OnlyTheFilesOfTheFolderAreReplaced()
    {
        using var folder = new TempFolder();
        folder.Write("web/not-found.html", "<p>{{ page.title }}, our way</p>");
        var engine = new TemplateEngine(TemplateSources.Overriding(folder.Path), SampleViews.Site);

        Assert.Empty(engine.Validate());
        Assert.Equal("<p>Page not found, our way</p>"u8.ToArray(), SampleViews.Renderings["web/not-found.html"](engine));
        Assert.Equal(SampleViews.Renderings["web/gone.html"](SampleViews.Engine), SampleViews.Renderings["web/gone.html"](engine));
    }
}

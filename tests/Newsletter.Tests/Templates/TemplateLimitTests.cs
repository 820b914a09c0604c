using System.Text;
using Newsletter.Site.Views;
using Newsletter.Spoilers;
using Newsletter.Templates;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Templates;

/// <summary>A template that runs wild stops with an error that names its place, and can't reach anything but its view.</summary>
public class TemplateLimitTests
{
    [Theory]
    [InlineData("{{ while true }}{{ end }}", "web/not-found.html:1:4")]
    [InlineData("a\n{{ for x in 1..1000000000 }}{{ end }}", "web/not-found.html:2:")]
    [InlineData("{{ while true }}{{ include \"partials/footer.html\" }}{{ end }}", "partials/footer.html:1:1: The output is larger")]
    [InlineData("{{ include \"web/not-found.html\" }}", "web/not-found.html:1:4")]
    [InlineData("{{ titel }}", "web/not-found.html:1:4")]
    [InlineData("{{ page.titel }}", "web/not-found.html:1:9")]
    [InlineData("{{ page.work.title }}", "web/not-found.html:1:9")]
    [InlineData("{{ page }}", "web/not-found.html:1:")]
    [InlineData("{{ page.title = \"x\" }}", "web/not-found.html:1:9: Cannot set a value for the readonly member: page.title")]
    [InlineData("{{ include \"../Newsletter.sln\" }}", "../Newsletter.sln:0:0")]
    [InlineData("{{ include \"/etc/passwd\" }}", "/etc/passwd:0:0")]
    [InlineData("{{ date.now }}", "web/not-found.html:1:4")]
    [InlineData("{{ object.eval \"1\" }}", "web/not-found.html:1:4")]
    [InlineData("{{ page.title.length.get_type }}", "web/not-found.html:1:")]
    [InlineData("{{ x = include \"partials/footer.html\" }}", "web/not-found.html:1:8")]
    public void ATemplateStopsWithItsPlace(string template, string place)
    {
        var error = Assert.Throws<TemplateException>(() => Render(template));

        Assert.StartsWith(place, error.Problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AnExpressionNestedTooDeepIsRefused() =>
        Assert.Throws<TemplateException>(() => Render("{{ " + new string('(', 5000) + "1" + new string(')', 5000) + " }}"));

    [Fact]
    public void AnErrorNeverShowsAValue()
    {
        var view = SampleViews.Article() with { Body = new FullHtml("<p>the sleepwalker did it</p>"), Title = SampleViews.Text("the sleepwalker did it") };
        foreach (var template in new[] { "{{ title \"x\" }}", "{{ body.x }}", "{{ title.x.y }}", "{{ for x in title.y }}{{ end }}", "{{ day title }}", "{{ say body title }}", "{{ join title 1 }}", "{{ title | title }}", "{{ title[body] }}", "{{ 1 / title }}" })
        {
            using var folder = new TempFolder();
            folder.Write("web/article.html", template);
            var engine = new TemplateEngine(TemplateSources.Overriding(folder.Path), SampleViews.Site);

            var error = Assert.Throws<TemplateException>(() => engine.Render(AllTemplates.Article, view));

            Assert.DoesNotContain("sleepwalker", error.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AnEngineGoesOnAfterAnError()
    {
        using var folder = new TempFolder();
        folder.Write("web/gone.html", "{{ for x in page.feeds }}{{ nothing }}{{ end }}");
        var engine = new TemplateEngine(TemplateSources.Overriding(folder.Path), SampleViews.Site);
        var before = SampleViews.Renderings["web/list.html"](engine);

        Assert.Throws<TemplateException>(() => SampleViews.Renderings["web/gone.html"](engine));

        Assert.Equal(before, SampleViews.Renderings["web/list.html"](engine));
    }

    [Fact]
    public void ALongBodyIsNeverCut()
    {
        var body = string.Concat(Enumerable.Repeat("<p>More of it, and more.</p>\n", 100_000));

        var page = Encoding.UTF8.GetString(SampleViews.Engine.Render(AllTemplates.Article, SampleViews.Article() with { Body = new FullHtml(body) }));

        Assert.Contains(body, page, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void AnOutputThatGrowsTooLargeIsAnErrorNotACutPage()
    {
        var body = new string('x', 40 * 1024 * 1024);

        var error = Assert.Throws<TemplateException>(() =>
            SampleViews.Engine.Render(AllTemplates.Article, SampleViews.Article() with { Body = new FullHtml(body) }));

        Assert.Contains("16 MB", error.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ManyThreadsCanRenderAtOnce()
    {
        var expected = SampleViews.Renderings.ToDictionary(r => r.Key, r => r.Value(SampleViews.Engine));

        Parallel.For(0, 500, i =>
        {
            var (name, rendering) = SampleViews.Renderings.ElementAt(i % SampleViews.Renderings.Count);
            Assert.Equal(expected[name], rendering(SampleViews.Engine));
        });
    }

    private static byte[] Render(string template)
    {
        using var folder = new TempFolder();
        folder.Write("web/not-found.html", template);
        var engine = new TemplateEngine(TemplateSources.Overriding(folder.Path), SampleViews.Site);
        return engine.Render(AllTemplates.NotFound, new NotFoundView { Page = SampleViews.Page("Page not found", "404.html") });
    }
}

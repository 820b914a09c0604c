using System.Text;
using Newsletter.Templates;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Templates;

/// <summary>What each template makes of a rich view, byte for byte: <c>tests/golden/templates/</c>.</summary>
public class TemplateGoldenTests
{
    public static TheoryData<string> Names => [.. AllTemplates.InOrder.Select(template => template.File)];

    [Theory]
    [MemberData(nameof(Names))]
    public void ATemplateRendersAsExpected(string name)
    {
        // The assets' hashes change with every touch of the style sheet, and are no business of these cases.
        var output = Encoding.UTF8.GetString(SampleViews.Renderings[name](SampleViews.Engine));
        foreach (var asset in new[] { SampleViews.Site.Stylesheet, SampleViews.Site.Script, SampleViews.Site.ZoneScript, SampleViews.Site.Icon })
        {
            var parts = asset.OriginalString.Split('.');
            output = output.Replace(asset.OriginalString, $"{parts[0]}.hash.{parts[2]}", StringComparison.Ordinal);
        }

        Golden.Matches("templates", name.Split('/')[0], Path.GetFileName(name), Encoding.UTF8.GetBytes(output));
    }

    [Fact]
    public void EveryTemplateHasASample() =>
        Assert.Equal(AllTemplates.InOrder.Select(template => template.File).Order(), SampleViews.Renderings.Keys.Order());

    [Fact]
    public void RenderingAgainGivesTheSameBytes()
    {
        foreach (var rendering in SampleViews.Renderings.Values)
        {
            Assert.Equal(rendering(SampleViews.Engine), rendering(new TemplateEngine(TemplateSources.Default, SampleViews.Site)));
        }
    }
}

using System.Text;
using System.Text.RegularExpressions;
using Newsletter.Site;
using Newsletter.Templates;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Site;

public class SiteAssetsTests
{
    [Fact]
    public void StyleSheetAndScriptTogetherStayBelow30Kilobytes() =>
        Assert.InRange(SiteAssets.Of(TemplateSources.Default).Where(a => a.Name is "site.css" or "site.js").Sum(a => a.Content.Length), 1, 30_000);

    [Fact]
    public void AssetsLoadNothing() => Assert.All(
        SiteAssets.Of(TemplateSources.Default).Where(a => a.Name is "site.css" or "site.js"),
        asset => Assert.DoesNotMatch(new Regex("url\\(|@import|https?:|fetch\\(|XMLHttpRequest|sendBeacon|import "), Encoding.UTF8.GetString(asset.Content.Span)));

    [Fact]
    public void OtherBytesHaveAnotherPath()
    {
        using var folder = new TempFolder();
        folder.Write("web/assets/site.css", "p { color: green }");
        folder.Write("web/assets/extra.png", "x");

        var assets = SiteAssets.Of(TemplateSources.Overriding(folder.Path));

        Assert.Equal(["extra.png", "icon.svg", "site.css", "site.js", "zone.js"], assets.Select(a => a.Name));
        Assert.Matches("^assets/site\\.[0-9a-f]{16}\\.css$", assets[2].Path);
        Assert.NotEqual(SiteAssets.Of(TemplateSources.Default).Single(a => a.Name == "site.css").Path, assets[2].Path);
        Assert.Equal(SiteAssets.Of(TemplateSources.Default).Single(a => a.Name == "site.js").Path, assets[3].Path);
        Assert.Equal(["image/png", "image/svg+xml", "text/css; charset=utf-8", "text/javascript; charset=utf-8", "text/javascript; charset=utf-8"], assets.Select(a => a.ContentType));
    }
}

using Newsletter.Site;
using Newsletter.Templates;
using Newsletter.Tests.Support;
using Newsletter.Tests.Templates;

namespace Newsletter.Tests.Site;

/// <summary>Every template's sample, rendered and served with the assets, for a browser to look at.</summary>
internal sealed class SamplePages : IAsyncDisposable
{
    private const string Picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 800 500\"><rect width=\"800\" height=\"500\" fill=\"#234\"/></svg>";

    private readonly TempFolder folder;
    private readonly StaticSite site;

    private SamplePages(TempFolder folder, StaticSite site) => (this.folder, this.site) = (folder, site);

    /// <summary>Of web pages and mails; the feeds' items are no documents.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. SampleViews.Renderings.Keys.Where(name => !name.StartsWith("feed/", StringComparison.Ordinal) && name.EndsWith(".html", StringComparison.Ordinal))];

    public IEnumerable<string> Files => Names.Select(folder.At);

    public static async Task<SamplePages> ServeAsync()
    {
        var folder = new TempFolder();
        foreach (var name in Names)
        {
            Write(folder, name, SampleViews.Renderings[name](SampleViews.Engine));
        }

        Write(folder, "web/article-ar.html", SampleViews.Engine.Render(AllTemplates.Article, SampleViews.Article("ar")));
        foreach (var asset in SiteAssets.Of(TemplateSources.Default))
        {
            Write(folder, asset.Path, asset.Content.Span);
        }

        folder.Write("images/ship.1.svg", Picture);
        return new SamplePages(folder, await StaticSite.ServeAsync(folder.Path));
    }

    public string Address(string name) => new Uri(site.Address, name).AbsoluteUri;

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        folder.Dispose();
    }

    private static void Write(TempFolder folder, string name, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.At(name))!);
        File.WriteAllBytes(folder.At(name), content);
    }
}

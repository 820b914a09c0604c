using System.Text;
using Newsletter.Publishing;
using Newsletter.Publishing.Previews;
using Newsletter.Site;
using Newsletter.Spoilers;
using Newsletter.Storage;
using Newsletter.Templates;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Publishing.Previews;

/// <summary>A draft is what a publication would make of the file, byte for byte, and leaves no trace.</summary>
public sealed class DraftTests : IDisposable
{
    private readonly TestSite site = new();

    [Fact]
    public async Task APreviewIsWhatIsPublished()
    {
        UploadSamples();
        using var storage = site.Open();
        var drafts = await DraftsAsync(storage, Inbox());
        await site.PublishAsync();
        foreach (var (name, draft) in drafts.Concat(await DraftsAsync(storage, Inbox())))
        {
            // Before the publication, articles that others link to were not out.
            var page = await Renderer().PageAsync(draft, default);
            var isAlone = drafts.GetValueOrDefault(name) == draft;
            if (draft.Outcome.Article!.Published > site.Clock.GetUtcNow())
            {
                Assert.NotNull(page);
                continue;
            }

            var published = site.Read($"explainers/{draft.Read.Slug}/index.html");
            Assert.Null(page!.Leak);
            Assert.Equal(isAlone ? WithoutLinks(published) : published, isAlone ? WithoutLinks(Text(page.Content)) : Text(page.Content));
            if (!isAlone)
            {
                Assert.Contains(ItemOf((await Renderer().FeedAsync(draft, full: false, default))!.Xml), site.Read("feed.xml"));
                Assert.Contains(ItemOf((await Renderer().FeedAsync(draft, full: true, default))!.Xml), site.Read("full/feed.xml"));
            }
        }
    }

    [Fact]
    public async Task ATakenDraftChangesNothing()
    {
        UploadSamples();
        await site.PublishAsync();
        site.Upload("nosferatu.md", TestSite.Article("Another one", more: "slug: elsewhere"));
        site.Upload("new.md", TestSite.Article("New", more: "image: { src: new.svg, alt: New }"));
        site.Upload("new.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"5\"/>");
        using var storage = site.Open();
        async Task<string> StateAsync() => string.Join('\n', [
            .. await storage.State.ListAsync("", default).Select(item => item.Name + item.ETag).ToListAsync(),
            .. await storage.Inbox.ListAsync("", default).Select(item => item.Name + item.ETag).ToListAsync(),
            .. await storage.Catalogue.QueryAsync("source", null, null, int.MaxValue, default).Select(row => row.Row + row.ETag).ToListAsync(),
            .. await storage.Catalogue.QueryAsync("article", null, null, int.MaxValue, default).Select(row => row.Row + row.ETag).ToListAsync(),
            .. await storage.Catalogue.QueryAsync("dirty", null, null, int.MaxValue, default).Select(row => row.Row + row.ETag).ToListAsync(),
            .. await storage.Catalogue.QueryAsync("announced", null, null, int.MaxValue, default).Select(row => row.Row + row.ETag).ToListAsync(),
        ]);
        var before = (await StateAsync(), site.Published());

        foreach (var (_, draft) in await DraftsAsync(storage, Inbox()))
        {
            var renderer = Renderer();
            Assert.NotNull(await renderer.PageAsync(draft, default));
            Assert.NotNull(await renderer.FeedAsync(draft, full: true, default));
            Assert.NotNull(await renderer.MailAsync(draft, Tolerance.Everything, default));
            Assert.NotNull(await renderer.BoundaryAsync(draft, default));
        }

        Assert.Equal(before.Item1, await StateAsync());
        Assert.Equal(before.Item2, site.Published());
    }

    [Fact]
    public async Task WhatAPublicationWouldRefuseIsSaidAsItWouldSayIt()
    {
        site.Upload("a.md", TestSite.Article("A", more: "slug: same"));
        await site.PublishAsync();
        site.Upload("b.md", TestSite.Article("B", more: "slug: same"));
        using var storage = site.Open();

        var draft = (await DraftsAsync(storage, ["b.md"]))["b.md"];

        Assert.Equal((IngestStatus.Rejected, "NL060"), (draft.Outcome.Status, draft.Outcome.Diagnostics.Single().Code));
        Assert.False(draft.IsPublishable);
        Assert.Null(await Renderer().PageAsync(draft, default));
    }

    [Fact]
    public async Task WhatWasTakenBackIsShownAsItWouldComeBack()
    {
        site.Upload("a.md", TestSite.Article("A"));
        await site.PublishAsync();
        await site.WithdrawAsync("a.md");
        using var storage = site.Open();

        var page = await Renderer().PageAsync((await DraftsAsync(storage, ["a.md"]))["a.md"], default);

        Assert.Contains("<h1>A</h1>", Text(page!.Content));
    }

    [Fact]
    public async Task ARenamedFileIsShownUnderItsNewAddressAndNothingIsChangedYet()
    {
        site.Upload("a.md", TestSite.Article("A"));
        await site.PublishAsync(new() { ReportAll = true });
        site.Remove("a.md");
        site.Upload("b.md", TestSite.Article("A"));
        using var storage = site.Open();

        var draft = (await DraftsAsync(storage, ["b.md"]))["b.md"];

        Assert.Contains("2026:a", draft.Outcome.Article!.Id);
        Assert.Contains("explainers/b/", Text((await Renderer().PageAsync(draft, default))!.Content));
        Assert.True(File.Exists(site.ReportPath("a.md.html")));
        Assert.NotNull(await storage.Catalogue.GetAsync("source", "a.md", default));
    }

    [Fact]
    public async Task ACardThatWouldBeStoppedIsSaid()
    {
        using var site = new TestSite { Settings = new() { BaseUrl = new("https://site.example/"), Cards = true } };
        site.Upload("a.md", TestSite.Article("A", hidden: "In the end he dies at dawn, all alone."));
        site.Template(AllTemplates.SocialCard.File, text => "In the end he dies at dawn\n" + text);
        using var storage = site.Open();
        var reader = new DraftReader(new(storage.Inbox, storage.Web, storage.Reports, storage.State, storage.Catalogue), site.Settings, site.Clock);

        var page = await new DraftRenderer(site.Settings, new(site.Settings, TemplateSources.Overriding(site.Templates))).PageAsync((await reader.TakeAsync("a.md", default))!, default);

        Assert.Equal(("explainers/a/card.png", "card/card.txt", 1), (page!.Leak!.Key, page.Leak.Template, page.Leak.TemplateLine));
        Assert.Contains("<h1>A</h1>", Text(page.Content));
    }

    [Fact]
    public async Task EveryHiddenPartIsMarkedWithItsLevelAndLine()
    {
        site.Upload("a.md", "---\ntitle: A\nsummary: S.\nspoilers: ending\n---\nThe ||cook|| did it.\n\n::: spoiler minor The ship\n## Rats\n\nAnd ||plague||.\n:::\n\n<!-- spoilers -->\n\n## What ||he|| did\n");
        using var storage = site.Open();

        var html = (await Renderer().BoundaryAsync((await DraftsAsync(storage, ["a.md"]))["a.md"], default))!.Markup;

        Assert.Contains("<mark class=\"hidden-phrase ending\"><span class=\"tag\">ending</span> cook</mark>", html);
        Assert.Contains("<section class=\"hidden-part minor\">\n<p class=\"hidden-head\"><span class=\"tag\">minor</span> <span>The ship</span> <span class=\"line\">line 8</span></p>", html);
        Assert.Contains("<section class=\"hidden-part ending rest\">", html);
        Assert.Matches("What <mark class=\"hidden-phrase ending\"><span class=\"tag\">ending</span> he</mark> did", html);
    }

    [Fact]
    public async Task ADraftTableIsATableAsItWouldBe()
    {
        using var storage = site.Open();
        using var other = new TempFolder();
        using var all = new Newsletter.Storage.Local.LocalStorage(Newsletter.Storage.Local.LocalFolders.In(other.Path), site.Clock);
        var numbers = Enumerable.Range(0, 400).Select(i => i * 7919 % 104729).ToList();
        var draft = new DraftTable(storage.Catalogue);
        for (var i = 0; i < 400; i++)
        {
            var (row, value) = ($"r{numbers[i] % 40:00}", numbers[i] % 4 == 0 ? null : $"{i}");
            ITable[] tables = i < 200 ? [storage.Catalogue, all.Catalogue] : [draft, all.Catalogue];
            foreach (var table in tables)
            {
                Assert.True(await table.BatchAsync("p", [new(row, value, WriteCondition.None)], default));
            }
        }

        foreach (var (from, to, limit) in new (string?, string?, int)[] { (null, null, int.MaxValue), ("r10", null, 5), (null, "r20", 3), ("r05", "r35", 12), ("r39", "r40", 1), ("s", null, 2) })
        {
            async Task<List<(string, string)>> ReadAsync(ITable table) => await table.QueryAsync("p", from, to, limit, default).Select(row => (row.Row, row.Value)).ToListAsync();
            Assert.Equal(await ReadAsync(all.Catalogue), await ReadAsync(draft));
        }

        var etag = await draft.PutAsync("p", "new", "1", WriteCondition.IfNew, default);
        Assert.Null(await draft.PutAsync("p", "new", "2", WriteCondition.IfNew, default));
        Assert.NotNull(await draft.PutAsync("p", "new", "2", WriteCondition.IfUnchanged(etag!), default));
        Assert.False(await draft.DeleteAsync("p", "new", WriteCondition.IfUnchanged(etag!), default));
        Assert.Null(await storage.Catalogue.GetAsync("p", "new", default));
    }

    public void Dispose() => site.Dispose();

    private void UploadSamples()
    {
        foreach (var file in Directory.GetFiles(Repository.At("samples/inbox")))
        {
            site.Upload(Path.GetFileName(file), File.ReadAllBytes(file));
        }
    }

    private IReadOnlyList<string> Inbox() => [.. Directory.GetFiles(site.Inbox, "*.md").Select(file => Path.GetFileName(file))];

    private DraftRenderer Renderer() => new(site.Settings, new OutputRenderer(site.Settings, TemplateSources.Default));

    private async Task<Dictionary<string, Draft>> DraftsAsync(Newsletter.Storage.Local.LocalStorage storage, IEnumerable<string> names)
    {
        var reader = new DraftReader(new(storage.Inbox, storage.Web, storage.Reports, storage.State, storage.Catalogue), site.Settings, site.Clock);
        var drafts = new Dictionary<string, Draft>();
        foreach (var name in names)
        {
            drafts[name] = (await reader.TakeAsync(name, default))!;
        }

        return drafts;
    }

    private static string Text(ReadOnlyMemory<byte> content) => Encoding.UTF8.GetString(content.Span);

    private static string ItemOf(string rss) => rss[rss.IndexOf("<item>", StringComparison.Ordinal)..rss.IndexOf("</item>", StringComparison.Ordinal)];

    /// <summary>Up to where other articles are named, and what links to them in the text.</summary>
    private static string WithoutLinks(string page) =>
        System.Text.RegularExpressions.Regex.Replace(page[..page.IndexOf("<p class=\"tags\">", StringComparison.Ordinal)], "</?a\\b[^>]*>", "");
}

using Newsletter.Catalogue;
using Newsletter.Publishing;
using Newsletter.Site.Views;
using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Site;

/// <summary>The front page of a list and the pages of its archive.</summary>
internal sealed class ListPages(TemplateEngine engine, ViewFactory views, Addresses addresses)
{
    /// <summary>Articles on a front page; older ones are in the archive.</summary>
    public const int FrontSize = 20;

    public async ValueTask<Output> FrontAsync(PublishPass pass, ListKey list, CancellationToken cancel)
    {
        var newest = await pass.NewestAsync(list, FrontSize + 1, cancel);
        var name = newest.Count > 0 ? pass.Catalogue.NameIn(list, newest[0]) : Splitter.OfSite(list.Slug);
        var title = list == ListKey.Site ? views.SiteTitle : name;
        var feeds = views.Feeds(list, name);
        var content = engine.Render(AllTemplates.List, new ListView
        {
            Page = views.Page(title, Words.SaySafe("list", list.Word + "_description", title), list.Path, [feeds]),
            Kind = list.Kind,
            Title = title,
            Work = list.Kind == ListKind.Work && newest.Count > 0 ? views.Work(newest[0].Safe.Work, absolute: false) : null,
            Cards = [.. newest.Take(FrontSize).Select(views.Card)],
            HasOlder = newest.Count > FrontSize,
            Periods = newest.Count > FrontSize && list != ListKey.Site ? await PeriodsAsync(pass, list, cancel) : [],
            Feeds = feeds,
        });
        return new(Addresses.ListKey(list), content, Channel.Lists, newest, AllTemplates.List);
    }

    /// <summary>One month of the site, or one year of another list; null when nothing is in it any more.</summary>
    public async ValueTask<Output> ArchiveAsync(PublishPass pass, ListKey list, Period period, CancellationToken cancel)
    {
        var articles = await pass.InAsync(list, period, cancel);
        var name = articles.Count > 0 ? pass.Catalogue.NameIn(list, articles[0]) : await pass.Catalogue.NameAsync(list, cancel);
        var older = await pass.Catalogue.BeforeAsync(list, period, cancel);
        var newer = await pass.Catalogue.AfterAsync(list, period, cancel);
        var content = engine.Render(AllTemplates.Month, new MonthView
        {
            Page = views.Page(Title(list, name, period), Words.SaySafe("archive", "month_description", Title(list, name, period)), Addresses.ArchivePath(list, period), [views.Feeds(list, name)]),
            List = list == ListKey.Site ? null : new(name, addresses.Local(list.Path)),
            Year = period.Year,
            Month = period.Month,
            Cards = [.. articles.Select(views.Card)],
            Older = Link(list, older),
            Newer = Link(list, newer),
        });
        return new(Addresses.ArchiveKey(list, period), content, Channel.Lists, articles, AllTemplates.Month);
    }

    /// <summary>The index of the site's months.</summary>
    public async ValueTask<Output> IndexAsync(PublishPass pass, CancellationToken cancel)
    {
        var content = engine.Render(AllTemplates.Archive, new ArchiveView
        {
            Page = views.Page(Words.SaySafe("archive", "title"), Words.SaySafe("archive", "description"), "archive/"),
            Years = [.. (await PeriodsAsync(pass, ListKey.Site, cancel)).GroupBy(m => m.Year).Select(y => new YearView(y.Key, [.. y]))],
        });
        return new("archive/index.html", content, Channel.Lists, [], AllTemplates.Archive);
    }

    private async ValueTask<IReadOnlyList<MonthLinkView>> PeriodsAsync(PublishPass pass, ListKey list, CancellationToken cancel)
    {
        var links = new List<MonthLinkView>();
        await foreach (var period in pass.Catalogue.PeriodsAsync(list, cancel))
        {
            links.Add(Link(list, period)!);
        }

        return links;
    }

    private Words Words => engine.Words(views.SiteLanguage);

    private SafeText Title(ListKey list, SafeText name, Period period)
    {
        var when = Splitter.OfSite(period.Month == 0 ? period.Year.ToString(System.Globalization.CultureInfo.InvariantCulture) : Words.Month(period.Year, period.Month));
        return list == ListKey.Site ? when : name + Splitter.OfSite(", ") + when;
    }

    private MonthLinkView? Link(ListKey list, Period? period) =>
        period is { } p ? new(p.Year, p.Month, addresses.Local(Addresses.ArchivePath(list, p))) : null;
}

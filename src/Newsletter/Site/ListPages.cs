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
            Digests = pass.Catalogue.Site.HasDigests ? addresses.Local(Addresses.Digests) : null,
        });
        return new("archive/index.html", content, Channel.Lists, [], AllTemplates.Archive);
    }

    /// <summary>The digest of a week: what subscribers of everything get, without what is a subscriber's own.</summary>
    public async ValueTask<Output> DigestAsync(PublishPass pass, Period week, CancellationToken cancel)
    {
        var articles = await ListAsync(pass.Catalogue.InAsync(ListKey.Site, week, cancel).Where(article => article.Email), cancel);
        var (older, newer) = (await pass.Catalogue.BeforeAsync(ListKey.Site, week, cancel), await pass.Catalogue.AfterAsync(ListKey.Site, week, cancel));
        var span = Words.SaySafe("digests", "span", Splitter.OfSite(Words.Day(week.Start)), Splitter.OfSite(Words.Day(week.Last)));
        var content = engine.Render(AllTemplates.DigestPage, new DigestPageView
        {
            Page = views.Page(Words.SaySafe("digests", "week_title", span), Words.SaySafe("digests", "week_description", span), Addresses.ArchivePath(ListKey.Site, week), [views.Feeds(ListKey.Site, SafeText.Empty)]),
            First = week.Start,
            Last = week.Last,
            Index = addresses.Local(Addresses.Digests),
            Cards = [.. articles.Select(views.Card)],
            Older = older is { } before ? Link(before) : null,
            Newer = newer is { } after ? Link(after) : null,
        });
        return new(Addresses.ArchiveKey(ListKey.Site, week), content, Channel.DigestArchive, articles, AllTemplates.DigestPage);
    }

    /// <summary>The index of digests.</summary>
    public async ValueTask<Output> DigestsAsync(PublishPass pass, CancellationToken cancel)
    {
        var weeks = await ListAsync(pass.Catalogue.WeeksAsync(cancel), cancel);
        var content = engine.Render(AllTemplates.DigestIndex, new DigestIndexView
        {
            Page = views.Page(Words.SaySafe("digests", "title"), Words.SaySafe("digests", "description"), Addresses.Digests, [views.Feeds(ListKey.Site, SafeText.Empty)]),
            Years = [.. weeks.GroupBy(week => week.Start.Year).Select(year => new DigestYearView(year.Key, [.. year.Select(Link)]))],
        });
        return new(Addresses.Digests + "index.html", content, Channel.DigestArchive, [], AllTemplates.DigestIndex);
    }

    private DigestLinkView Link(Period week) => new(week.Start, week.Last, addresses.Local(Addresses.ArchivePath(ListKey.Site, week)));

    private static async ValueTask<IReadOnlyList<T>> ListAsync<T>(IAsyncEnumerable<T> some, CancellationToken cancel) => await some.ToListAsync(cancel);

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

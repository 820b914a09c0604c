using System.CommandLine;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Newsletter.Publishing;
using Newsletter.Site;
using Newsletter.Templates;

namespace Newsletter.Cli.Commands;

/// <summary><c>newsletter doctor</c>: checks what a publication needs, and says what to mend.</summary>
internal static class DoctorCommand
{
    public static Command Create(CliConsole console)
    {
        var site = new SiteOptions();
        var command = new Command("doctor", "Check folders or the account, settings, templates and the catalogue; say what to mend.");
        site.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var findings = await ExamineAsync(site.Of(parsed), cancel);
            Write(console, findings, parsed.GetValue(CliOptions.Json));
            return findings.TrueForAll(f => f.IsWell) ? ExitCodes.Success : ExitCodes.Problems;
        });
        return command;
    }

    private static async Task<List<Finding>> ExamineAsync(CliSite site, CancellationToken cancel)
    {
        var findings = new List<Finding> { Settings(site) };
        findings.AddRange(await site.ExamineAsync(cancel));
        findings.AddRange(Templates(site));
        if (findings.TrueForAll(f => f.IsWell))
        {
            findings.AddRange(await CatalogueAsync(site, cancel));
        }

        return findings;
    }

    private static Finding Settings(CliSite site) => new(
        $"base_url {site.Settings.BaseUrl}",
        site.Settings.BaseUrl.Host == "newsletter.example" ? "Set base_url in newsletter.yaml to where the site will stand: feeds and mails need it." : "");

    private static List<Finding> Templates(CliSite site)
    {
        var problems = new OutputRenderer(site.Settings, site.Templates).Engine.Validate();
        return problems.Count == 0
            ? [new(string.Create(CultureInfo.InvariantCulture, $"{AllTemplates.InOrder.Count} templates"))]
            : [.. problems.Select(p => new Finding("template", p.ToString()))];
    }

    private static async Task<List<Finding>> CatalogueAsync(CliSite site, CancellationToken cancel)
    {
        using var open = site.Open();
        var stores = open.Stores;
        var catalogue = stores.Catalogue(site.Settings);
        var pages = await stores.Web.ListAsync(Addresses.Pages, cancel).Select(page => page.Name).ToHashSetAsync(StringComparer.Ordinal, cancel);
        var articles = 0;
        var missing = new List<string>();
        await foreach (var article in catalogue.AllAsync(cancel))
        {
            articles++;
            if (article.State != Catalogue.ArticleState.Scheduled && !pages.Contains(Addresses.PageKey(article.Slug)))
            {
                missing.Add(article.Slug);
            }
        }

        var scan = await InboxScan.RunAsync(stores.Inbox, stores.Table, cancel);
        var isOfAnother = open.IsShared && await new Publication(stores, site.Settings, site.Templates, TimeProvider.System).IsOursAsync(cancel) == false;
        return
        [
            new(string.Create(CultureInfo.InvariantCulture, $"catalogue of {articles} articles, {missing.Count} pages missing"), missing.Count == 0 ? "" : "Run 'newsletter publish --all'."),
            new(string.Create(CultureInfo.InvariantCulture, $"inbox: {scan.Changed.Count} files to take, {scan.Gone.Count} to take back")),
            new($"newsletter {Version}, {RuntimeInformation.FrameworkDescription}{(isOfAnother ? "; the site was published last with other settings, templates or version" : "")}"),
        ];
    }

    private static string Version { get; } =
        typeof(DoctorCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    private static void Write(CliConsole console, List<Finding> findings, bool asJson)
    {
        if (!asJson)
        {
            foreach (var finding in findings)
            {
                console.Out.WriteLine((finding.IsWell ? console.Paint("ok   ", "32") : console.Paint("mend ", "31")) + finding.What);
                if (!finding.IsWell)
                {
                    console.Out.WriteLine("     " + finding.Advice);
                }
            }

            return;
        }

        console.WriteJson(json =>
        {
            json.WriteBoolean("ok", findings.TrueForAll(f => f.IsWell));
            json.WriteStartArray("findings");
            foreach (var finding in findings)
            {
                json.WriteStartObject();
                json.WriteBoolean("ok", finding.IsWell);
                json.WriteString("what", finding.What);
                json.WriteString("advice", finding.Advice);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }
}

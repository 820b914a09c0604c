using System.CommandLine;
using System.Globalization;
using Newsletter.Publishing;
using Newsletter.Site;
using Newsletter.Templates;

namespace Newsletter.Cli.Commands;

/// <summary><c>newsletter doctor</c>: checks what a publication needs, and says what to mend.</summary>
internal static class DoctorCommand
{
    private sealed record Finding(bool IsWell, string What, string Advice);

    public static Command Create(CliConsole console)
    {
        var site = new SiteOptions();
        var command = new Command("doctor", "Check folders, settings, templates and the catalogue.");
        site.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var findings = await ExamineAsync(site.Open(parsed), cancel);
            Write(console, findings, parsed.GetValue(CliOptions.Json));
            return findings.TrueForAll(f => f.IsWell) ? ExitCodes.Success : ExitCodes.Problems;
        });
        return command;
    }

    private static async Task<List<Finding>> ExamineAsync(LocalSite site, CancellationToken cancel)
    {
        var findings = new List<Finding>
        {
            new(site.Inbox.Exists, $"inbox {PublishCommand.Shown(site.Inbox.FullName)}", "Create the folder and put articles into it."),
            Settings(site),
            Writable(site.Out.FullName, "output folder"),
            Writable(site.State, "state folder"),
        };
        findings.AddRange(Templates(site));
        if (findings.TrueForAll(f => f.IsWell))
        {
            findings.AddRange(await CatalogueAsync(site, cancel));
        }

        return findings;
    }

    private static Finding Settings(LocalSite site) => site.Settings.BaseUrl.Host.EndsWith(".example", StringComparison.Ordinal)
        ? new(site.Settings.BaseUrl.Host != "newsletter.example", $"base_url {site.Settings.BaseUrl}", "Set base_url in newsletter.yaml to where the site will stand: feeds and mails need it.")
        : new(true, $"base_url {site.Settings.BaseUrl}", "");

    private static Finding Writable(string folder, string what)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, ".newsletter-doctor");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            var free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace / (1024 * 1024);
            return new(free > 100, string.Create(CultureInfo.InvariantCulture, $"{what} {PublishCommand.Shown(folder)}, {free} MB free"), "Make room on the disk.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(false, $"{what} {PublishCommand.Shown(folder)}", $"It cannot be written: {error.Message}");
        }
    }

    private static List<Finding> Templates(LocalSite site)
    {
        var problems = new OutputRenderer(site.Settings, site.Templates).Engine.Validate();
        return problems.Count == 0
            ? [new(true, string.Create(CultureInfo.InvariantCulture, $"{AllTemplates.InOrder.Count} templates"), "")]
            : [.. problems.Select(p => new Finding(false, "template", p.ToString()))];
    }

    private static async Task<List<Finding>> CatalogueAsync(LocalSite site, CancellationToken cancel)
    {
        using var storage = site.Open();
        var stores = LocalSite.Stores(storage);
        var catalogue = stores.Catalogue(site.Settings);
        var articles = 0;
        var missing = new List<string>();
        await foreach (var article in catalogue.AllAsync(cancel))
        {
            articles++;
            if (article.State != Catalogue.ArticleState.Scheduled && await stores.Web.GetItemAsync(Addresses.PageKey(article.Slug), cancel) is null)
            {
                missing.Add(article.Slug);
            }
        }

        var scan = await InboxScan.RunAsync(stores.Inbox, stores.Table, cancel);
        return
        [
            new(missing.Count == 0, string.Create(CultureInfo.InvariantCulture, $"catalogue of {articles} articles, {missing.Count} pages missing"), "Run 'newsletter publish --all'."),
            new(true, string.Create(CultureInfo.InvariantCulture, $"inbox: {scan.Changed.Count} files to take, {scan.Gone.Count} to take back"), ""),
        ];
    }

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
                json.WriteString("advice", finding.IsWell ? "" : finding.Advice);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }
}

using System.CommandLine;
using System.Globalization;
using System.Text;
using Newsletter.Articles;
using Newsletter.Digests;
using Newsletter.Site;
using Newsletter.Spoilers;
using Newsletter.Subscribers;

namespace Newsletter.Cli.Commands;

/// <summary><c>newsletter digest preview</c>: the mail that subscribers of a cadence would get.</summary>
internal static class DigestCommand
{
    private static readonly string[] Files = ["digest.eml", "digest.html", "digest.txt"];

    public static Command Create(CliConsole console) =>
        new("digest", "Digests by mail.") { Preview(console), DigestSending.Send(console), DigestSending.Pause(console), DigestSending.Resume(console), DigestSending.Cancel(console) };

    private static Command Preview(CliConsole console)
    {
        var site = new SiteOptions();
        var span = new DigestSpan();
        var tolerance = new Option<SpoilerLevel>("--tolerance") { HelpName = "none|minor|major|ending", Description = "How much of each work the subscriber wants to know.", DefaultValueFactory = _ => SpoilerLevel.None };
        var seen = new Option<string[]>("--seen") { HelpName = "title", Description = "A work that the subscriber knows, by its title: all of it is told. May be given again.", DefaultValueFactory = _ => [] };
        tolerance.AcceptOnlyFromAmong([.. Enum.GetValues<SpoilerLevel>().Select(level => level.Word())]);
        var target = new Option<DirectoryInfo>("--to") { HelpName = "folder", Description = "Where digest.eml, digest.html and digest.txt go.", DefaultValueFactory = _ => new DirectoryInfo("preview") };
        var command = new Command("preview", "Compose the digest of a span of days from what is published, without sending it.");
        span.AddTo(command);
        command.Add(tolerance);
        command.Add(seen);
        command.Add(target);
        site.AddTo(command);
        command.SetAction((parsed, cancel) =>
        {
            var (cadence, start, end) = span.Of(parsed);
            return RunAsync(console, site.Of(parsed), cadence, start, end, new(parsed.GetValue(tolerance)), parsed.GetRequiredValue(seen), parsed.GetRequiredValue(target), parsed.GetValue(CliOptions.Json), cancel);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        CliConsole console, CliSite site, DigestCadence cadence, DateTimeOffset from, DateTimeOffset until, Tolerance tolerance, string[] seen, DirectoryInfo target, bool json, CancellationToken cancel)
    {
        using var open = site.Open();
        var renderer = new OutputRenderer(site.Settings, site.Templates);
        var composer = new DigestComposer(open.Stores.Catalogue(site.Settings), renderer, site.Settings);
        var links = new DigestLinks(renderer.Addresses.Absolute("unsubscribe/?t=preview"), renderer.Addresses.Absolute("preferences/?t=preview"));
        if (await composer.ComposeAsync(cadence, from, until, tolerance.WithSeen(seen), links, cancel) is not { } digest)
        {
            if (json)
            {
                console.WriteJson(writer => writer.WriteNull("subject"));
                return ExitCodes.Success;
            }

            console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Nothing for mail came out from {from:yyyy-MM-dd} up to {until:yyyy-MM-dd}: no mail."));
            return ExitCodes.Success;
        }

        var messageId = string.Create(CultureInfo.InvariantCulture, $"preview-{cadence.ToString().ToLowerInvariant()}-{until:yyyyMMdd}@{site.Settings.Authority}");
        var message = DigestMessage.Of(digest, Identity(site.Settings), cadence, new("reader@example.org", until, messageId, links));
        target.Create();
        await File.WriteAllTextAsync(Path.Combine(target.FullName, "digest.html"), digest.Html, new UTF8Encoding(false), cancel);
        await File.WriteAllTextAsync(Path.Combine(target.FullName, "digest.txt"), digest.Text, new UTF8Encoding(false), cancel);
        await message.WriteToAsync(Path.Combine(target.FullName, "digest.eml"), cancel);
        if (json)
        {
            WriteJson(console, digest, target);
        }
        else
        {
            WriteText(console, digest, seen, target);
        }

        return ExitCodes.Success;
    }

    /// <summary>Of a site that has no sender yet, one that says so.</summary>
    private static MailIdentity Identity(SiteSettings site) =>
        MailIdentity.Of(site.MailFrom is null && Mailbox.TryParse("digest@newsletter.example", out var nobody) ? site with { MailFrom = nobody with { Name = site.Title } } : site);

    private static void WriteText(CliConsole console, ComposedDigest digest, string[] seen, DirectoryInfo target)
    {
        console.Out.WriteLine($"Subject: {digest.Subject}");
        console.Out.WriteLine($"Preview: {digest.Preheader}");
        console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{digest.Articles.Count} {(digest.Articles.Count == 1 ? "article" : "articles")}{(digest.More > 0 ? $" and a link to {digest.More} more" : "")}, {Encoding.UTF8.GetByteCount(digest.Html) / 1024.0:0.0} KB of HTML."));
        foreach (var title in seen.Where(title => !digest.Articles.Any(article => article.Safe.Works.Any(work => Slug.Of(work) == Slug.Of(title)))))
        {
            console.Out.WriteLine($"No article in it is about \"{title}\".");
        }

        console.Out.WriteLine($"See {PublishCommand.Shown(target.FullName)}: digest.html, digest.txt, digest.eml");
    }

    private static void WriteJson(CliConsole console, ComposedDigest digest, DirectoryInfo target) => console.WriteJson(json =>
    {
        json.WriteString("subject", digest.Subject);
        json.WriteString("preheader", digest.Preheader);
        json.WriteStartArray("articles");
        foreach (var article in digest.Articles)
        {
            json.WriteStringValue(article.Slug);
        }

        json.WriteEndArray();
        json.WriteNumber("more", digest.More);
        json.WriteNumber("html_bytes", Encoding.UTF8.GetByteCount(digest.Html));
        json.WriteStartArray("files");
        foreach (var name in Files)
        {
            json.WriteStringValue(Path.Combine(target.FullName, name));
        }

        json.WriteEndArray();
    });
}

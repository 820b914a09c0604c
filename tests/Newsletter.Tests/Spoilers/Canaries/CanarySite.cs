using System.CommandLine;
using System.Text;
using AngleSharp.Html.Parser;
using MimeKit;
using Newsletter.Cli;
using Newsletter.Cli.Commands;
using Newsletter.Site;
using Newsletter.Storage.Local;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Spoilers.Canaries;

internal enum Audience
{
    /// <summary>May be met by somebody who wants no spoiler.</summary>
    Everybody,

    /// <summary>Somebody on an article's page, who has opened nothing.</summary>
    PageVisitor,

    /// <summary>Somebody who asked: closed parts of a page, a full feed, a file that only they lead to.</summary>
    WhoAsked,
}

/// <summary>A text that left the pipeline. One output may be several: an article's page in the open, its head, its closed parts.</summary>
internal sealed record Leaving(Audience Audience, string Name, string Text);

/// <summary>Publishes a batch with the commands that people use, and collects everything that comes out.</summary>
internal static class CanarySite
{
    public const string Head = "#head";

    /// <summary>A GIF of 4 x 3 pixels, as far as anybody looks.</summary>
    private const string Picture = "GIF89a\u0004\0\u0003\0";

    public static async Task<IReadOnlyList<Leaving>> PublishAsync(IReadOnlyList<WrittenArticle> articles)
    {
        using var folder = new TempFolder();
        folder.Write("newsletter.yaml", "title: Canaries\nbase_url: https://canaries.example/\ncards: true\n");
        foreach (var article in articles)
        {
            folder.Write("inbox/" + article.FileName, article.Text);
            foreach (var picture in article.Pictures)
            {
                folder.Write("inbox/" + picture, Picture);
            }
        }

        var leaving = new List<Leaving>();
        string[] site = [folder.At("inbox"), "--out", folder.At("public")];
        var json = articles.Count % 2 == 0 ? new[] { "--json" } : [];
        leaving.Add(await RunAsync(articles, 0, ["publish", .. site, .. json]));
        await CollectAsync(folder, leaving);
        foreach (var (from, until) in new[] { ("2020-03-01", "2020-03-15"), ("2020-03-15", "2020-03-29") })
        {
            leaving.Add(await RunAsync(articles, 0, ["digest", "preview", .. site, "--from", from, "--until", until, "--to", folder.At(from)]));
            Mail(folder, from, leaving);
        }

        return leaving;
    }

    /// <summary>What a command says. Editors call their files what they like, and these names are what it is about.</summary>
    private static async Task<Leaving> RunAsync(IReadOnlyList<WrittenArticle> articles, int exitCode, string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var console = new CliConsole(output, errors, isTerminal: false);
        var root = new RootCommand { PublishCommand.Create(console), DigestCommand.Create(console) };
        var actual = await CliRunner.RunAsync(root, arguments, console);
        Assert.True(actual == exitCode, $"{arguments[0]} ended with {actual}\n{errors}\n{output}");
        var said = articles.Aggregate(output.ToString() + errors, (text, article) => text.Replace(article.FileName, "", StringComparison.Ordinal));
        return new(Audience.Everybody, "what the command says: " + arguments[0], said);
    }

    private static async Task CollectAsync(TempFolder folder, List<Leaving> leaving)
    {
        using var storage = new LocalStorage(
            new() { Inbox = folder.At("inbox"), Web = folder.At("public"), Reports = folder.At("reports"), State = folder.At("state") },
            TimeProvider.System, OutputHeaders.Of);
        await foreach (var item in storage.Web.ListAsync("", CancellationToken.None))
        {
            var blob = (await storage.Web.GetAsync(item.Name, CancellationToken.None))!;
            var text = Encoding.UTF8.GetString(blob.Content.Span);
            var about = $"{item.Name} {blob.Headers.ContentType} {blob.Headers.CacheControl}";
            if (item.Name.StartsWith("full/", StringComparison.Ordinal))
            {
                leaving.Add(new(Audience.WhoAsked, item.Name, text));
            }
            else if (item.Name.StartsWith("assets/", StringComparison.Ordinal))
            {
                // Nothing lists files: who knows the name of one has it from an output that may show it.
                leaving.Add(new(Audience.WhoAsked, item.Name, about + text));
            }
            else if (item.Name.StartsWith("explainers/", StringComparison.Ordinal))
            {
                leaving.Add(new(Audience.Everybody, item.Name + "#key", about));
                if (item.Name.EndsWith("/card.png", StringComparison.Ordinal))
                {
                    // What is painted stands in the file as text, too.
                    leaving.Add(new(Audience.Everybody, item.Name, text));
                    continue;
                }

                Page(item.Name, text, leaving);
            }
            else
            {
                leaving.Add(new(Audience.Everybody, item.Name, about + "\n" + text));
            }
        }
    }

    private static void Page(string key, string html, List<Leaving> leaving)
    {
        leaving.Add(new(Audience.WhoAsked, key, html));
        var document = new HtmlParser().ParseDocument(html);
        leaving.Add(new(Audience.Everybody, key + Head, document.Head!.OuterHtml));
        // Of a hidden heading, its address stands before the closed part and, unseen, in the contents (decision 0013).
        foreach (var link in document.QuerySelectorAll("a[data-part]"))
        {
            link.RemoveAttribute("data-part");
        }

        foreach (var closed in document.QuerySelectorAll("details > :not(summary), .phrase-text, span.anchor:empty, .contents-name[hidden]"))
        {
            closed.Remove();
        }

        leaving.Add(new(Audience.PageVisitor, key, document.DocumentElement.OuterHtml));
    }

    private static void Mail(TempFolder folder, string name, List<Leaving> leaving)
    {
        if (!Directory.Exists(folder.At(name)))
        {
            return;
        }

        foreach (var file in new[] { "digest.html", "digest.txt" })
        {
            leaving.Add(new(Audience.Everybody, $"mail/{file}/{name}", folder.Read($"{name}/{file}")));
        }

        var message = MimeMessage.Load(folder.At(name + "/digest.eml"));
        var text = string.Join('\n', message.Headers.Select(h => h.Field + ": " + h.Value)) + message.TextBody + message.HtmlBody;
        // Lines are broken anywhere in quoted-printable.
        var bytes = folder.Read(name + "/digest.eml").Replace("=\r\n", "", StringComparison.Ordinal).Replace("=\n", "", StringComparison.Ordinal);
        leaving.Add(new(Audience.Everybody, "mail/digest.eml/" + name, text + bytes));
    }
}

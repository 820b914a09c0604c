using System.Net;
using System.Text;
using Newsletter.Tests.Publishing;
using Newsletter.Tests.Support;
using Newsletter.Web.Desk;

namespace Newsletter.Tests.Web.Desk;

/// <summary>The desk shows everything and changes things: it is for whoever was given its address, and for nobody else.</summary>
[Collection(Chrome.CollectionOfPrograms)]
public class DeskSecurityTests(WholeChrome chrome)
{
    private const string Secret = "Hiddenword";

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("192.0.2.1")]
    public void ItIsServedToThisMachineAlone(string address)
    {
        using var site = new TestSite();
        using var storage = site.Open();
        var desk = new DeskSite(site.Settings, new(storage.Inbox, storage.Web, storage.Reports, storage.State, storage.Catalogue), site.Inbox, null);

        Assert.Throws<ArgumentException>("endpoint", () => new DeskHost(desk, new(IPAddress.Parse(address), 1), DeskKeys.New(Some.Chance), TimeProvider.System, _ => { }));
    }

    [Fact]
    public async Task WithoutItsKeyThereIsNothing()
    {
        await using var desk = await StartAsync();
        var key = desk.Keys.Desk;
        foreach (var path in new[] { "/", "/list", "/events", $"/{key}", $"/{key[..^1]}/", $"/{key}x/", $"/{key.ToUpperInvariant()}/list", "/%2e%2e/" })
        {
            using var answer = await desk.GetAsync(path);

            Assert.Equal((HttpStatusCode.NotFound, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        }
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:1")]
    [InlineData("localhost.evil.example")]
    public async Task ANameThatWasMadeToLeadHereIsRefused(string host)
    {
        await using var desk = await StartAsync();

        using var answer = await desk.GetAsync("list", ("Host", host));

        Assert.Equal((HttpStatusCode.MisdirectedRequest, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("http://evil.example", "application/json", null)]
    [InlineData("null", "application/json", null)]
    [InlineData(null, "application/json", null)]
    [InlineData("here", "text/plain", null)]
    [InlineData("here", "application/x-www-form-urlencoded", null)]
    [InlineData("here", "application/json", "cross-site")]
    [InlineData("here", "application/json", "same-site")]
    public async Task NothingIsDoneForAPageOfAnotherSite(string? origin, string type, string? site)
    {
        await using var desk = await StartAsync();
        (string, string)[] headers = [.. origin is null ? [] : new[] { ("Origin", origin == "here" ? $"http://{desk.Address.Authority}" : origin) }, .. site is null ? [] : new[] { ("Sec-Fetch-Site", site) }];

        using var answer = await desk.SendAsync(HttpMethod.Post, "do/retract", new StringContent("""{"name":"a.md"}""", Encoding.UTF8, type), headers);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("The lead.", desk.Site.Read("explainers/a/index.html"));
    }

    [Fact]
    public async Task APageOfAnotherSiteReadsNothingEvenWithTheKey()
    {
        await using var desk = await StartAsync();

        using var read = await desk.GetAsync("list", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors"));
        using var asked = await desk.GetAsync("list", ("Origin", "http://evil.example"));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (read.StatusCode, asked.StatusCode));
        Assert.DoesNotContain(read.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task TheKeyOfItsFramesOpensNothingElse()
    {
        await using var desk = await StartAsync();
        var frames = $"/{desk.Keys.Frames}/";
        foreach (var path in new[] { "", "list", "article?name=a.md", "events", "readers", "desk.html", "-/desk.html", "-/", "-/page", "-/page?name=nothing.md", "index.html", "explainers/a/index.html" })
        {
            using var answer = await desk.GetAsync(frames + path);

            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var posted = await desk.SendAsync(HttpMethod.Post, frames + "do/retract", OpenDesk.Json(new { name = "a.md" }), ("Origin", $"http://{desk.Address.Authority}"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, posted.StatusCode);
        using var alone = await desk.GetAsync(frames + "-/page?name=a.md", ("Sec-Fetch-Dest", "document"));
        Assert.Equal(HttpStatusCode.Forbidden, alone.StatusCode);
    }

    [Theory]
    [InlineData("../newsletter.yaml")]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("..\\newsletter.yaml")]
    [InlineData("sub/../a.md")]
    [InlineData("a.md/../../newsletter.yaml")]
    [InlineData("")]
    public async Task ANameIsNeverMadeAPath(string name)
    {
        await using var desk = await StartAsync();
        File.WriteAllText(Path.Join(desk.Site.Inbox, "..", "newsletter.yaml"), "secret");
        var asked = Uri.EscapeDataString(name);
        foreach (var path in new[] { $"article?name={asked}", $"/{desk.Keys.Frames}/-/page?name={asked}", $"/{desk.Keys.Frames}/{asked}", $"/{desk.Keys.Frames}/-/{asked}" })
        {
            using var answer = await desk.GetAsync(path);

            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.DoesNotContain("secret", await answer.Content.ReadAsStringAsync());
        }

        Assert.Equal(HttpStatusCode.NotFound, (await desk.DoAsync("schedule", new { name, published = "2036-01-01T00:00:00Z" })).Status);
    }

    [Fact]
    public async Task ADeskForLookingChangesNothing()
    {
        await using var desk = await StartAsync(readOnly: true);
        var before = desk.Site.Published();

        Assert.True((await desk.AskAsync("list")).GetProperty("isReadOnly").GetBoolean());
        foreach (var action in new[] { "retract", "restore", "schedule" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await desk.DoAsync(action, new { name = "a.md", published = "2036-01-01T00:00:00Z" })).Status);
        }

        Assert.Equal(before, desk.Site.Published());
    }

    [Fact]
    public async Task NobodyFramesItAndWhatItFramesHasNoOrigin()
    {
        await using var desk = await StartAsync();
        using var page = await desk.GetAsync("");
        using var frame = await desk.GetAsync($"/{desk.Keys.Frames}/-/page?name=a.md");

        Assert.Contains("frame-ancestors 'none'", page.Headers.GetValues("Content-Security-Policy").Single());
        Assert.StartsWith("sandbox allow-scripts;", frame.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        foreach (var answer in new[] { page, frame })
        {
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.Equal("no-store", answer.Headers.GetValues("Cache-Control").Single());
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }

        using var folder = new TempFolder();
        folder.Write("index.html", $"<!DOCTYPE html><title>x</title><iframe src=\"{desk.Address}\"></iframe>");
        await using var other = await StaticSite.ServeAsync(folder.Path);
        await chrome.UseAsync(async browser =>
        {
            await browser.GotoAsync(other.Address.AbsoluteUri);
            Assert.Equal(0, await browser.FrameLocator("iframe").Locator("#rows").CountAsync());
        });
    }

    [Fact]
    public async Task WhatAnArticleSaysRunsNowhereAndLeadsNowhere()
    {
        var site = new TestSite();
        site.Upload("a.md", """
            ---
            title: "<img src=x onerror=window.top.bad=1>, Explained"
            summary: "<script>bad=1</script>"
            spoilers: ending
            ---
            <img src="x" onerror="bad=1"> [out](https://elsewhere.example/) ||<b onclick=bad=1>bold</b>||

            <!-- spoilers -->

            <script>parent.bad = 1</script>
            """);
        await using var desk = await OpenDesk.StartAsync(site);
        foreach (var view in new[] { "page", "feed", "mail", "leaks", "search", "report" })
        {
            await desk.UseAsync(chrome, $"article=a.md&view={view}", async page =>
            {
                await page.Locator(".head h2").WaitForAsync();
                if (await page.Locator("iframe").CountAsync() > 0)
                {
                    var inside = page.FrameLocator("iframe");
                    await inside.Locator("body").WaitForAsync();
                    Assert.Equal("null", await inside.Locator("body").EvaluateAsync<string>("() => self.origin"));
                    Assert.True(await inside.Locator("body").EvaluateAsync<bool>("() => { try { return !parent.document } catch { return true } }"));
                }

                Assert.True(await page.EvaluateAsync<bool>("() => window.bad === undefined"));
            });
        }
    }

    [Fact]
    public async Task WhatFailsIsLoggedWithoutAWordOfIt()
    {
        var site = new TestSite();
        site.Upload("a.md", TestSite.Article("A", hidden: Secret));
        await using var desk = await OpenDesk.StartAsync(site, through: stores => stores with { Inbox = new BrokenStore(stores.Inbox, name => name == "a.md") });

        using var answer = await desk.GetAsync("article?name=a.md&tab=page");

        Assert.Equal((HttpStatusCode.InternalServerError, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.NotEmpty(desk.Log);
        Assert.DoesNotContain(desk.Log, line => line.Contains(Secret, StringComparison.Ordinal) || line.Contains("a.md", StringComparison.Ordinal) || line.Contains(desk.Keys.Desk, StringComparison.Ordinal));
    }

    private static async Task<OpenDesk> StartAsync(bool readOnly = false)
    {
        var site = new TestSite();
        site.Upload("a.md", TestSite.Article("A", hidden: Secret));
        await site.PublishAsync();
        return await OpenDesk.StartAsync(site, desk => desk with { IsReadOnly = readOnly });
    }
}

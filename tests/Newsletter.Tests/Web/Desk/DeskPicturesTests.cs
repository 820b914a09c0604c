using Microsoft.Playwright;
using Newsletter.Tests.Publishing;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Web.Desk;

/// <summary>The pictures of docs/editors.md are of the desk as it is: NEWSLETTER_GOLDEN=write takes them again.</summary>
[Collection(Chrome.CollectionOfPrograms)]
public class DeskPicturesTests(WholeChrome chrome)
{
    private const int LargestBytes = 200_000;

    /// <summary>File, what it shows, width.</summary>
    public static TheoryData<string, string, int> Pictures => new()
    {
        { "desk-page.png", "article=nosferatu.md", 1200 },
        { "desk-leaks.png", "article=nosferatu.md&view=leaks", 1024 },
        { "desk-report.png", "article=midnight.md&view=report", 1024 },
        { "desk-phone.png", "article=nosferatu.md&view=mail", 375 },
    };

    [Theory]
    [MemberData(nameof(Pictures))]
    public async Task APictureOfTheGuideIsTakenHere(string file, string hash, int width)
    {
        var path = Repository.At("docs/images/" + file);
        Assert.Contains($"(images/{file})", File.ReadAllText(Repository.At("docs/editors.md")));
        var site = new TestSite();
        foreach (var sample in Directory.GetFiles(Repository.At("samples/inbox")))
        {
            site.Upload(Path.GetFileName(sample), File.ReadAllBytes(sample));
        }

        await site.PublishAsync();
        site.Upload("midnight.md", "---\ntitle: Faust, Explained\nsummry: A scholar and a wager.\nspoilers: ending\n---\nA scholar makes a wager.\n\n::: spoiler ending How it is settled\nIn his favour.\n");
        await using var desk = await OpenDesk.StartAsync(site, it => it with { IsReadOnly = file == "desk-phone.png" });
        await desk.UseAsync(chrome, hash, async page =>
        {
            await page.GetByText("Live: it follows").WaitForAsync();
            await page.Locator("#panel > *").WaitForAsync();
            await page.WaitForFunctionAsync("() => !document.querySelector('iframe:not([data-here])')");
            if (file == "desk-leaks.png")
            {
                var hidden = page.FrameLocator("iframe").Locator(".hidden-part").First;
                await hidden.EvaluateAsync("it => scrollTo(0, it.offsetTop - 170)");
                await page.EvaluateAsync("() => { document.querySelector('#main').scrollTop = 150; }");
            }

            // Where the test's folder is says nothing to anybody.
            await page.EvaluateAsync("() => { for (const it of document.querySelectorAll('.head .file')) it.textContent = it.textContent.replace(/^.*inbox/, 'stories/inbox'); }");
            var taken = await page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled });
            if (Golden.Rewrites)
            {
                File.WriteAllBytes(path, taken);
            }

            Assert.InRange(taken.Length, 10_000, LargestBytes);
        }, width, height: 640);
        Assert.InRange(new FileInfo(path).Length, 10_000, LargestBytes);
    }
}

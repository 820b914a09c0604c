using System.Net;

namespace Newsletter.Tests.Support;

public class StaticSiteTests
{
    [Theory]
    [InlineData("", HttpStatusCode.OK, "text/html; charset=utf-8", "home")]
    [InlineData("tags/%E6%97%A5%E6%9C%AC/", HttpStatusCode.OK, "text/html; charset=utf-8", "tag")]
    [InlineData("feed.xml", HttpStatusCode.OK, "application/xml", "<rss/>")]
    [InlineData("feed.json", HttpStatusCode.OK, "application/json", "{}")]
    [InlineData("missing/", HttpStatusCode.NotFound, "text/html; charset=utf-8", "not here")]
    public async Task AFolderIsServedAsAStaticHostWould(string path, HttpStatusCode status, string contentType, string body)
    {
        using var folder = new TempFolder();
        folder.Write("index.html", "home");
        folder.Write("tags/日本/index.html", "tag");
        folder.Write("feed.xml", "<rss/>");
        folder.Write("feed.json", "{}");
        folder.Write("404.html", "not here");
        await using var site = await StaticSite.ServeAsync(folder.Path);
        using var client = new HttpClient { BaseAddress = site.Address };

        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(contentType, response.Content.Headers.ContentType?.ToString());
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task ASiteStopsWithItsTest()
    {
        using var folder = new TempFolder();
        Uri address;
        await using (var site = await StaticSite.ServeAsync(folder.Path))
        {
            address = site.Address;
        }

        using var client = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(address));
    }
}

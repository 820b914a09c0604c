using FsCheck.Xunit;
using Newsletter.Publishing;

namespace Newsletter.Tests.Publishing;

/// <summary>Messages of the queue are read whatever they say; others than we may have written them.</summary>
public sealed class PublishWishTests
{
    [Theory]
    [InlineData("publish", null, null)]
    [InlineData("", null, null)]
    [InlineData("[1]", null, null)]
    [InlineData("{\"asked\":1764151200123}", "2025-11-26T10:00:00.1230000+00:00", null)]
    [InlineData("{\"asked\":\"1764151200123\",\"traceparent\":\"00-x\"}", "2025-11-26T10:00:00.1230000+00:00", "00-x")]
    [InlineData("{\"asked\":99999999999999999}", null, null)]
    [InlineData("{\"asked\":{}}", null, null)]
    public void AMessageIsReadAsFarAsItSaysSomething(string message, string? asked, string? trace)
    {
        var wish = PublishWish.Parse(message);

        Assert.Equal((asked, trace), (wish.Asked?.ToString("o"), wish.TraceParent));
    }

    [Property]
    public void NoTextIsAFailure(string? message, string? asked, string? trace)
    {
        _ = PublishWish.Parse(message ?? "");
        _ = PublishWish.Of(asked, trace);
    }
}

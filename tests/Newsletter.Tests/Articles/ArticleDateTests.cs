using Newsletter.Articles;
using NodaTime.Text;

namespace Newsletter.Tests.Articles;

public sealed class ArticleDateTests
{
    [Theory]
    [InlineData("2026-11-20", "2026-11-20T08:00:00Z")]
    [InlineData("2026-07-20", "2026-07-20T07:00:00Z")]
    [InlineData("2028-02-29", "2028-02-29T08:00:00Z")]
    [InlineData("2026-11-20T18:30", "2026-11-20T17:30:00Z")]
    [InlineData("2026-11-20 18:30", "2026-11-20T17:30:00Z")]
    [InlineData("2026-11-20T18:30:15", "2026-11-20T17:30:15Z")]
    [InlineData("2026-11-20T18:30:15.25Z", "2026-11-20T18:30:15Z")]
    [InlineData("2026-11-20t18:30z", "2026-11-20T18:30:00Z")]
    [InlineData("2026-11-20T18:30+01:00", "2026-11-20T17:30:00Z")]
    [InlineData("2026-11-20T18:30-0530", "2026-11-21T00:00:00Z")]
    [InlineData("2026-11-20T18:30+14", "2026-11-20T04:30:00Z")]
    [InlineData("2026-11-20 18:30:00 +0200", "2026-11-20T16:30:00Z")]
    [InlineData(" 2026-11-20 ", "2026-11-20T08:00:00Z")]
    public void ADateIsReadInTheSitesZoneUnlessItSaysAnother(string written, string instant)
    {
        var (value, _, _) = ArticleDate.Parse(written, "Europe/Berlin");

        Assert.Equal(instant, InstantPattern.ExtendedIso.Format(value!.Value));
    }

    [Theory]
    [InlineData("2026-03-29T02:30", "2026-03-29T01:30:00Z")]
    [InlineData("2026-10-25T02:30", "2026-10-25T00:30:00Z")]
    public void ATimeThatTheClocksSkipOrRepeatIsOneMoment(string written, string instant) => ADateIsReadInTheSitesZoneUnlessItSaysAnother(written, instant);

    [Theory]
    [InlineData("UTC")]
    [InlineData("Etc/UTC")]
    public void UtcNeedsNoTimeZoneData(string zone) =>
        Assert.Equal("2026-11-20T09:00:00Z", InstantPattern.ExtendedIso.Format(ArticleDate.Parse("2026-11-20", zone).Value!.Value));

    [Theory]
    [InlineData("20.11.2026", "Write `2026-11-20`.")]
    [InlineData("1.2.2026", "Write `2026-02-01`.")]
    [InlineData("11/20/2026", "Write `2026-11-20`.")]
    [InlineData("20/11/2026", "Write `2026-11-20`.")]
    [InlineData("2026/11/20", "Write `2026-11-20`.")]
    [InlineData("2026-1-2", "Write `2026-01-02`.")]
    [InlineData("01/02/2026", "Write `2026-11-20`, ")]
    [InlineData("November 20, 2026", "Write `2026-11-20`, ")]
    [InlineData("31.02.2026", "Write `2026-11-20`, ")]
    [InlineData("", "Write `2026-11-20`, ")]
    [InlineData("2026-11-31", "Write `2026-11-20`, ")]
    [InlineData("2026-13-01", "Write `2026-11-20`, ")]
    [InlineData("2026-00-00", "Write `2026-11-20`, ")]
    [InlineData("0226-11-20", "Write `2026-11-20`, ")]
    [InlineData("9999-11-20", "Write `2026-11-20`, ")]
    [InlineData("2026-11-20T", "Write `2026-11-20`, ")]
    [InlineData("2026-11-20T25:00", "Write `2026-11-20`, ")]
    [InlineData("2026-11-20T09:60", "Write `2026-11-20`, ")]
    [InlineData("2026-11-20T09:00:60", "Write `2026-11-20`, ")]
    [InlineData("2026-11-20x", "Write `2026-11-20`, ")]
    [InlineData("2026-11-20T09:00 CET", "Write `Z` for UTC")]
    [InlineData("2026-11-20T09:00+25:00", "Write `Z` for UTC")]
    [InlineData("2026-11-20T09:00+1", "Write `Z` for UTC")]
    [InlineData("٢٠٢٦-١١-٢٠", "Write `2026-11-20`, ")]
    public void WhatIsNoDateIsNotGuessed(string written, string advice)
    {
        var (value, message, suggested) = ArticleDate.Parse(written, "Europe/Berlin");

        Assert.Null(value);
        Assert.NotEmpty(message);
        Assert.StartsWith(advice, suggested, StringComparison.Ordinal);
    }
}

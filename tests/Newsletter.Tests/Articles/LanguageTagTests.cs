using Newsletter.Articles;

namespace Newsletter.Tests.Articles;

public sealed class LanguageTagTests
{
    [Theory]
    [InlineData("en", "en")]
    [InlineData("DE-at", "de-AT")]
    [InlineData("sr-LATN-rs", "sr-Latn-RS")]
    [InlineData("es-419", "es-419")]
    [InlineData("de-CH-1996", "de-CH-1996")]
    [InlineData("gsw", "gsw")]
    [InlineData("en-x-Spoiler", "en-x-spoiler")]
    [InlineData("de-u-CO-phonebk", "de-u-co-phonebk")]
    public void ATagIsWrittenInItsUsualCase(string written, string tag) => Assert.Equal(tag, LanguageTag.Normalize(written));

    [Theory]
    [InlineData("")]
    [InlineData("e")]
    [InlineData("english")]
    [InlineData("en_US")]
    [InlineData("en-")]
    [InlineData("en--US")]
    [InlineData("en-x")]
    [InlineData("en-u-a")]
    [InlineData("en-toolongpart")]
    [InlineData("12")]
    [InlineData("дe")]
    [InlineData("en US")]
    [InlineData("en-aaaaaaaa-bbbbbbbb-cccccccc-dddddddd")]
    public void OtherWordsAreNoTags(string written) => Assert.Null(LanguageTag.Normalize(written));
}

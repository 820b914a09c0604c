using Newsletter.Articles;

namespace Newsletter.Tests.Articles;

public sealed class WorkFieldsTests
{
    [Theory]
    [InlineData("1920", 1920)]
    [InlineData("0", 0)]
    [InlineData("-428", -428)]
    [InlineData("−428", -428)]
    [InlineData("429 BC", -428)]
    [InlineData("429BCE", -428)]
    [InlineData("429 b.c.e.", -428)]
    [InlineData("1 BC", 0)]
    [InlineData("AD 79", 79)]
    [InlineData("79 CE", 79)]
    [InlineData("c. 1601", null)]
    [InlineData("1920s", null)]
    [InlineData("1920-1922", null)]
    [InlineData("0 BC", null)]
    [InlineData("428-", null)]
    [InlineData("12345", null)]
    [InlineData("99999999999", null)]
    [InlineData("nineteen", null)]
    [InlineData("429 before our era", null)]
    public void AYearIsANumberOrHasAnEra(string written, int? year) => Assert.Equal(year, WorkFields.ParseYear(written));
}

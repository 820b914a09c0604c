using Newsletter.ReadMore;

namespace Newsletter.Tests.ReadMore;

public sealed class TitleKeyTests
{
    [Theory]
    [InlineData("The Cabinet of Dr. Caligari, Explained", "the cabinet of dr caligari")]
    [InlineData("the CABINET of dr caligari", "the cabinet of dr caligari")]
    [InlineData("Pokémon: Ending Explained", "pokemon")]
    [InlineData("Schindler’s List, Explained", "schindlers list")]
    [InlineData("羅生門", "羅生門")]
    [InlineData("C# & F#", "csharp and fsharp")]
    public void BareTitlesMeetWhateverTheirDress(string title, string key) => Assert.Equal(key, TitleKey.Bare(title));

    [Fact]
    public void ExplainedAloneIsAName() => Assert.Equal("explained", TitleKey.Bare("Explained"));
}

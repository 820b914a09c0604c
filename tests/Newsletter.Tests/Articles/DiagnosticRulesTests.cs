using Newsletter.Articles;

namespace Newsletter.Tests.Articles;

public sealed class DiagnosticRulesTests
{
    [Fact]
    public void CodesAscendAndNoneStandsTwice()
    {
        var codes = DiagnosticRules.All.Select(rule => rule.Code).ToList();

        Assert.Equal(codes.Order(StringComparer.Ordinal).Distinct(), codes);
        Assert.All(codes, code => Assert.Matches("^NL0[0-9]{2}$", code));
    }

    [Fact]
    public void EveryRuleOfEveryPartIsInTheCatalogue()
    {
        var defined = typeof(Rule).Assembly.GetTypes().SelectMany(type => type.GetProperties())
            .Where(property => property.PropertyType == typeof(Rule) && property.GetMethod!.IsStatic)
            .Select(property => (Rule)property.GetValue(null)!);

        Assert.Equal(DiagnosticRules.All.Select(rule => rule.Code), defined.Select(rule => rule.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TitlesAreAFewWordsWithoutAFullStop() =>
        Assert.All(DiagnosticRules.All, rule => Assert.True(rule.Title is { Length: > 3 and < 70 } && !rule.Title.EndsWith('.'), rule.Code));

    [Theory]
    [InlineData("NL012", true)]
    [InlineData("nl012", true)]
    [InlineData("NL999", false)]
    public void ARuleIsFoundByItsCode(string code, bool found) => Assert.Equal(found, DiagnosticRules.Find(code) is not null);
}

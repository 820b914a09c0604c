using System.Text.Json;
using FsCheck.Xunit;
using Newsletter.Templates;
using Newsletter.Templates.Functions;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Templates;

public class WordsTests
{
    public static TheoryData<string> Languages =>
        [.. TemplateSources.Default.Names.Where(name => name.StartsWith("strings/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Languages))]
    public void EveryLanguageHasAllWordsWithTheSamePlaces(string file)
    {
        var expected = Paths(Read("strings/en.json"));
        var actual = Paths(Read(file));

        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        Assert.All(expected, word => Assert.Equal(Places(word.Value), Places(actual[word.Key])));
    }

    [Theory]
    [InlineData("en", "en")]
    [InlineData("en-GB", "en")]
    [InlineData("de-AT", "de")]
    [InlineData("fr", "en")]
    [InlineData("not a tag!", "en")]
    public void WordsAreThoseOfTheNearestLanguage(string wanted, string found) =>
        Assert.Equal(found, SampleViews.Engine.Words(new(wanted)).Language.Tag);

    [Fact]
    public void AnOperatorsLanguageFallsBackToEnglishWordByWord()
    {
        using var folder = new TempFolder();
        folder.Write("strings/fr.json", "{ \"language\": \"fr\", \"plural\": \"zero-one\", \"spoiler\": { \"show\": \"Montrer\" } }");
        var words = new TemplateEngine(TemplateSources.Overriding(folder.Path), SampleViews.Site).Words(new("fr-CA"));

        Assert.Equal(("fr", "Montrer", "Hide"), (words.Language.Tag, words.Text("spoiler", "show"), words.Text("spoiler", "hide")));
        Assert.Equal("0 article", words.Count("archive", "count", 0));
    }

    [Theory]
    [InlineData("en", 1, "1 article")]
    [InlineData("en", 0, "0 articles")]
    [InlineData("en", 2, "2 articles")]
    [InlineData("de", 1, "1 Artikel")]
    public void ANumberChoosesTheForm(string language, int number, string expected) =>
        Assert.Equal(expected, SampleViews.Engine.Words(new(language)).Count("archive", "count", number));

    [Theory]
    [InlineData("en", "20 November 2026", "November 2026")]
    [InlineData("de", "20. November 2026", "November 2026")]
    public void DatesAreWrittenInTheMannerOfTheLanguage(string language, string day, string month)
    {
        var words = SampleViews.Engine.Words(new(language));

        Assert.Equal((day, month), (words.Day(Some.Time), words.Month(2026, 11)));
    }

    [Theory]
    [InlineData(1922, "1922")]
    [InlineData(1, "1")]
    [InlineData(0, "1 BC")]
    [InlineData(-428, "429 BC")]
    public void YearsBeforeChristAreCountedAsPeopleDo(int year, string expected) =>
        Assert.Equal(expected, SampleViews.Engine.Words(new("en")).Year(year));

    [Theory]
    [InlineData("ar", "rtl")]
    [InlineData("he-IL", "rtl")]
    [InlineData("az-Arab", "rtl")]
    [InlineData("ar-Latn", "ltr")]
    [InlineData("en", "ltr")]
    [InlineData("\"><script>", "ltr")]
    public void ALanguageHasADirection(string tag, string direction) => Assert.Equal(direction, new Language(tag).Direction);

    [Property(Arbitrary = [typeof(AnyText)])]
    public void ALanguageTagIsAlwaysFitForAnAttribute(AnyText any) => Assert.Matches("^[A-Za-z][A-Za-z0-9-]{0,34}$", new Language(any.Value).Tag);

    [Property(Arbitrary = [typeof(AnyText)], MaxTest = 200)]
    public void FoldedLinesKeepEveryWordAndStayNarrow(AnyText any)
    {
        var folded = FoldLines.Fold(any.Value, 2);

        Assert.Equal(Split(any.Value), Split(folded));
        Assert.All(folded.Split('\n'), line => Assert.True(Split(line).Length <= 1 || FoldLines.Columns(line) <= FoldLines.Width, line));
    }

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("日本", 4)]
    [InlineData("e\u0301", 1)]
    [InlineData("😀", 2)]
    public void WideCharactersTakeTwoColumns(string text, int columns) => Assert.Equal(columns, FoldLines.Columns(text));

    private static string[] Split(string text) => text.Split((char[])[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);

    private static JsonElement Read(string file) => JsonDocument.Parse(TemplateSources.Default.Bytes(file)).RootElement;

    private static Dictionary<string, string> Paths(JsonElement element, string path = "")
    {
        var found = new Dictionary<string, string>();
        foreach (var member in element.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (var (key, value) in Paths(member.Value, path + member.Name + "."))
                {
                    found[key] = value;
                }
            }
            else
            {
                found[path + member.Name] = member.Value.ToString();
            }
        }

        return found;
    }

    private static string Places(string text) => string.Concat(Enumerable.Range(0, 10).Where(n => text.Contains($"{{{n}}}", StringComparison.Ordinal)));
}

using Newsletter.Articles.Import;

namespace Newsletter.Tests.Articles.Import;

public class WorkGuessTests
{
    [Theory]
    [InlineData("Netflix’s The Castle, Explained", "The Castle")]
    [InlineData("Netflix's 'The Castle' Ending, Explained", "The Castle")]
    [InlineData("The Castle Explained", "The Castle")]
    [InlineData("The Castle: Ending Explained", "The Castle")]
    [InlineData("The Castle – The Ending Explained!", "The Castle")]
    [InlineData("The Castle’s Ending, Explained", "The Castle")]
    [InlineData("The Ending of The Castle, Explained", "The Castle")]
    [InlineData("What Happens in The Castle?", "The Castle")]
    [InlineData("The Castle (1926), Explained", "The Castle")]
    [InlineData("The Castle: Who Is K.?", "The Castle")]
    [InlineData("The Castle: Plot and Ending Explained", "The Castle")]
    [InlineData("Explaining The Castle", "The Castle")]
    [InlineData("A Beginner's Guide to The Castle", "The Castle")]
    [InlineData("Kafka's The Castle, Explained", "The Castle")]
    [InlineData("THE CASTLE, EXPLAINED", "The Castle")]
    [InlineData("Why “The Castle” Has No End", "The Castle")]
    [InlineData("Das Ende von „The Castle“ erklärt", "The Castle")]
    [InlineData("The Castle : la fin expliquée", "The Castle")]
    public void TheWorkIsNamedAsReadersKnowIt(string title, string work) =>
        Assert.Equal(work, WorkTitle.Of(title, "Everybody reads The Castle once.").Title);

    [Theory]
    [InlineData("Gulliver's Travels, Explained", "It is Gulliver’s Travels that everybody knows.", "Gulliver's Travels")]
    [InlineData("Gulliver's Travels, Explained", "His Travels are a satire.", "Travels")]
    [InlineData("Gulliver's Travels, Explained", "A ship is lost.", "Gulliver's Travels")]
    [InlineData("West Side Story", "", "West Side Story")]
    [InlineData("Explained", "", "Explained")]
    [InlineData("Faust: Part Two, Explained", "Faust: Part Two is hard to stage.", "Faust: Part Two")]
    public void ThePossessiveIsCutOffOnlyWhereTheTextDoesSo(string title, string text, string work) => Assert.Equal(work, WorkTitle.Of(title, text).Title);

    [Theory]
    [InlineData("Directed by Robert Wiene, who had made comedies, this film", "film", "Robert Wiene")]
    [InlineData("The film was directed by F. W. Murnau in 1922", "film", "F. W. Murnau")]
    [InlineData("the film by director Paul Leni. The set", "film", "Paul Leni")]
    [InlineData("a film directed by Georg Wilhelm Pabst and Leo Lasko", "film", "Georg Wilhelm Pabst and Leo Lasko")]
    [InlineData("a novel by Mary Wollstonecraft Shelley about ice", "book", "Mary Wollstonecraft Shelley")]
    [InlineData("the play by Johann Wolfgang von Goethe’s friend", "play", "Johann Wolfgang von Goethe")]
    [InlineData("by author Sheridan Le Fanu, of Dublin", "book", "Sheridan Le Fanu")]
    [InlineData("Written by Mary Shelley and published in 1818", "book", "Mary Shelley")]
    [InlineData("too short to hide. W. W. Jacobs wrote this one in 1902", null, "W. W. Jacobs")]
    [InlineData("unter der Regie von Fritz Lang gedreht", "film", "Fritz Lang")]
    [InlineData("der Roman von Theodor Fontane erschien", "book", "Theodor Fontane")]
    [InlineData("un film réalisé par Louis Feuillade en 1915", "film", "Louis Feuillade")]
    [InlineData("directed by nobody in particular", "film", null)]
    public void TheMakerIsFoundInTheOpening(string text, string? kind, string? by) => Assert.Equal(by, WorkFacts.By(text, kind));

    [Theory]
    [InlineData("Nosferatu (1922), Explained", "A ship.", 1922)]
    [InlineData("Nosferatu, Explained", "‘Nosferatu’ (Germany, 1922) is a film.", 1922)]
    [InlineData("Nosferatu, Explained", "The 1922 German film Nosferatu", 1922)]
    [InlineData("Nosferatu, Explained", "It was released in the spring of 1922.", 1922)]
    [InlineData("Nosferatu, Explained", "Jacobs wrote this one in 1902.", 1902)]
    [InlineData("Nosferatu, Explained", "Der Film aus dem Jahr 1922", 1922)]
    [InlineData("Nosferatu, Explained", "There were 1922 rats.", null)]
    [InlineData("Nosferatu, Explained", "A fashion of the 1920s", null)]
    public void TheYearIsTheOneThatTheOpeningStates(string title, string text, int? year) => Assert.Equal(year, WorkFacts.Year(title, "Nosferatu", text));

    [Theory]
    [InlineData("this film, directed by Paul Leni, who also made an episode", "film")]
    [InlineData("the third season of the series has ten episodes", "series")]
    [InlineData("the novel has twelve chapters", "book")]
    [InlineData("the play is a tragedy in five acts", "play")]
    [InlineData("this video game has three endings", "game")]
    [InlineData("the myth is older than its poets", "myth")]
    [InlineData("nothing is said here", null)]
    public void TheKindIsWhatMostWordsSpeakOf(string text, string? kind) => Assert.Equal(kind, WorkFacts.Kind(new WordIndex(text)));
}

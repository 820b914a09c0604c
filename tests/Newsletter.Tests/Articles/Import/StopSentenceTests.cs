using Newsletter.Articles.Import;

namespace Newsletter.Tests.Articles.Import;

public class StopSentenceTests
{
    [Theory]
    [InlineData("If you haven’t yet seen it, watch it in a cinema before reading any further.")]
    [InlineData("If you haven't read the novel yet, stop here.")]
    [InlineData("If you have yet to see it, bookmark this page.")]
    [InlineData("Spoilers ahead")]
    [InlineData("SPOILERS AHEAD!")]
    [InlineData("Major spoilers below.")]
    [InlineData("Warning: spoilers")]
    [InlineData("Spoiler alert!")]
    [InlineData("Beware: what comes next is full of spoilers.")]
    [InlineData("Stop reading here.")]
    [InlineData("Turn back now.")]
    [InlineData("Don’t read on if you want to be surprised.")]
    [InlineData("Do not scroll past this line.")]
    [InlineData("This article contains spoilers for the whole of Faust.")]
    [InlineData("The following discusses the ending in detail.")]
    [InlineData("Spoilers for both parts follow.")]
    [InlineData("Come back when you've read it.")]
    [InlineData("Proceed at your own risk.")]
    [InlineData("You have been warned.")]
    [InlineData("We are going to spoil everything.")]
    [InlineData("This opening is spoiler-free; stop reading after it.")]
    [InlineData("Achtung, Spoiler!")]
    [InlineData("Spoilerwarnung")]
    [InlineData("Ab hier wird gespoilert.")]
    [InlineData("Wer das Stück nicht kennt, sollte nicht weiterlesen.")]
    [InlineData("Lesen Sie bitte hier nicht weiter, wenn Sie den Film nicht kennen.")]
    [InlineData("Seht euch den Film an, bevor ihr hier weiterlest.")]
    [InlineData("Dieser Artikel verrät das Ende.")]
    [InlineData("Attention, spoilers !")]
    [InlineData("Ne lisez pas la suite si vous n’avez pas vu le film.")]
    [InlineData("Cet article révèle la fin.")]
    [InlineData("Alerta de spoilers")]
    [InlineData("No sigas leyendo si no has visto la película.")]
    public void ASentenceThatTellsReadersToStopIsFound(string sentence)
    {
        Assert.True(StopSentence.IsOne(sentence));
        Assert.NotNull(StopSentence.Find("It is a film of 1922. " + sentence));
    }

    [Theory]
    [InlineData("This review has no spoilers.")]
    [InlineData("A guide without spoilers.")]
    [InlineData("This article is spoiler-free, so read on.")]
    [InlineData("Dieser Text ist spoilerfrei.")]
    [InlineData("Un guide sans spoilers.")]
    [InlineData("The ship stops before the harbour.")]
    [InlineData("He reads the letter and goes on.")]
    [InlineData("If you like silent films, watch it with the lights off.")]
    [InlineData("If you had been waiting for a film like this, go no further than the archive.")]
    [InlineData("The warning came too late.")]
    [InlineData("Er liest weiter, bis die Kerze erlischt.")]
    [InlineData("The ending is the best part of it.")]
    public void OtherSentencesAreNot(string sentence) => Assert.False(StopSentence.IsOne(sentence));

    [Fact]
    public void TheWholeSentenceIsTaken()
    {
        const string text = "It stars Dr. Caligari. If you haven't seen Dr. Mabuse either, watch both before reading on! Francis sits on a bench.";

        var found = StopSentence.Find(text);

        Assert.NotNull(found);
        Assert.Equal("If you haven't seen Dr. Mabuse either, watch both before reading on!", text[found.Value.Start..found.Value.End]);
    }
}

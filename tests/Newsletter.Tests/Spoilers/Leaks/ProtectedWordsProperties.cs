using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Newsletter.Publishing;
using Newsletter.Spoilers;
using Newsletter.Spoilers.Leaks;

namespace Newsletter.Tests.Spoilers.Leaks;

/// <summary>However a quotation is dressed, it is found; and what is not one isn't.</summary>
public sealed class ProtectedWordsProperties
{
    private static readonly Origin Hidden = new(OriginKind.Hidden, 1);

    private static readonly Func<string, string>[] Dresses =
    [
        s => s,
        s => s.ToUpperInvariant(),
        s => s.Replace(' ', '-'),
        s => s.Replace(' ', '\u200B'),
        s => s.Replace(" ", "", StringComparison.Ordinal),
        s => s.Replace(" ", " \u2014 \u201C", StringComparison.Ordinal),
        s => string.Join('\u00AD', s.AsEnumerable()),
        s => string.Join('\u200D', s.AsEnumerable()),
        s => string.Join('-', s.AsEnumerable()),
        s => string.Concat(s.Select(c => c == ' ' ? ' ' : (char)(c + 0xFEE0))),
        s => string.Concat(s.Select(c => c + "\u0301")),
    ];

    private static readonly Func<string, string>[] Codes =
    [
        s => s,
        s => string.Concat(s.Select(c => $"&#{(int)c};")),
        s => string.Concat(s.Select(c => $"&amp;#x{(int)c:x};")),
        s => string.Concat(Encoding.UTF8.GetBytes(s).Select(b => $"%{b:X2}")),
        s => string.Concat(Encoding.UTF8.GetBytes(s).Select(b => $"%25{b:x2}")),
    ];

    [Property(MaxTest = 500)]
    public Property ARunIsFoundInEveryDisguiseBetweenOtherWords() => Prop.ForAll(Words(14).ToArbitrary(), Gen.Choose(0, 8).ToArbitrary(), Gen.Elements(Dresses).Zip(Gen.Elements(Codes)).ToArbitrary(),
        (words, at, disguise) =>
        {
            var protectedWords = new ProtectedWords();
            protectedWords.AddRuns(FoldedText.Of(string.Join(' ', words)), Hidden);

            // Words of three letters or more: six have what a run needs.
            var quote = disguise.Item2(disguise.Item1(string.Join(' ', words.Skip(at).Take(6))));
            return protectedWords.In(FoldedText.Of($"zzzz {quote} zzzz")).Count == 1;
        });

    [Property(MaxTest = 500)]
    public Property TheGateBeforeTheWriteSuspectsIt() => Prop.ForAll(Words(14).ToArbitrary(), Gen.Choose(0, 8).ToArbitrary(), Gen.Elements(Dresses).Zip(Gen.Elements(Codes)).ToArbitrary(),
        (words, at, disguise) =>
        {
            var guard = Guard.Of([FoldedText.Of(string.Join(' ', words))], [], [FoldedText.Of("Nothing of the kind.")]);
            var quote = disguise.Item2(disguise.Item1(string.Join(' ', words.Skip(at).Take(6))));
            var read = new ReadOutput();
            read.Read(new("index.html", Encoding.UTF8.GetBytes($"<p>zzzz {quote} zzzz</p>"), Channel.Lists, [], null));
            return read.MayShow(guard) && read.Suspicious(guard).Count > 0;
        });

    [Property(MaxTest = 500)]
    public Property FiveWordsAreNoRun() => Prop.ForAll(Words(14).ToArbitrary(), Gen.Choose(0, 9).ToArbitrary(), (words, at) =>
    {
        var protectedWords = new ProtectedWords();
        protectedWords.AddRuns(FoldedText.Of(string.Join(' ', words)), Hidden);

        return protectedWords.In(FoldedText.Of($"zzzz {string.Join(' ', words.Skip(at).Take(5))} zzzz")).Count == 0;
    });

    [Property(MaxTest = 200)]
    public Property WhatTheOpenTextHoldsIsFree() => Prop.ForAll(Words(20).ToArbitrary(), words =>
    {
        var text = FoldedText.Of(string.Join(' ', words));
        var protectedWords = new ProtectedWords();
        protectedWords.AddRuns(text, Hidden);
        protectedWords.Except(text);

        return protectedWords.In(text).Count == 0;
    });

    [Fact]
    public void InScriptsWithoutSpacesTwelveCharactersAreARun()
    {
        const string text = "伯爵は夜明けの光の中で灰になって消えてしまう";
        var protectedWords = new ProtectedWords();
        protectedWords.AddRuns(FoldedText.Of(text), Hidden);

        Assert.Single(protectedWords.In(FoldedText.Of("要約：「" + text[2..14] + "」。")));
        Assert.Empty(protectedWords.In(FoldedText.Of("要約：「" + text[2..13] + "」。")));
    }

    [Fact]
    public void NoRunReachesAcrossABreak()
    {
        var protectedWords = new ProtectedWords();
        protectedWords.AddRuns(FoldedText.Of("alpha bravo charlie\0delta echo foxtrot"), Hidden);

        Assert.True(protectedWords.IsEmpty);
    }

    [Theory]
    [InlineData("the killer", "So it was the  KILLER.", true)]
    [InlineData("the killer", "bathe killers", false)]
    [InlineData("the killer", "the-k&#105;ller", true)]
    [InlineData("the killer", "the\0killer", false)]
    [InlineData("暗殺者", "彼は暗殺者だった", true)]
    public void APhraseIsFoundAsWordsOfItsOwn(string phrase, string text, bool found)
    {
        var protectedWords = new ProtectedWords();
        protectedWords.AddPhrase(FoldedText.Of(phrase), new(OriginKind.Secret, 3));

        Assert.Equal(found, protectedWords.In(FoldedText.Of(text)).Count == 1);
    }

    /// <summary>Different words of three to nine letters.</summary>
    private static Gen<List<string>> Words(int count) =>
        Gen.Choose('a', 'y').Select(c => (char)c).ListOf(7).Select(letters => string.Concat(letters)).ListOf(count)
            .Select(words => words.Select((word, i) => word[..(3 + ((word[0] + i) % 5))]).ToList());
}

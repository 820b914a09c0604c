using FsCheck.Xunit;
using Newsletter.Spoilers;

namespace Newsletter.Tests.Spoilers;

public class ToleranceTests
{
    [Fact]
    public void APartIsShownUpToTheToleranceForItsWork()
    {
        foreach (var level in Enum.GetValues<SpoilerLevel>())
        {
            foreach (var wanted in Enum.GetValues<SpoilerLevel>())
            {
                Assert.Equal(level <= wanted, new Tolerance(wanted).Shows(level, ["Nosferatu"]));
                Assert.Equal(level <= wanted, new Tolerance(wanted).Shows(level, []));
            }
        }
    }

    [Fact]
    public void WhoHasSeenAWorkMayKnowAllOfItAndNoMoreOfOthers()
    {
        var seen = Tolerance.None.WithSeen(["nosferatu", "The Golem"]);

        Assert.True(seen.Shows(SpoilerLevel.Ending, ["Nosferatu"]));
        Assert.False(seen.Shows(SpoilerLevel.Minor, ["Dracula"]));
        Assert.False(seen.Shows(SpoilerLevel.Minor, ["Nosferatu", "Dracula"]));
        Assert.False(seen.Shows(SpoilerLevel.Minor, []));
    }

    [Property]
    public bool WhoWantsToKnowMoreIsShownNoLess(SpoilerLevel level, SpoilerLevel[] wanted, SpoilerLevel otherwise)
    {
        var works = wanted.Select((_, i) => $"work {i}").ToList();
        Tolerance Of(Func<SpoilerLevel, SpoilerLevel> change) =>
            new(otherwise) { Works = works.Zip(wanted).ToDictionary(w => Newsletter.Articles.Slug.Of(w.First), w => change(w.Second)) };

        return !Of(l => l).Shows(level, works) || Of(l => SpoilerLevels.Max(l, SpoilerLevel.Major)).Shows(level, works);
    }
}

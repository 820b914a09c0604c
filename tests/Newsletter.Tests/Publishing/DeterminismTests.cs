using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Newsletter.Tests.Publishing;

public sealed class DeterminismTests
{
    private static readonly string[] Tags = ["horror", "C#", "C", "日本", "sci-fi"];

    /// <summary>The archive that the seeds stand for; titles refer to each other, dates collide now and then.</summary>
    private static List<(string Name, string Text)> Archive(int count, int seed) =>
    [
        .. Enumerable.Range(0, count).Select(i => ($"story-{i}.md", $"""
            ---
            title: "Story {i}, Explained"
            summary: Safe words about {i}.
            spoilers: ending
            tags: ["{Tags[(i + seed) % Tags.Length]}", "{Tags[i * 7 % Tags.Length]}"]
            work: Work {i % 3}
            published: 2026-{(i * 5 % 10) + 1:00}-0{(i * seed % 9) + 1}T09:00:00Z
            ---
            Lead of {i}.

            <!-- spoilers -->

            The end of {i}, see [another](story-{(i + 1) % count}.md).

            {(i % 2 == 0 ? $"Read More in Explainers: Story {(i + 3) % count} | Story {count + 5}" : "")}
            """)),
    ];

    [Property(MaxTest = 12)]
    public bool AnyOrderOfTheSameUploadsGivesTheSameBytes(PositiveInt size, PositiveInt seed) =>
        DifferingOutputs((size.Get % 9) + 2, seed.Get).Count == 0;

    /// <summary>Archives in which several articles of one tag came out at the same instant.</summary>
    [Theory]
    [InlineData(8, 3)]
    [InlineData(9, 3)]
    [InlineData(10, 9)]
    public void ArticlesOfOneInstantAreRelatedAlikeInAnyOrder(int count, int seed) => Assert.Empty(DifferingOutputs(count, seed));

    private static List<string> DifferingOutputs(int count, int seed)
    {
        var archive = Archive(count, seed % 97);
        var chance = new System.Random(seed);
        var once = Publish([archive]);
        var oneByOne = Publish([.. archive.OrderBy(_ => chance.Next()).Select(a => new List<(string, string)> { a })]);
        return [.. once.Keys.Union(oneByOne.Keys).Where(k => once.GetValueOrDefault(k) != oneByOne.GetValueOrDefault(k))];
    }

    private static SortedDictionary<string, string> Publish(List<List<(string Name, string Text)>> uploads)
    {
        using var site = new TestSite { Settings = TestSite.WithMail };
        foreach (var batch in uploads)
        {
            foreach (var (name, text) in batch)
            {
                site.Upload(name, text);
            }

            site.PublishAsync().GetAwaiter().GetResult();
        }

        return site.Published();
    }
}

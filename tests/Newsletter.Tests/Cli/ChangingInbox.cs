using System.Globalization;

namespace Newsletter.Tests.Cli;

/// <summary>
/// An inbox that editors work on, the same for the same seed. All dates are given and lie in 2025, so that outputs don't depend on when they are made;
/// between two calls of <see cref="Rest"/> no file is changed twice, so that they don't depend on which versions a publication met either.
/// </summary>
internal sealed class ChangingInbox(string folder, int seed)
{
    private static readonly string[] Tags = ["horror", "C#", "C", "日本", "myth", "silent film"];
    private readonly Random chance = new(seed);
    private readonly SortedDictionary<string, Story> stories = new(StringComparer.Ordinal);
    private readonly HashSet<string> touched = new(StringComparer.Ordinal);
    private int added;

    public int Count => stories.Count;

    /// <summary>Makes some changes: mostly new texts and new articles, now and then a title, slug, date, tag, file name, or an article less.</summary>
    public void Work(int changes)
    {
        for (var change = 0; change < changes; change++)
        {
            var name = stories.Keys.ElementAtOrDefault(chance.Next(Math.Max(1, stories.Count)));
            if (name is null || chance.Next(6) == 0 || !touched.Add(name))
            {
                Add();
                continue;
            }

            var story = stories[name];
            switch (chance.Next(8))
            {
                case 0:
                    Remove(name);
                    break;
                case 1:
                    Remove(name);
                    Put($"renamed-{name}", story with { Slug = story.Slug });
                    break;
                case 2:
                    Put(name, story with { Slug = story.Slug + "-moved", Version = story.Version + 1 });
                    break;
                case 3:
                    Put(name, story with { Month = (story.Month % 12) + 1, Version = story.Version + 1 });
                    break;
                default:
                    Put(name, story with { Tag = chance.Next(Tags.Length), Title = story.Title + "!", Version = story.Version + 1 });
                    break;
            }
        }
    }

    /// <summary>What was worked on is finished.</summary>
    public void Rest() => touched.Clear();

    public void Add()
    {
        var number = ++added;
        Put($"story-{number}.md", new($"Story {number}", $"story-{number}", chance.Next(Tags.Length), chance.Next(1, 13), chance.Next(1, 29), 0));
    }

    private void Put(string name, Story story)
    {
        touched.Add(name);
        stories[name] = story;
        File.WriteAllText(Path.Combine(folder, name), story.Text(chance.Next(added + 5)));
    }

    private void Remove(string name)
    {
        stories.Remove(name);
        File.Delete(Path.Combine(folder, name));
    }

    private sealed record Story(string Title, string Slug, int Tag, int Month, int Day, int Version)
    {
        public string Text(int other) => string.Create(CultureInfo.InvariantCulture, $"""
            ---
            title: "{Title}"
            slug: {Slug}
            summary: What {Title} is about.
            spoilers: ending
            published: 2025-{Month:00}-{Day:00}T09:00:00Z
            updated: 2025-12-{Version + 1:00}T09:00:00Z
            tags: ["{Tags[Tag]}", "all"]
            work: "Work of {Title}"
            ---
            The lead of {Title}, version {Version}.

            <!-- spoilers -->

            The end of {Title}.

            Read More in Explainers: Story {other} | Story {other + 1}

            """);
    }
}

using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Newsletter.Spoilers;

namespace Newsletter.Tests.Digests;

/// <summary>A part with a word of its own, and the parts in it.</summary>
/// <param name="Work">The one work that its label names; null: none.</param>
public sealed record HiddenPart(SpoilerLevel Level, string? Work, bool HasPhrase, IReadOnlyList<HiddenPart> Inner);

/// <summary>An article of up to two works with parts hidden in one another, before a boundary and below it.</summary>
public sealed record AnyHiddenArticle(int Number, SpoilerLevel Level, int WorkCount, IReadOnlyList<HiddenPart> Before, IReadOnlyList<HiddenPart>? Below)
{
    public static readonly string[] Titles = ["Faust", "The Golem"];

    public static Arbitrary<AnyHiddenArticle[]> Arbitrary()
    {
        var level = Gen.Elements(SpoilerLevel.Minor, SpoilerLevel.Major, SpoilerLevel.Ending);
        var work = Gen.Elements(null, null, "Faust", "The Golem");
        Gen<HiddenPart[]> Parts(int depth) =>
            (depth == 0
                ? Gen.Constant(Array.Empty<HiddenPart>())
                : (from own in level
                   from about in work
                   from phrase in Gen.Elements(true, false)
                   from inner in Parts(depth - 1)
                   select new HiddenPart(own, about, phrase, inner)).ArrayOf().Resize(2));
        var article =
            from own in level
            from works in Gen.Choose(0, 2)
            from before in Parts(2)
            from hasBelow in Gen.Elements(true, false)
            from below in Parts(2)
            select new AnyHiddenArticle(0, own, works, before, hasBelow ? below : null);
        return article.ArrayOf().Resize(4).Where(a => a.Length > 0).Select(a => a.Select((one, i) => one with { Number = i }).ToArray()).ToArbitrary();
    }

    public string Markdown { get; private set; } = "";

    /// <summary>Writes <see cref="Markdown"/>, and says of every word in it whether a tolerance shows it.</summary>
    public IReadOnlyDictionary<string, bool> Write(Tolerance tolerance)
    {
        var works = Titles.Take(WorkCount).ToList();
        var words = new Dictionary<string, bool>(StringComparer.Ordinal);
        var text = new StringBuilder($"---\ntitle: Article {Number}\nsummary: Safe.\nspoilers: {Level.Word()}\npublished: 2026-11-01T0{Number}:00:00Z\n");
        text.Append(works.Count > 0 ? $"work: {works[0]}\n" : "").Append(works.Count > 1 ? $"spoils: [{works[1]}]\n" : "").Append("---\nLead.\n\n");
        Parts(Before, SpoilerLevel.None, works, shown: true);
        if (Below is not null)
        {
            text.Append("<!-- spoilers -->\n\n");
            var shown = Shows(Level, works);
            text.Append(CultureInfo.InvariantCulture, $"{Word(shown)}\n\n");
            Parts(Below, Level, works, shown);
        }

        Markdown = text.ToString();
        return words;

        void Parts(IReadOnlyList<HiddenPart> parts, SpoilerLevel around, List<string> about, bool shown)
        {
            foreach (var part in parts)
            {
                var named = part.Work is { } title && works.Contains(title) ? [title] : about;
                var level = part.Level > around ? part.Level : around;
                var inShown = shown && Shows(level, named);
                text.Append(CultureInfo.InvariantCulture, $"::: spoiler {part.Level.Word()} {(named == about ? "" : part.Work + ":")}\n{Word(inShown)}\n\n");
                if (part.HasPhrase)
                {
                    text.Append(CultureInfo.InvariantCulture, $"It is ||{Word(inShown && Shows(Level > level ? Level : level, named))}||.\n\n");
                }

                Parts(part.Inner, level, named, inShown);
                text.Append(":::\n\n");
            }
        }

        // Written out here, not asked of the code under test.
        bool Shows(SpoilerLevel level, List<string> about) =>
            about.Count == 0 ? level <= tolerance.Otherwise : about.TrueForAll(title => level <= (tolerance.Works.TryGetValue(title == "Faust" ? "faust" : "the-golem", out var wanted) ? wanted : tolerance.Otherwise));

        string Word(bool shown)
        {
            var word = string.Create(CultureInfo.InvariantCulture, $"canary{Number}x{words.Count}x");
            words.Add(word, shown);
            return word;
        }
    }
}

using Newsletter.Spoilers;

namespace Newsletter.Tests.Spoilers.Canaries;

internal enum FieldKind
{
    SafeTitle,
    Slug,
    Work,
    Spoils,
    Section,
    Tags,
    Authors,
    Updated,
    Summary,
    Advisories,
    Image,
    SpoilerImage,
    ReadMore,
    ReadMoreLine,
    NoEmail,
    Language,
    Secrets,
    Comment,
    UnknownKey,
}

/// <summary>A field of front matter, or the closing line.</summary>
internal sealed record Field(FieldKind Kind, int Variant);

/// <summary>An article without its words.</summary>
/// <param name="Boundary">0: none; else one of the ways to write it.</param>
internal sealed record CanaryArticle(SpoilerLevel Level, IReadOnlyList<Field> Fields, IReadOnlyList<Part> Lead, int Boundary, IReadOnlyList<Part> Rest)
{
    public bool Has(FieldKind kind) => Fields.Any(f => f.Kind == kind);

    /// <summary>Without a boundary and a container, an article that is not free of spoilers shows only its summary.</summary>
    public bool FailsClosed =>
        Boundary == 0 && Level != SpoilerLevel.None && !Lead.Concat(Rest).SelectMany(p => p.All()).Any(p => p.Kind == PartKind.Container);

    public IEnumerable<CanaryArticle> Smaller()
    {
        foreach (var lead in Part.Smaller(Lead))
        {
            yield return this with { Lead = lead };
        }

        foreach (var rest in Part.Smaller(Rest))
        {
            yield return this with { Rest = rest };
        }

        for (var i = 0; i < Fields.Count; i++)
        {
            yield return this with { Fields = [.. Fields.Take(i), .. Fields.Skip(i + 1)] };
        }

        if (Boundary > 1)
        {
            yield return this with { Boundary = 1 };
        }

        if (Level != SpoilerLevel.Ending)
        {
            yield return this with { Level = SpoilerLevel.Ending };
        }
    }
}

/// <summary>Articles that are published together.</summary>
internal sealed record CanaryBatch(IReadOnlyList<CanaryArticle> Articles)
{
    public IEnumerable<CanaryBatch> Smaller()
    {
        if (Articles.Count == 1)
        {
            return Articles[0].Smaller().Select(a => new CanaryBatch([a]));
        }

        var half = Articles.Count / 2;
        // Mostly one article is at fault: halves find it fast.
        return new[] { new CanaryBatch([.. Articles.Take(half)]), new CanaryBatch([.. Articles.Skip(half)]) }
            .Concat(Articles.Select((_, i) => new CanaryBatch([.. Articles.Take(i), .. Articles.Skip(i + 1)])))
            .Concat(Articles.SelectMany((a, i) => a.Smaller().Select(s => new CanaryBatch([.. Articles.Take(i), s, .. Articles.Skip(i + 1)]))));
    }

    /// <summary>What an editor would have uploaded: the counterexample that a failed test shows.</summary>
    public override string ToString() =>
        string.Join('\n', CanaryText.Write(this).Select(a => $"=== {a.FileName}\n{a.Text}"));
}

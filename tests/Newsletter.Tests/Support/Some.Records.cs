using Newsletter.Catalogue;
using Newsletter.Spoilers;

namespace Newsletter.Tests.Support;

public static partial class Some
{
    /// <summary>What the catalogue keeps of a published article.</summary>
    public static ArticleRecord Record(string slug = "nosferatu", int day = 0) => new()
    {
        Slug = slug,
        Id = "tag:site.example,2026:" + slug,
        Source = slug + ".md",
        SourceHash = "00112233445566778899aabbccddeeff",
        State = ArticleState.Published,
        Published = Time.AddDays(day),
        Updated = Time.AddDays(day),
        Announced = Time.AddDays(day),
        Safe = SafeArticle(slug),
    };

    /// <param name="tags">Its lists, beside the site's and the section's.</param>
    public static SafeArticle SafeArticle(string title, params string[] tags) => new()
    {
        Title = SafeText(title),
        Summary = SafeText("A safe summary of it."),
        Section = SafeText("Explainers"),
        Tags = [.. tags.Select(SafeText)],
        Authors = [],
        Advisories = [],
        Spoils = [],
        ReadMore = [],
        HasSpoilers = false,
        Minutes = 1,
        Level = SpoilerLevel.None,
        Language = "en",
    };
}

namespace Newsletter.Spoilers;

/// <summary>How much a text gives away. The order counts: a higher level spoils more.</summary>
public enum SpoilerLevel
{
    /// <summary>Gives nothing away.</summary>
    None,

    /// <summary>A detail that most readers would not mind.</summary>
    Minor,

    /// <summary>A turn of the story.</summary>
    Major,

    /// <summary>How it ends.</summary>
    Ending,
}

public static class SpoilerLevels
{
    /// <summary>The word of the article format: <c>none</c>, <c>minor</c>, <c>major</c>, <c>ending</c>.</summary>
    public static string Word(this SpoilerLevel level) => level switch
    {
        SpoilerLevel.None => "none",
        SpoilerLevel.Minor => "minor",
        SpoilerLevel.Major => "major",
        _ => "ending",
    };

    /// <summary>The level that a word names, whatever its case; <see langword="null"/> for any other word.</summary>
    public static SpoilerLevel? Parse(ReadOnlySpan<char> word) => word.Trim() switch
    {
        var w when w.Equals("none", StringComparison.OrdinalIgnoreCase) => SpoilerLevel.None,
        var w when w.Equals("minor", StringComparison.OrdinalIgnoreCase) => SpoilerLevel.Minor,
        var w when w.Equals("major", StringComparison.OrdinalIgnoreCase) => SpoilerLevel.Major,
        var w when w.Equals("ending", StringComparison.OrdinalIgnoreCase) => SpoilerLevel.Ending,
        _ => null,
    };

    public static SpoilerLevel Max(SpoilerLevel a, SpoilerLevel b) => a > b ? a : b;
}

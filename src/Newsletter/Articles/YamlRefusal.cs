namespace Newsletter.Articles;

/// <summary>Ends the reading of YAML from any depth; caught in <see cref="YamlTree.Read"/> and nowhere else.</summary>
internal sealed class YamlRefusal(Diagnostic diagnostic) : Exception(diagnostic.Message)
{
    public Diagnostic Diagnostic => diagnostic;

    public static YamlRefusal Syntax(TextPosition place, string message, string advice) =>
        new(FrontMatterRules.Syntax.At(place, message, advice));

    /// <summary>A text whose first sign makes it something else.</summary>
    public static YamlRefusal Word(char sign, TextPosition place) =>
        Syntax(place, $"The value begins with `{sign}`, which means something else in YAML.", "Put the whole value in double quotes.");
}

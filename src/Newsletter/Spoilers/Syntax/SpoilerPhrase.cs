using Markdig.Syntax.Inlines;

namespace Newsletter.Spoilers.Syntax;

/// <summary><c>||phrase||</c>: hidden whatever is in it.</summary>
internal sealed class SpoilerPhrase : ContainerInline;

/// <summary>An opening <c>||</c> that still waits for its end; one left in the tree was never closed.</summary>
internal sealed class SpoilerPhraseDelimiter(Markdig.Parsers.InlineParser parser) : DelimiterInline(parser)
{
    public override string ToLiteral() => "||";
}

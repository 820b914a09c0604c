using Markdig;
using Markdig.Extensions.DefinitionLists;
using Markdig.Extensions.Tables;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;

namespace Newsletter.Spoilers.Syntax;

/// <summary>The Markdig extension for <c>::: spoiler</c> and <c>||phrase||</c>. The renderers belong to <see cref="Splitter"/>.</summary>
internal sealed class SpoilerSyntax : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
        pipeline.BlockParsers.Insert(0, new SpoilerContainerParser());
        pipeline.BlockParsers.Replace<HtmlBlockParser>(new CommentParser());
        pipeline.BlockParsers.Replace<DefinitionListParser>(new DefinitionParser());
        pipeline.InlineParsers.InsertBefore<EmphasisInlineParser>(new SpoilerPhraseParser());
        var phrases = pipeline.InlineParsers.FindExact<SpoilerPhraseParser>()!;
        var pipes = pipeline.InlineParsers.FindExact<PipeTableParser>();
        if (pipes is not null)
        {
            // Both start at '|', and the first parser wins.
            pipeline.InlineParsers.Remove(phrases);
            pipeline.InlineParsers.Insert(pipeline.InlineParsers.IndexOf(pipes), phrases);
        }
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
    }
}

using Newsletter.Catalogue;
using Newsletter.Site;
using Newsletter.Spoilers;
using Newsletter.Spoilers.Leaks;
using Newsletter.Templates;

namespace Newsletter.Publishing;

/// <summary>One rendered output on its way to its write.</summary>
/// <param name="Shown">Articles of which it shows something: it is searched for what they hide.</param>
/// <param name="Template">What rendered it, or the articles in it; null: the program itself.</param>
internal record Output(string Key, ReadOnlyMemory<byte> Content, Channel Channel, IReadOnlyList<ArticleRecord> Shown, Template? Template)
{
    public virtual ReadOnlyMemory<byte> Content { get; } = Content;

    /// <summary>Nothing is to stand there any more.</summary>
    public virtual bool IsGone => false;

    /// <summary>Whether it would be written as it stands there already.</summary>
    /// <param name="there">Bytes; null: nothing.</param>
    public virtual bool IsSameAs(ReadOnlyMemory<byte>? there) => there is { } bytes && bytes.Span.SequenceEqual(Content.Span);

    /// <summary>What is read in it.</summary>
    public virtual OutputText Read() => OutputText.Of(Content.Span, OutputHeaders.Of(Key).ContentType);
}

/// <summary>The place of an output that an article has no longer.</summary>
internal sealed record GoneOutput(string Key, Channel Channel) : Output(Key, default, Channel, [], null)
{
    public override bool IsGone => true;

    public override bool IsSameAs(ReadOnlyMemory<byte>? there) => there is null;
}

namespace Newsletter.Digests;

/// <summary>An article's place in the mails of a frame, encoded.</summary>
/// <param name="Number">Its own within the frame.</param>
/// <param name="HtmlBytes">Of its HTML before it was encoded.</param>
internal sealed record EncodedItem(int Number, ReadOnlyMemory<byte> Text, ReadOnlyMemory<byte> Html, int HtmlBytes);

/// <summary>What is an issue's own in a frame of many, encoded.</summary>
internal sealed record IssueParts(HeaderField Subject, ReadOnlyMemory<byte> SubjectHtml, ReadOnlyMemory<byte> PreheaderHtml, IReadOnlyList<EncodedItem> Items)
{
    public int Length { get; } = Subject.Raw.Length + SubjectHtml.Length + PreheaderHtml.Length + Items.Sum(item => item.Text.Length + item.Html.Length);
}

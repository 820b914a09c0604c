using System.Text;
using Newsletter.Spoilers.Leaks;

namespace Newsletter.Spoilers;

public sealed partial class Body
{
    /// <summary>What the search for leaks reads: names of files and articles as their authors wrote them, known to the site or not.</summary>
    private static readonly BodyLinks Named = new(new("x:/"), new("x:/"), AddressOf, file => AddressOf(file) is { } address ? new(address, null, null) : null);

    /// <summary>What finds what it hides in an output.</summary>
    internal Guard Guard { get; private set; } = Guard.None;

    internal Body With(Guard guard)
    {
        var guarded = (Body)MemberwiseClone();
        guarded.Guard = guard;
        return guarded;
    }

    /// <summary>The open part as text, for the search for leaks; a break stands where something is hidden.</summary>
    internal MarkupText OpenText() => MarkupText.Of(Write(BareStyle.Instance, Named, Tolerance.None));

    /// <summary>Every outermost hidden part and every hidden phrase as text, for the search for leaks alone.</summary>
    internal IEnumerable<(BodySpoiler Spoiler, MarkupText Text)> HiddenTexts()
    {
        for (var i = 0; i < marks.Length; i++)
        {
            if (marks[i].Kind == BodyMarkKind.Open && Spoilers[marks[i].Value] is var spoiler && (spoiler.Parent is null || spoiler.Form != SpoilerForm.Block))
            {
                var output = new StringBuilder();
                var end = ClosingMark(i);
                var position = Write(output, new BodyWriter(output, BareStyle.Instance, Named), BareStyle.Instance, Tolerance.Everything, i + 1, end, marks[i].Position);
                output.Append(html, position, marks[end].Position - position);
                yield return (spoiler, MarkupText.Of(output.ToString()));
            }
        }
    }

    /// <summary>Null for what is too long to be an address.</summary>
    private static Uri? AddressOf(string file) => Uri.TryCreate("x:/" + Uri.EscapeDataString(file), UriKind.Absolute, out var address) ? address : null;

    private sealed class BareStyle : BodyStyle
    {
        public static BareStyle Instance { get; } = new();

        public override bool KeepsFragments => true;

        public override void Open(StringBuilder output, BodySpoiler spoiler)
        {
        }

        public override void Close(StringBuilder output, BodySpoiler spoiler)
        {
        }

        public override void Redact(StringBuilder output, BodySpoiler spoiler) => output.Append(FoldedText.Break);
    }
}

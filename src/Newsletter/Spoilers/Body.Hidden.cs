using System.Net;
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

    /// <summary>The same piece by piece, with what its tags say and the labels of closed parts.</summary>
    internal IEnumerable<string> OpenTexts()
    {
        var open = OpenText();
        return [open.Text, .. open.Descriptions, .. open.Addresses, .. Spoilers.Where(s => s.Parent is null).Select(s => s.Label).OfType<string>()];
    }

    /// <summary>Every outermost hidden part and every hidden phrase, for the search for leaks alone.</summary>
    internal IEnumerable<(BodySpoiler Spoiler, FoldedMarkup Text)> HiddenTexts()
    {
        for (var i = 0; i < marks.Length; i++)
        {
            if (marks[i].Kind == BodyMarkKind.Open && Spoilers[marks[i].Value] is var spoiler && (spoiler.Parent is null || spoiler.Form != SpoilerForm.Block))
            {
                yield return (spoiler, Folded(i, ClosingMark(i)));
            }
        }
    }

    private FoldedMarkup Folded(int open, int close)
    {
        var position = marks[open].Position;
        var text = new FoldedMarkup(marks[close].Position - position);
        for (var i = open + 1; i < close; i++)
        {
            if (marks[i].Kind == BodyMarkKind.Image)
            {
                MarkupReader.Read(html.AsSpan(position, marks[i].Position - position), text);
                text.Border();
                position = marks[i].Position;
            }

            foreach (var description in (ReadOnlySpan<string?>)[marks[i].Text, marks[i].Title])
            {
                if (!string.IsNullOrEmpty(description))
                {
                    text.Description(WebUtility.HtmlEncode(description));
                }
            }
        }

        MarkupReader.Read(html.AsSpan(position, marks[close].Position - position), text);
        return text;
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

using System.Buffers;
using System.Net;
using System.Text;

namespace Newsletter.Spoilers.Leaks;

/// <summary>
/// A text whose character references (<c>&amp;#116;</c>) and percent-encoded bytes (<c>%74</c>) are what they stand for, also when they were
/// encoded twice: readers' programs decode as often as they please.
/// </summary>
internal sealed class Unescaped
{
    private const int MostTimes = 3;
    private const int LongestReference = 33;

    private static readonly SearchValues<char> Escapes = SearchValues.Create("&%");

    private readonly int[]? places;

    private Unescaped(string text, int[]? places)
    {
        Text = text;
        this.places = places;
    }

    public string Text { get; }

    public int Length => Text.Length;

    /// <summary>Whether there may be anything to decode.</summary>
    public static bool IsNeeded(ReadOnlySpan<char> text) => text.ContainsAny(Escapes);

    /// <summary>Index into the text as it was.</summary>
    public int PlaceOf(int index) => places is null ? index : places[index];

    public static Unescaped Of(string text)
    {
        var current = new Unescaped(text, null);
        for (var times = 0; times < MostTimes && IsNeeded(current.Text); times++)
        {
            var next = current.Once();
            if (next.Length == current.Length)
            {
                return next;
            }

            current = next;
        }

        return current;
    }

    private Unescaped Once()
    {
        var text = new StringBuilder(Length);
        var found = new List<int>(Length);
        for (var i = 0; i < Length;)
        {
            var (value, length) = Text[i] switch
            {
                '&' => Reference(i),
                '%' => Bytes(i),
                _ => (null, 1),
            };
            value ??= Text.Substring(i, length);
            text.Append(value);
            found.AddRange(Enumerable.Repeat(PlaceOf(i), value.Length));
            i += length;
        }

        return new(text.ToString(), [.. found]);
    }

    private (string? Value, int Length) Reference(int at)
    {
        var rest = Text.AsSpan(at, Math.Min(LongestReference, Length - at));
        var end = rest.IndexOf(';');
        if (end < 0)
        {
            return (null, 1);
        }

        var reference = rest[..(end + 1)].ToString();
        var value = WebUtility.HtmlDecode(reference);
        // A NUL would be taken for a break between texts.
        return value == reference ? (null, 1) : (value.Replace(FoldedText.Break, '\uFFFD'), reference.Length);
    }

    private (string? Value, int Length) Bytes(int at)
    {
        var bytes = new List<byte>();
        var end = at;
        while (end + 2 < Length && Text[end] == '%' && char.IsAsciiHexDigit(Text[end + 1]) && char.IsAsciiHexDigit(Text[end + 2]))
        {
            bytes.Add(Convert.FromHexString(Text.AsSpan(end + 1, 2))[0]);
            end += 3;
        }

        return bytes.Count == 0 ? (null, 1) : (Encoding.UTF8.GetString([.. bytes]).Replace(FoldedText.Break, '\uFFFD'), end - at);
    }
}

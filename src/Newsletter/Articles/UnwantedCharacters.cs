using System.Buffers;
using System.Globalization;
using System.Text;

namespace Newsletter.Articles;

/// <summary>
/// Characters that are legal in no feed, or that make text look like something else: controls, bidi overrides and isolates, stray
/// byte-order marks, lone surrogates, non-characters, line separators. They are taken out where text enters, so that nothing later has to care.
/// </summary>
internal static class UnwantedCharacters
{
    private static readonly SearchValues<char> Suspects = SearchValues.Create(AllSuspects());

    private static readonly Kind Controls = new(FileRules.ControlCharacters, "control character", null,
        "Look whether a quote, a dash or a space is missing here, and type it again.");

    private static readonly Kind Bidi = new(FileRules.BidiOverrides, "mark that turns the direction of text", null,
        "Look whether the words here still stand in the right order.");

    private static readonly Kind Marks = new(FileRules.StrayMarks, "byte-order mark", null, "Nothing to do: it was invisible.");

    private static readonly Kind Surrogates = new(FileRules.LoneSurrogates, "half character", '\uFFFD', "Type the character here again.");

    private static readonly Kind NonCharacters = new(FileRules.NonCharacters, "code that is no character", null,
        "Look whether a letter is missing here, and type it again.");

    private static readonly Kind Separators = new(FileRules.LineSeparators, "line separator", ' ', "Press Enter here if a new line was meant.");

    /// <summary>The text without them (the same instance when it has none), and one diagnostic for each kind with its first place.</summary>
    public static (string Text, IReadOnlyList<Diagnostic> Diagnostics) Clean(string text)
    {
        var first = FirstIn(text);
        return first < 0 ? (text, []) : Remove(text, first);
    }

    /// <summary>Index of the first unwanted character; -1 when all is well. Line ends must be LF by now: CR counts as a control.</summary>
    public static int FirstIn(ReadOnlySpan<char> text)
    {
        var suspect = text.IndexOfAny(Suspects);
        var end = suspect < 0 ? text.Length : suspect;
        for (var i = 0; i < end; i += 2)
        {
            var next = text[i..end].IndexOfAnyInRange('\uD800', '\uDFFF');
            if (next < 0)
            {
                break;
            }

            i += next;
            if (KindAt(text, i) is not null)
            {
                return i;
            }
        }

        return suspect;
    }

    private static (string, IReadOnlyList<Diagnostic>) Remove(string text, int first)
    {
        var clean = new StringBuilder(text.Length).Append(text, 0, first);
        var found = new List<Finding>();
        for (var i = first; i < text.Length; i++)
        {
            var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;
            if (KindAt(text, i) is not { } kind)
            {
                clean.Append(text, i, length);
            }
            else
            {
                Note(found, kind, i);
                if (InPlaceOf(text[i], kind) is { } replacement)
                {
                    clean.Append(replacement);
                }
            }

            i += length - 1;
        }

        return (clean.ToString(), found.ConvertAll(f => f.Report(text)));
    }

    private static void Note(List<Finding> found, Kind kind, int index)
    {
        var known = found.FindIndex(f => ReferenceEquals(f.Kind, kind));
        if (known < 0)
        {
            found.Add(new(kind, index, 1));
        }
        else
        {
            found[known] = found[known] with { Count = found[known].Count + 1 };
        }
    }

    private static Kind? KindAt(ReadOnlySpan<char> text, int i) => text[i] switch
    {
        '\t' or '\n' => null,
        < ' ' or (>= '\u007F' and <= '\u009F') => Controls,
        '\u2028' or '\u2029' => Separators,
        (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => Bidi,
        '\uFEFF' => Marks,
        (>= '\uFDD0' and <= '\uFDEF') or '\uFFFE' or '\uFFFF' => NonCharacters,
        >= '\uD800' and <= '\uDFFF' => KindOfSurrogate(text[i..]),
        _ => null,
    };

    private static Kind? KindOfSurrogate(ReadOnlySpan<char> text) =>
        text.Length < 2 || !char.IsSurrogatePair(text[0], text[1]) ? Surrogates
        : (char.ConvertToUtf32(text[0], text[1]) & 0xFFFE) == 0xFFFE ? NonCharacters
        : null;

    /// <summary>White space keeps words apart, and a Windows-1252 quote that lost its way becomes one again.</summary>
    private static char? InPlaceOf(char c, Kind kind) => c switch
    {
        '\v' or '\f' => ' ',
        >= '\u0080' and <= '\u009F' => WrongEncoding.FromC1(c) is not ' ' and var meant ? meant : null,
        _ => kind.Replacement,
    };

    private static string AllSuspects()
    {
        var all = new StringBuilder();
        foreach (var (from, to) in ((char, char)[])[('\0', '\b'), ('\v', '\u001F'), ('\u007F', '\u009F'), ('\u2028', '\u2029'),
            ('\u202A', '\u202E'), ('\u2066', '\u2069'), ('\uFDD0', '\uFDEF'), ('\uFEFF', '\uFEFF'), ('\uFFFE', '\uFFFF')])
        {
            for (var c = (int)from; c <= to; c++)
            {
                all.Append((char)c);
            }
        }

        return all.ToString();
    }

    private sealed record Kind(Rule Rule, string Noun, char? Replacement, string Advice);

    private sealed record Finding(Kind Kind, int First, int Count)
    {
        public Diagnostic Report(string text)
        {
            var place = TextPosition.Of(text, First);
            var done = Kind.Replacement is null ? "taken out" : "replaced";
            var message = Count == 1
                ? $"A {Kind.Noun} was {done}."
                : string.Create(CultureInfo.InvariantCulture, $"{Count:N0} times a {Kind.Noun} was {done}; the first stood here.");
            return Kind.Rule.At(place, message, Kind.Advice);
        }
    }
}

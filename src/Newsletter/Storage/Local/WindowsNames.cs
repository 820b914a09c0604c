using System.Buffers;

namespace Newsletter.Storage.Local;

/// <summary>
/// The blob names that Windows can't hold as files: <c>&lt; &gt; : " | ? *</c> (a colon would write into a hidden stream), and devices
/// (<c>CON</c>, <c>nul.md</c>, <c>COM1.txt</c>).
/// </summary>
internal static class WindowsNames
{
    private static readonly SearchValues<char> Refused = SearchValues.Create("<>:\"|?*");

    public static bool CanHold(string name)
    {
        if (name.AsSpan().ContainsAny(Refused))
        {
            return false;
        }

        foreach (var range in name.AsSpan().Split('/'))
        {
            var segment = name.AsSpan(range);
            var dot = segment.IndexOf('.');
            if (IsDevice((dot < 0 ? segment : segment[..dot]).TrimEnd(' ')))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDevice(ReadOnlySpan<char> stem) => stem.Length switch
    {
        3 => Is(stem, "CON") || Is(stem, "PRN") || Is(stem, "AUX") || Is(stem, "NUL"),
        4 => (Is(stem[..3], "COM") || Is(stem[..3], "LPT")) && stem[3] is (>= '0' and <= '9') or '\u00B9' or '\u00B2' or '\u00B3',
        6 or 7 => Is(stem, "CONIN$") || Is(stem, "CONOUT$"),
        _ => false,
    };

    private static bool Is(ReadOnlySpan<char> stem, string device) => stem.Equals(device, StringComparison.OrdinalIgnoreCase);
}

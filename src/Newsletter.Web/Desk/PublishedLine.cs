using System.Globalization;
using System.Text;
using Newsletter.Articles;

namespace Newsletter.Web.Desk;

/// <summary>The line of an article that says when it comes out, written by its editor's word. One that says that it is a draft goes.</summary>
internal static class PublishedLine
{
    public static string Of(DateTimeOffset when) => when.UtcDateTime.ToString("'published: 'yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The file with that line in place of the one it has, or above the end of its front matter; every other byte as it was.</summary>
    /// <returns>Null where that can't be done so plainly: then the editor does it by hand.</returns>
    public static byte[]? Write(string name, ReadOnlySpan<byte> file, DateTimeOffset when, SiteSettings site)
    {
        var before = ArticleReader.Read(name, file, site);
        if (before.Front is null || file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || file.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return null;
        }

        var lines = Encoding.UTF8.GetString(file).Split('\n');
        if (lines[0].TrimStart('\uFEFF').TrimEnd() != "---" || Array.FindIndex(lines, 1, line => line.TrimEnd() is "---" or "...") is not (> 0 and var fence))
        {
            return null;
        }

        var end = lines[fence].EndsWith('\r') ? "\r" : "";
        (lines, fence) = WithoutDraft(lines, fence);
        var place = Array.FindIndex(lines, 1, fence, line => line.StartsWith("published:", StringComparison.Ordinal));
        string[] changed = place > 0
            ? [.. lines[..place], Of(when) + end, .. lines[(place + 1)..]]
            : [.. lines[..fence], Of(when) + end, .. lines[fence..]];
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', changed));
        var after = ArticleReader.Read(name, bytes, site);
        var isMeant = after.Front is { Draft: false } && after.Front.Published?.ToDateTimeOffset() == when && after.Front.Title == before.Front.Title && after.Slug == before.Slug
            && after.Diagnostics.Count(d => d.Severity == Severity.Error) <= before.Diagnostics.Count(d => d.Severity == Severity.Error);
        return isMeant ? bytes : null;
    }

    private static (string[] Lines, int Fence) WithoutDraft(string[] lines, int fence)
    {
        string[] front = [.. lines[..fence].Where(line => !line.StartsWith("draft:", StringComparison.Ordinal))];
        return ([.. front, .. lines[fence..]], front.Length);
    }
}

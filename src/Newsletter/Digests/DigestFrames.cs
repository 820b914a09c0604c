using System.Globalization;
using Newsletter.Articles;
using Newsletter.Catalogue;
using Newsletter.Publishing;
using Newsletter.Spoilers;
using Newsletter.Subscribers;
using Newsletter.Templates;

namespace Newsletter.Digests;

/// <summary>Finds what a digest can be put together from: readers who chose differently get different articles, and those are encoded already.</summary>
internal sealed class DigestFrames(DigestComposer composer, EndpointAddresses addresses, MailIdentity identity)
{
    private const int MostFrames = 64;
    private const int MostSubjects = 4_096;

    private readonly BoundedCache<string, DigestFrame?> frames = new(MostFrames);
    private readonly BoundedCache<string, (HeaderField Header, ReadOnlyMemory<byte> Html)> subjects = new(MostSubjects);

    /// <summary>Null: this issue has to be composed as a whole.</summary>
    public async ValueTask<(CompiledDigest Frame, IssueParts Parts)?> FindAsync(PublishPass pass, DigestIssue issue, CancellationToken cancel)
    {
        if (issue.Articles.Any(article => MayTell(article, issue.Tolerance)))
        {
            return null;
        }

        var preheader = DigestComposer.Preheader(issue);
        if (await FrameAsync(pass, issue, preheader.IsEmpty, cancel) is not { } frame
            || await frame.ItemsAsync(pass, [.. issue.Articles.Take(DigestComposer.MostItems)], cancel) is not { } items)
        {
            return null;
        }

        var subject = composer.Subject(issue).ToString();
        var (header, html) = await subjects.GetOrAdd(subject, 0, static (subject, _) => Task.FromResult((HeaderField.Subject(subject), DigestFrame.Encoded(TextEncoding.Html(subject)))));
        return (frame.Mail, new(header, html, DigestFrame.Encoded(TextEncoding.Html(preheader.ToString())), items));
    }

    private async Task<DigestFrame?> FrameAsync(PublishPass pass, DigestIssue issue, bool hasPreheader, CancellationToken cancel)
    {
        var more = Math.Max(0, issue.Articles.Count - DigestComposer.MostItems) + issue.More;
        var key = string.Create(CultureInfo.InvariantCulture, $"{issue.Cadence} {issue.Date:yyyy-MM-dd} {DigestComposer.WeekOf(issue)} {issue.Language.Tag} {more} {hasPreheader}");
        try
        {
            return await frames.GetOrAdd(
                key, (composer, pass, issue, addresses, identity, cancel),
                static (key, from) => DigestFrame.MakeAsync(from.composer, from.pass, from.issue, key, from.addresses, from.identity, from.cancel));
        }
        catch
        {
            frames.Forget(key);
            throw;
        }
    }

    /// <summary>Whether its reader may get more of an article than is safe.</summary>
    private static bool MayTell(ArticleRecord article, Tolerance tolerance) => article.Safe.HasSpoilers && tolerance != Tolerance.None
        && (tolerance.Otherwise != SpoilerLevel.None || article.Safe.Works.Any(work => tolerance.Works.ContainsKey(Slug.Of(work))));
}

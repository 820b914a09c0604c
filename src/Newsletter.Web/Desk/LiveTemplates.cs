using Newsletter.Publishing.Previews;
using Newsletter.Site;
using Newsletter.Templates;

namespace Newsletter.Web.Desk;

/// <summary>What renders, by one state of the templates.</summary>
/// <param name="Real">As the site is published.</param>
/// <param name="Framed">The same, for a site that stands below the address of the desk's frames.</param>
internal sealed record TemplateSet(DraftRenderer Real, DraftRenderer Framed, IReadOnlyList<SiteAsset> Assets);

/// <summary>The site's templates as they are now, or as they were when they were last right.</summary>
internal sealed class LiveTemplates
{
    private readonly SiteSettings site;
    private readonly Uri frames;
    private readonly string? folder;
    private readonly TemplateSet own;
    private readonly Lock held = new();
    private TemplateSet good;
    private TemplateSet? before;

    public LiveTemplates(SiteSettings site, Uri frames, string? folder)
    {
        (this.site, this.frames, this.folder) = (site, frames, folder);
        own = good = Of(TemplateSources.Default);
        if (folder is not null)
        {
            Load();
        }
    }

    /// <summary>What is wrong with the templates as they are now; then older ones are in use.</summary>
    public IReadOnlyList<TemplateProblem> Problems { get; private set; } = [];

    public TemplateSet Good => good;

    /// <summary>Reads the folder again.</summary>
    public void Load()
    {
        lock (held)
        {
            try
            {
                var next = Of(TemplateSources.Overriding(folder!));
                Problems = next.Real.Engine.Validate();
                if (Problems.Count == 0)
                {
                    (before, good) = (good, next);
                }
            }
            catch (TemplateException fault)
            {
                Problems = [fault.Problem];
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidOperationException)
            {
                Problems = [new("templates", 0, 0, "The folder can't be read.", "Check that it is there and may be read.")];
            }
        }
    }

    /// <summary>Renders with the newest templates that can.</summary>
    public async Task<T> RenderAsync<T>(Func<TemplateSet, Task<T>> render)
    {
        var used = good;
        try
        {
            return await render(used);
        }
        catch (TemplateException fault)
        {
            lock (held)
            {
                Problems = [fault.Problem];
                if (good == used)
                {
                    (good, before) = (before is null || before == used ? own : before, null);
                }
            }

            return await render(good);
        }
    }

    private TemplateSet Of(TemplateSources sources) =>
        new(new(site, new(site, sources)), new(site with { BaseUrl = frames }, new(site with { BaseUrl = frames }, sources)), SiteAssets.Of(sources));
}

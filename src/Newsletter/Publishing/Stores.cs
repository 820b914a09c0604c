using Newsletter.Catalogue;
using Newsletter.Storage;

namespace Newsletter.Publishing;

/// <summary>Where the pipeline keeps everything: the four containers of the design and its table.</summary>
/// <param name="Inbox">What editors upload; the pipeline only reads it.</param>
/// <param name="Web">What readers get.</param>
/// <param name="Reports">What editors are told.</param>
/// <param name="State">Bodies of articles.</param>
/// <param name="Table">The catalogue.</param>
public sealed record Stores(IBlobStore Inbox, IBlobStore Web, IBlobStore Reports, IBlobStore State, ITable Table)
{
    public ArticleCatalogue Catalogue(SiteSettings site) => new(Table, State, site);
}

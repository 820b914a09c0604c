using Newsletter.Catalogue;

namespace Newsletter.Publishing;

/// <summary>Tells how far a publication has come.</summary>
internal sealed class PublishCount(Action<PublishProgress> progress, OutputWriter output)
{
    private int done;
    private int pages;

    public void Add(DirtyMark mark)
    {
        var all = Interlocked.Increment(ref done);
        progress(new(all, mark.Kind == DirtyKind.Page ? Interlocked.Increment(ref pages) : pages, output.Written));
    }
}

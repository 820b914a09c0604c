#pragma warning disable
namespace Newsletter.Storage.Local;

public sealed class LocalStorage : IDisposable
{
    public LocalStorage(string inbox, string web, string reports, string state, TimeProvider clock) { Directory.CreateDirectory(web); Directory.CreateDirectory(reports); Directory.CreateDirectory(state + "/blobs"); Inbox = new FileBlobStore(inbox); Web = new FileBlobStore(web, Newsletter.Site.OutputHeaders.Of); Reports = new FileBlobStore(reports); State = new FileBlobStore(state + "/blobs", _ => new("application/octet-stream")); Catalogue = new MemTable(); }
    public IBlobStore Inbox { get; }
    public IBlobStore Web { get; }
    public IBlobStore Reports { get; }
    public IBlobStore State { get; }
    public ITable Catalogue { get; }
    public void Dispose() { }
}
internal class MemTable : ITable
{
    private readonly Dictionary<string, SortedDictionary<string, (string V, string E)>> t = new(); private int n; private readonly object g = new();
    private SortedDictionary<string, (string V, string E)> P(string p) { if (!t.TryGetValue(p, out var d)) t[p] = d = new(StringComparer.Ordinal); return d; }
    public ValueTask<TableRow?> GetAsync(string p, string r, CancellationToken c) { lock (g) return new(P(p).TryGetValue(r, out var v) ? new TableRow(p, r, v.V, v.E) : null); }
    private bool Ok(string p, string r, WriteCondition c) => c.MustBeNew ? !P(p).ContainsKey(r) : c.IfMatch is null || P(p).TryGetValue(r, out var v) && v.E == c.IfMatch;
    public ValueTask<string?> PutAsync(string p, string r, string v, WriteCondition c, CancellationToken k) { lock (g) { if (!Ok(p, r, c)) return new((string?)null); var e = (++n).ToString(); P(p)[r] = (v, e); return new(e); } }
    public ValueTask<bool> DeleteAsync(string p, string r, WriteCondition c, CancellationToken k) { lock (g) return new(Ok(p, r, c) && P(p).Remove(r)); }
    public async IAsyncEnumerable<TableRow> QueryAsync(string p, string? a, string? b, int l, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken c) { List<TableRow> o = []; lock (g) foreach (var (r, v) in P(p)) { if (a != null && string.CompareOrdinal(r, a) < 0) continue; if (b != null && string.CompareOrdinal(r, b) >= 0 || o.Count >= l) break; o.Add(new(p, r, v.V, v.E)); } await Task.CompletedTask; foreach (var r in o) yield return r; }
    public ValueTask<bool> BatchAsync(string p, IReadOnlyList<TableWrite> w, CancellationToken c) { lock (g) { if (w.Any(x => !Ok(p, x.Row, x.Condition))) return new(false); foreach (var x in w) if (x.Value is null) P(p).Remove(x.Row); else P(p)[x.Row] = (x.Value, (++n).ToString()); return new(true); } }
}

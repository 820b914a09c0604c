using System.Collections.Concurrent;

namespace Newsletter.Storage.Local;

/// <summary>Sessions that read, as many as there are reads at once, kept for the next ones. In WAL mode they never wait for the writer.</summary>
internal sealed class SqliteReaders(Func<SqliteSession> open) : IDisposable
{
    private readonly ConcurrentStack<SqliteSession> idle = new();
    private volatile bool closed;

    /// <param name="read">Must step its statement to the end, or reset it.</param>
    public TResult Read<TArguments, TResult>(TArguments arguments, Func<SqliteSession, TArguments, TResult> read)
    {
        ObjectDisposedException.ThrowIf(closed, typeof(SqliteDatabase));
        var session = idle.TryPop(out var kept) ? kept : open();
        try
        {
            return read(session, arguments);
        }
        finally
        {
            idle.Push(session);
            if (closed)
            {
                Dispose();
            }
        }
    }

    public void Dispose()
    {
        closed = true;
        while (idle.TryPop(out var session))
        {
            session.Dispose();
        }
    }
}

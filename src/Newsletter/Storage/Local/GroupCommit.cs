namespace Newsletter.Storage.Local;

/// <summary>
/// Writes of many callers in few transactions. A write that finds nobody writing runs at once on its caller's thread. Those that come
/// meanwhile wait, and go together into the next transaction. A task completes only after its commit.
/// </summary>
internal sealed class GroupCommit(SqliteWriter writer) : IDisposable
{
    /// <summary>Bounds what one caller waits for, and the size of a transaction.</summary>
    private const int MaxGroup = 1_000;
    private readonly Lock gate = new();
    private readonly Queue<Waiting> waiting = new();
    private readonly SemaphoreSlim handedOver = new(0);
    private Thread? helper;
    private bool busy;
    private bool closed;
    private bool gone;

    /// <param name="apply">Runs within a transaction that others share: it must not fail for reasons of its own after it has changed something.</param>
    public ValueTask<TResult> RunAsync<TArguments, TResult>(TArguments arguments, Func<SqliteWriter, TArguments, TResult> apply)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, typeof(SqliteDatabase));
            if (busy)
            {
                var later = new Waiting<TArguments, TResult>(arguments, apply);
                waiting.Enqueue(later);
                return new(later.Task);
            }

            busy = true;
        }

        try
        {
            writer.Begin();
            try
            {
                var result = apply(writer, arguments);
                writer.Commit();
                return new(result);
            }
            catch
            {
                writer.Rollback();
                throw;
            }
        }
        finally
        {
            HandOver();
        }
    }

    /// <summary>Later writes throw <see cref="ObjectDisposedException"/>; those under way end first.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (!closed && !busy)
            {
                Close();
            }

            closed = true;
        }
    }

    /// <summary>
    /// Whoever waits is served by another thread: this caller has what it came for. A thread of its own, since those of the pool may all be
    /// waiting for us, in code that blocks.
    /// </summary>
    private void HandOver()
    {
        lock (gate)
        {
            if (waiting.Count == 0)
            {
                Rest();
                return;
            }

            if (helper is null)
            {
                helper = new Thread(Help) { IsBackground = true, Name = "Newsletter group commit" };
                helper.Start();
            }
        }

        handedOver.Release();
    }

    private void Help()
    {
        for (handedOver.Wait(); !gone; handedOver.Wait())
        {
            for (var group = TakeGroup(); group is not null;)
            {
                var problem = Commit(group);

                // Taken before the tasks complete: somebody who awaited the last write finds nobody writing.
                var next = TakeGroup();
                foreach (var write in group)
                {
                    write.Complete(problem);
                }

                group = next;
            }
        }
    }

    /// <summary>Nobody is writing any more. Within the lock.</summary>
    private void Rest()
    {
        busy = false;
        if (closed)
        {
            Close();
        }
    }

    private void Close()
    {
        gone = true;
        writer.Dispose();
        handedOver.Release();
    }

    private Exception? Commit(List<Waiting> group)
    {
        try
        {
            writer.Begin();
            foreach (var write in group)
            {
                write.Apply(writer);
            }

            writer.Commit();
            return null;
        }
        catch (Exception problem)
        {
            writer.Rollback();
            return problem;
        }
    }

    /// <summary>What goes into the next transaction; null when nobody waits, and then nobody is writing any more.</summary>
    private List<Waiting>? TakeGroup()
    {
        lock (gate)
        {
            if (waiting.Count == 0)
            {
                Rest();
                return null;
            }

            var group = new List<Waiting>(Math.Min(waiting.Count, MaxGroup));
            while (group.Count < MaxGroup && waiting.TryDequeue(out var write))
            {
                group.Add(write);
            }

            return group;
        }
    }

    private abstract class Waiting
    {
        public abstract void Apply(SqliteWriter writer);

        public abstract void Complete(Exception? problem);
    }

    private sealed class Waiting<TArguments, TResult>(TArguments arguments, Func<SqliteWriter, TArguments, TResult> apply) : Waiting
    {
        // The awaiting code must not run on the writer's thread.
        private readonly TaskCompletionSource<TResult> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private TResult? result;

        public Task<TResult> Task => done.Task;

        public override void Apply(SqliteWriter writer) => result = apply(writer, arguments);

        public override void Complete(Exception? problem)
        {
            if (problem is null)
            {
                done.SetResult(result!);
            }
            else
            {
                done.SetException(problem);
            }
        }
    }
}

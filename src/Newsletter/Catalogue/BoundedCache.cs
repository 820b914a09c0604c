using System.Collections.Concurrent;

namespace Newsletter.Catalogue;

/// <summary>What was read or rendered already, up to a number of entries: memory must not grow with the archive. Full, it starts anew.</summary>
internal sealed class BoundedCache<TKey, TValue>(int most)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Task<TValue>> known = new();
    private int count;

    public Task<TValue> GetOrAdd<TState>(TKey key, TState state, Func<TKey, TState, Task<TValue>> make)
    {
        if (known.TryGetValue(key, out var there))
        {
            return there;
        }

        if (Interlocked.Increment(ref count) > most)
        {
            known.Clear();
            Interlocked.Exchange(ref count, 1);
        }

        return known.GetOrAdd(key, make, state);
    }

    public void Forget(TKey key)
    {
        if (known.TryRemove(key, out _))
        {
            Interlocked.Decrement(ref count);
        }
    }
}

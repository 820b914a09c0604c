using System.Text;

namespace Newsletter.Storage;

/// <summary>The partition and row keys, and the values, that every table accepts: what Azure Table Storage takes, less what its clients mangle.</summary>
public static class TableKey
{
    public const int MaxLength = 512;

    /// <summary>1 to 512 UTF-16 units; no control character, no <c>/ \ # ?</c>, no lone surrogate.</summary>
    public static bool IsValid(string key)
    {
        if (key.Length is 0 or > MaxLength)
        {
            return false;
        }

        foreach (var rune in key.EnumerateRunes())
        {
            // A lone surrogate is enumerated as U+FFFD.
            if (rune.Value is '/' or '\\' or '#' or '?' || rune == Rune.ReplacementChar || Rune.IsControl(rune))
            {
                return false;
            }
        }

        return true;
    }

    /// <exception cref="ArgumentException">The key isn't valid.</exception>
    public static void Demand(string key)
    {
        if (!IsValid(key))
        {
            throw new ArgumentException($"Not a table key: it must have 1 to {MaxLength} characters, and none of / \\ # ? or control characters.", nameof(key));
        }
    }

    /// <summary>The length of a value in UTF-8 bytes.</summary>
    /// <exception cref="ArgumentException">The value is over <see cref="ITable.MaxValueBytes"/> or has a lone surrogate.</exception>
    public static int DemandValue(string value)
    {
        var bytes = StrictUtf8.CountBytes(value);
        return bytes <= ITable.MaxValueBytes
            ? bytes
            : throw new ArgumentException($"A record holds at most {ITable.MaxValueBytes} bytes; this value has {bytes}.", nameof(value));
    }

    /// <exception cref="ArgumentException">Not 1 to 100 distinct rows, or over <see cref="ITable.MaxBatchBytes"/>, or a deletion "if new".</exception>
    public static void DemandBatch(IReadOnlyList<TableWrite> writes)
    {
        if (writes.Count is 0 or > ITable.MaxBatch)
        {
            throw new ArgumentException($"A batch has 1 to {ITable.MaxBatch} writes; this one has {writes.Count}.", nameof(writes));
        }

        var bytes = 0;
        var rows = new HashSet<string>(writes.Count, StringComparer.Ordinal);
        foreach (var write in writes)
        {
            Demand(write.Row);
            bytes += write.Value is null ? 0 : DemandValue(write.Value);
            if (!rows.Add(write.Row))
            {
                throw new ArgumentException("A batch has one write for each row.", nameof(writes));
            }

            if (write.Value is null)
            {
                DemandDeletion(write.Condition);
            }
        }

        if (bytes > ITable.MaxBatchBytes)
        {
            throw new ArgumentException($"A batch holds at most {ITable.MaxBatchBytes} bytes; this one has {bytes}.", nameof(writes));
        }
    }

    /// <exception cref="ArgumentException">The condition asks for nothing to be there.</exception>
    public static void DemandDeletion(WriteCondition condition)
    {
        if (condition.MustBeNew)
        {
            throw new ArgumentException("What isn't there can't be deleted.", nameof(condition));
        }
    }
}

using Newsletter.Storage;

namespace Newsletter.Tests.Storage;

/// <summary>What every table does. Nothing here asks for more than Azure Table Storage gives.</summary>
public abstract partial class TableContract
{
    /// <summary>A table of this test's own, empty at its start.</summary>
    protected abstract ITable Table { get; }

    /// <summary>The same table as another worker sees it.</summary>
    protected abstract ITable OtherWorker();

    public static TheoryData<string> OddKeys => new(
        "a",
        "explainer:the cabinet of dr. caligari, explained",
        "100%+&='!~`@$^*()[]{}|;:\",<>.",
        "日本 é",
        "\U0001F600",
        " leading and trailing ",
        new string('k', TableKey.MaxLength));

    [Theory]
    [MemberData(nameof(OddKeys))]
    public async Task ARecordComesBackAsItWasPut(string key)
    {
        var etag = await PutAsync(key, key, "{\"a\":\"ü日\U0001F600\\n\0\"}");

        var row = new TableRow(key, key, "{\"a\":\"ü日\U0001F600\\n\0\"}", etag!);
        Assert.Equal(row, await Table.GetAsync(key, key, default));
        Assert.Equal([row], await QueryAsync(key));
        Assert.True(await Table.DeleteAsync(key, key, WriteCondition.IfUnchanged(etag!), default));
        Assert.Null(await Table.GetAsync(key, key, default));
    }

    [Fact]
    public async Task WhatIsNotThereIsNull()
    {
        await PutAsync("p", "r", "x");

        Assert.Null(await Table.GetAsync("p", "q", default));
        Assert.Null(await Table.GetAsync("q", "r", default));
        Assert.Null(await Table.GetAsync("P", "r", default));
        Assert.False(await Table.DeleteAsync("p", "q", WriteCondition.None, default));
        Assert.Empty(await QueryAsync("q"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(ITable.MaxValueBytes)]
    public async Task ValuesMayBeEmptyOrSixtyThousandBytes(int length)
    {
        await PutAsync("p", "r", new string('v', length));

        Assert.Equal(length, (await Table.GetAsync("p", "r", default))!.Value.Length);
    }

    [Fact]
    public async Task ALargerValueIsRefusedInBytesNotCharacters()
    {
        await Assert.ThrowsAsync<ArgumentException>(async () => await PutAsync("p", "r", new string('v', ITable.MaxValueBytes + 1)));
        await Assert.ThrowsAsync<ArgumentException>(async () => await PutAsync("p", "r", new string('日', (ITable.MaxValueBytes / 3) + 1)));
        await PutAsync("p", "r", new string('日', ITable.MaxValueBytes / 3));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    [InlineData("a\u007Fb")]
    [InlineData("a\u0085b")]
    [InlineData("a\uD800b")]
    public async Task WhatIsNoKeyIsRefusedByEveryCall(string key)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Table.GetAsync(key, "r", default));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Table.GetAsync("p", key, default));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await PutAsync(key, "r", "x"));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await PutAsync("p", key, "x"));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Table.DeleteAsync("p", key, WriteCondition.None, default));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Table.BatchAsync("p", [new(key, "x", WriteCondition.None)], default));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await QueryAsync(key));
    }

    [Fact]
    public async Task AKeyOver512CharactersOrAValueWithALoneSurrogateIsRefused()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await PutAsync("p", new string('k', TableKey.MaxLength + 1), "x"));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await PutAsync("p", "r", "a\uD800b"));
    }

    [Fact]
    public async Task AnETagChangesWithEveryWriteAndNeverReturns()
    {
        var seen = new HashSet<string>();
        for (var write = 0; write < 10; write++)
        {
            Assert.True(seen.Add((await PutAsync("p", "r", "same"))!));
            Assert.True(await Table.BatchAsync("p", [new("r", "same", WriteCondition.None)], default));
            Assert.True(seen.Add((await Table.GetAsync("p", "r", default))!.ETag));
            await Table.DeleteAsync("p", "r", WriteCondition.None, default);
        }
    }

    [Fact]
    public async Task ConditionsDecideOnPutsAndDeletions()
    {
        var first = (await PutAsync("p", "r", "1", WriteCondition.IfNew))!;
        Assert.Null(await PutAsync("p", "r", "2", WriteCondition.IfNew));
        var second = (await PutAsync("p", "r", "2", WriteCondition.IfUnchanged(first)))!;

        Assert.Null(await PutAsync("p", "r", "3", WriteCondition.IfUnchanged(first)));
        Assert.Null(await PutAsync("p", "none", "3", WriteCondition.IfUnchanged(second)));
        Assert.False(await Table.DeleteAsync("p", "r", WriteCondition.IfUnchanged(first), default));
        Assert.False(await Table.DeleteAsync("p", "none", WriteCondition.IfUnchanged(second), default));
        Assert.Equal("2", (await Table.GetAsync("p", "r", default))!.Value);
        Assert.True(await Table.DeleteAsync("p", "r", WriteCondition.IfUnchanged(second), default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Table.DeleteAsync("p", "r", WriteCondition.IfNew, default));
    }

    [Fact]
    public async Task AQueryIsInOrdinalOrder()
    {
        string[] rows = ["a", "a b", "a!", "a-b", "a.b", "a0", "a:b", "aB", "a_b", "aa", "a~", "B", "Z", "é", "日本", "日"];
        foreach (var row in rows)
        {
            await PutAsync("p", row, row);
            await PutAsync("other", row, row);
        }

        Assert.Equal(rows.Order(StringComparer.Ordinal), (await QueryAsync("p")).Select(row => row.Row));
    }

    [Theory]
    [InlineData(null, null, 9, "a1 a2 b b1 b2 c")]
    [InlineData("b", null, 9, "b b1 b2 c")]
    [InlineData(null, "b", 9, "a1 a2")]
    [InlineData("b", "c", 9, "b b1 b2")]
    [InlineData("b", "b", 9, "")]
    [InlineData("c", "a", 9, "")]
    [InlineData("a3", "b2", 9, "b b1")]
    [InlineData("a", "a~", 9, "a1 a2")]
    [InlineData("a", "z", 3, "a1 a2 b")]
    [InlineData("a", "z", 0, "")]
    public async Task AQueryHoldsItsLowerBoundAndNotItsUpper(string? from, string? to, int limit, string expected)
    {
        foreach (var row in new[] { "c", "b2", "b1", "b", "a2", "a1" })
        {
            await PutAsync("p", row, row);
        }

        var found = await Table.QueryAsync("p", from, to, limit, default).Select(row => row.Row).ToListAsync();
        Assert.Equal(expected, string.Join(' ', found));
    }

    [Fact]
    public async Task ALongQueryComesWholeAndInOrder()
    {
        var rows = Enumerable.Range(0, 1_150).Select(number => $"row-{number:0000}").ToList();
        foreach (var chunk in rows.Chunk(100))
        {
            Assert.True(await Table.BatchAsync("p", [.. chunk.Select(row => new TableWrite(row, row, WriteCondition.IfNew))], default));
        }

        Assert.Equal(rows, (await QueryAsync("p")).Select(row => row.Row));
        Assert.Equal(rows[..1_024], (await Table.QueryAsync("p", null, null, 1_024, default).ToListAsync()).Select(row => row.Row));
    }

    [Fact]
    public async Task ABatchWritesAndDeletesAllOfItsRows()
    {
        var kept = (await PutAsync("p", "kept", "1"))!;
        var gone = (await PutAsync("p", "gone", "1"))!;

        Assert.True(await Table.BatchAsync(
            "p",
            [
                new("new", "2", WriteCondition.IfNew),
                new("kept", "2", WriteCondition.IfUnchanged(kept)),
                new("gone", null, WriteCondition.IfUnchanged(gone)),
                new("never was", null, WriteCondition.None),
                new("any", "2", WriteCondition.None),
            ],
            default));

        Assert.Equal(["any=2", "kept=2", "new=2"], (await QueryAsync("p")).Select(row => $"{row.Row}={row.Value}"));
    }

    [Fact]
    public async Task ABatchWithOneFailedConditionWritesNothing()
    {
        var stale = (await PutAsync("p", "r", "1"))!;
        await PutAsync("p", "r", "2");
        foreach (var failing in new TableWrite[]
        {
            new("r", "3", WriteCondition.IfNew), new("r", "3", WriteCondition.IfUnchanged(stale)), new("none", "3", WriteCondition.IfUnchanged(stale)),
            new("r", null, WriteCondition.IfUnchanged(stale)), new("none", null, WriteCondition.IfUnchanged(stale)),
        })
        {
            Assert.False(await Table.BatchAsync("p", [new("before", "3", WriteCondition.None), failing, new("after", "3", WriteCondition.IfNew)], default));
            Assert.Equal(["r=2"], (await QueryAsync("p")).Select(row => $"{row.Row}={row.Value}"));
        }
    }

    [Fact]
    public async Task OfManyBatchesEachIsWrittenOrNotByItself()
    {
        var stale = (await PutAsync("p", "r", "1"))!;
        await PutAsync("p", "r", "2");

        var written = await Table.BatchesAsync(
            [
                new("p", [new("a", "3", WriteCondition.None), new("r", "3", WriteCondition.IfUnchanged(stale))]),
                new("p", [new("b", "3", WriteCondition.IfNew)]),
                new("q", [new("r", "3", WriteCondition.None), new("s", null, WriteCondition.None)]),
            ],
            default);

        Assert.Equal([false, true, true], written);
        Assert.Equal(["b=3", "r=2"], (await QueryAsync("p")).Select(row => $"{row.Row}={row.Value}"));
        Assert.Equal(["r=3"], (await QueryAsync("q")).Select(row => $"{row.Row}={row.Value}"));
        Assert.Empty(await Table.BatchesAsync([], default));
    }

    [Fact]
    public async Task MoreBatchesThanGoIntoOneTransactionAreAllWritten()
    {
        await Table.BatchesAsync([.. Enumerable.Range(0, 300).Select(number => new TableBatch($"p{number}", [new("r", "x", WriteCondition.IfNew)]))], default);

        Assert.NotNull(await Table.GetAsync("p0", "r", default));
        Assert.NotNull(await Table.GetAsync("p299", "r", default));
    }

    [Fact]
    public async Task BatchesOfOtherShapesAreRefused()
    {
        await RefusedAsync([]);
        await RefusedAsync([.. Enumerable.Range(0, 101).Select(row => new TableWrite($"r{row}", "x", WriteCondition.None))]);
        await RefusedAsync([new("r", "x", WriteCondition.None), new("r", null, WriteCondition.None)]);
        await RefusedAsync([new("r", null, WriteCondition.IfNew)]);
        await RefusedAsync([.. Enumerable.Range(0, 42).Select(row => new TableWrite($"r{row}", new string('v', ITable.MaxValueBytes), WriteCondition.None))]);
        Assert.Empty(await QueryAsync("p"));

        Task RefusedAsync(TableWrite[] writes) => Assert.ThrowsAsync<ArgumentException>(async () => await Table.BatchAsync("p", writes, default));
    }

    [Fact]
    public async Task AFullBatchOfLargeValuesIsTaken()
    {
        Assert.True(await Table.BatchAsync(
            "p",
            [.. Enumerable.Range(0, 100).Select(row => new TableWrite($"r{row:000}", new string('v', ITable.MaxBatchBytes / 100), WriteCondition.None))],
            default));

        Assert.Equal(100, (await QueryAsync("p")).Count);
    }

    [Fact]
    public async Task ACallThatIsCancelledDoesNothing()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Table.PutAsync("p", "r", "x", WriteCondition.None, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Table.BatchAsync("p", [new("r", "x", WriteCondition.None)], cancelled));
        Assert.Null(await Table.GetAsync("p", "r", default));
    }

    protected ValueTask<string?> PutAsync(string partition, string row, string value, WriteCondition condition = default) =>
        Table.PutAsync(partition, row, value, condition, default);

    protected async Task<List<TableRow>> QueryAsync(string partition) =>
        await Table.QueryAsync(partition, null, null, int.MaxValue, default).ToListAsync();
}

using System.Buffers.Binary;
using System.Globalization;
using Newsletter.Storage;
using Newsletter.Storage.Local;

namespace Newsletter.Tests.Storage.Local;

/// <summary>What a child of <see cref="CrashTests"/> does, until it is killed or done. A line on standard output follows every finished write.</summary>
internal static class StorageChild
{
    public const int BatchRows = 10;

    public static Task RunAsync(string[] arguments) => arguments switch
    {
        ["blobs", var folder, var first] => BlobsAsync(folder, Number(first)),
        ["rows", var file, var first] => RowsAsync(file, Number(first)),
        ["messages", var file, var first] => MessagesAsync(file, Number(first)),
        ["count", var folder, var times] => CountAsync(folder, Number(times)),
        _ => throw new ArgumentException("Unknown scenario."),
    };

    /// <summary>A blob that shows whether it is whole: its number, then bytes and a length that follow from it.</summary>
    public static byte[] Content(int number)
    {
        var content = new byte[8 + (number * 7_919 % 150_000)];
        content.AsSpan().Fill((byte)number);
        BinaryPrimitives.WriteInt64LittleEndian(content, number);
        return content;
    }

    public static string BlobName(int number) => $"folder{number % 3}/blob{number % 5}.bin";

    /// <summary>Every other one not implied by the name.</summary>
    public static BlobHeaders Headers(int number) => new(number % 2 == 0 ? ContentTypes.Unknown : $"x/{number}");

    private static async Task BlobsAsync(string folder, int first)
    {
        using var store = new FileBlobStore(folder);
        for (var number = first; ; number++)
        {
            await store.PutAsync(BlobName(number), Content(number), Headers(number), WriteCondition.None, default);
            Console.WriteLine(number);
        }
    }

    private static async Task RowsAsync(string file, int first)
    {
        using var database = new SqliteDatabase(file, TimeProvider.System);
        var table = database.Table("things");
        for (var number = first; ; number++)
        {
            var value = number.ToString(CultureInfo.InvariantCulture);
            TableWrite[] batch = [.. Enumerable.Range(0, BatchRows).Select(row => new TableWrite($"r{row}", value, WriteCondition.None))];
            await Task.WhenAll(Enumerable.Range(0, 4).Select(partition => Task.Run(async () => await table.BatchAsync($"p{partition}", batch, default))));
            await table.PutAsync("lone", "r", value, WriteCondition.None, default);
            Console.WriteLine(value);
        }
    }

    private static async Task MessagesAsync(string file, int first)
    {
        using var database = new SqliteDatabase(file, TimeProvider.System);
        var queue = database.Queue("work");
        for (var number = first; ; number++)
        {
            await queue.EnqueueAsync(number.ToString(CultureInfo.InvariantCulture), TimeSpan.Zero, default);
            Console.WriteLine(number);
        }
    }

    private static async Task CountAsync(string folder, int times)
    {
        using var store = new FileBlobStore(Path.Join(folder, "blobs"));
        using var database = new SqliteDatabase(Path.Join(folder, "state.db"), TimeProvider.System);
        var table = database.Table("things");
        for (var time = 0; time < times; time++)
        {
            await Counter.IncrementAsync(store, "counter");
            await Counter.IncrementAsync(table, "counter");
            await store.PutAsync("coming/and/going", Content(time), Headers(0), WriteCondition.None, default);
            await store.DeleteAsync("coming/and/going", WriteCondition.None, default);
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

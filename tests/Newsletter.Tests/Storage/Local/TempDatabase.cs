using Newsletter.Storage.Local;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Storage.Local;

/// <summary>A database file of one test's own, opened as often as the test likes, as other processes would.</summary>
internal sealed class TempDatabase : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly List<SqliteDatabase> opened = [];

    public TempDatabase() => Main = Open();

    public HandMovedClock Clock { get; } = new();

    public string Path => folder.At("state/newsletter.db");

    public SqliteDatabase Main { get; }

    public SqliteDatabase Open(TimeSpan? patience = null)
    {
        var database = new SqliteDatabase(Path, Clock, patience);
        opened.Add(database);
        return database;
    }

    public void Dispose()
    {
        opened.ForEach(database => database.Dispose());
        folder.Dispose();
    }
}

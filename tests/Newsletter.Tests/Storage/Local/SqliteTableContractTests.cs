using Newsletter.Storage;

namespace Newsletter.Tests.Storage.Local;

public sealed class SqliteTableContractTests : TableContract, IDisposable
{
    private readonly TempDatabase database = new();

    protected override ITable Table => database.Main.Table("things");

    protected override ITable OtherWorker() => database.Open().Table("things");

    public void Dispose() => database.Dispose();
}

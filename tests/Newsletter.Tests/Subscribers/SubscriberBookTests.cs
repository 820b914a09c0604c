using Newsletter.Storage;
using Newsletter.Tests.Storage.Local;

namespace Newsletter.Tests.Subscribers;

public sealed class SubscriberBookTests : SubscriberBookContract, IDisposable
{
    private readonly TempDatabase database = new();

    protected override ITable Table => database.Main.Table("subscribers");

    protected override ITable OtherWorker() => database.Open().Table("subscribers");

    public void Dispose() => database.Dispose();
}

using System.Text.Json;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Cli;

public sealed class SubscribersCommandTests : IDisposable
{
    private readonly TempFolder folder = new();

    public SubscribersCommandTests() => Directory.CreateDirectory(folder.At("inbox"));

    [Fact]
    public async Task SubscribersAreTakenOverHandedOnAndErased()
    {
        folder.Write("readers.csv", "email,asked\nida@example.org,2024-05-01\nnope,2024-05-01\n");

        var import = await RunAsync("import", "readers.csv", "--source", "the old list", "--report", "report.csv");
        Assert.Equal((1, "readers.csv:3: This is no address that mail can be sent to.\n1 added, 0 known, 0 suppressed, 0 unconfirmed, 1 refused.\n"), (import.ExitCode, import.Output));
        Assert.Equal("line,outcome,message\n2,added,\"\"\n3,refused,\"This is no address that mail can be sent to.\"\n", folder.Read("report.csv").ReplaceLineEndings("\n"));

        Assert.Equal("ida@example.org  active  weekly  since 2024-05-01\n0 pending, 1 active, 0 unsubscribed, 0 suppressed.\n", (await RunAsync("list")).MustSucceed().Output);
        Assert.StartsWith("address,state,source", (await RunAsync("export", "-", "--only", "active")).MustSucceed().Output, StringComparison.Ordinal);
        Assert.Contains("1 subscriber in out.csv", (await RunAsync("export", "out.csv")).MustSucceed().Output, StringComparison.Ordinal);
        Assert.Contains("the old list", folder.Read("out.csv"), StringComparison.Ordinal);

        var refused = await RunAsync("erase", "ida@example.org");
        Assert.Equal((4, "newsletter: This erases one subscriber (active) for good.\nIf that is meant, say --yes.\n"), (refused.ExitCode, refused.Errors));
        Assert.Equal("Erased.\n", (await RunAsync("erase", "IDA@example.org", "--yes")).MustSucceed().Output);
        Assert.Equal(3, (await RunAsync("erase", "ida@example.org", "--yes")).ExitCode);
    }

    [Fact]
    public async Task ASuppressedAddressIsLiftedOnceAndItsOwnerSignsUpAnew()
    {
        folder.Write("readers.csv", "email,asked,source,state\nida@example.org,2024-05-01,x,suppressed\n");
        (await RunAsync("import", "readers.csv")).MustSucceed();
        Assert.Contains("1 suppressed", (await RunAsync("import", "readers.csv", "--dry-run")).Output, StringComparison.Ordinal);

        Assert.StartsWith("Lifted: ", (await RunAsync("lift", "IDA@example.org")).MustSucceed().Output, StringComparison.Ordinal);

        var again = await RunAsync("lift", "ida@example.org");
        Assert.Equal((3, "newsletter: This address is not suppressed.\n'newsletter subscribers list --only suppressed' shows who is, among subscribers.\n"), (again.ExitCode, again.Errors));
        folder.Write("readers.csv", "email,asked,source\nida@example.org,2024-05-01,x\n");
        Assert.Contains("0 suppressed", (await RunAsync("import", "readers.csv", "--dry-run")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JsonIsOneObject()
    {
        folder.Write("readers.csv", "email,asked,source\nida@example.org,2024-05-01,x\nnope,2024-05-01,x\n");

        using var dry = JsonDocument.Parse((await RunAsync("import", "readers.csv", "--dry-run", "--json")).Output);
        Assert.True(dry.RootElement.GetProperty("dry_run").GetBoolean());
        Assert.Equal((1, 3), (dry.RootElement.GetProperty("added").GetInt32(), dry.RootElement.GetProperty("problems")[0].GetProperty("line").GetInt32()));
        using var list = JsonDocument.Parse((await RunAsync("list", "--json")).MustSucceed().Output);
        Assert.Equal(0, list.RootElement.GetProperty("counts").GetProperty("active").GetInt32());
    }

    [Fact]
    public async Task MistakesAreSaidWithWhatToDo()
    {
        folder.Write("names.csv", "name,phone\nIda,1\n");

        Assert.Contains("There is no file 'nowhere.csv'", (await RunAsync("import", "nowhere.csv")).Errors, StringComparison.Ordinal);
        var columns = await RunAsync("import", "names.csv");
        Assert.Equal((3, "newsletter: names.csv can't be read. The first line must name the columns, and one of them 'address' or 'email'.\nSee docs/operators.md for the columns.\n"), (columns.ExitCode, columns.Errors));
        Assert.Equal(2, (await RunAsync("erase", "ida")).ExitCode);
        Assert.Equal(2, (await RunAsync("export", "-", "--json")).ExitCode);
    }

    public void Dispose() => folder.Dispose();

    private Task<ChildResult> RunAsync(params string[] arguments) =>
        ChildProcess.RunAsync("dotnet", [DocumentedCommandsTests.CliPath, "subscribers", .. arguments], new() { Folder = folder.Path });
}

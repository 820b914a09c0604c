using System.Diagnostics;
using Newsletter.Tests.Support;

namespace Newsletter.Azure.Tests.Support;

/// <summary>
/// Azurite, started at the first use and once for a whole test run; it ends with the run (see <c>tests/azurite/run.mjs</c>). Tests keep apart by names
/// of their own, and those that need containers with fixed names by accounts of their own.
/// </summary>
internal static class Azurite
{
    private const int AccountCount = 400;

    // Not a secret: the emulator's accounts are made up here.
    private const string Key = "bm8gc2VjcmV0OiBhbiBhY2NvdW50IG9mIGFuIGVtdWxhdG9y";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Lazy<Task<string[]>> Ports = new(StartAsync);
    private static int accounts;
    private static int names;

    /// <summary>The connection string of an account that nobody else uses.</summary>
    public static async Task<string> NewAccountAsync()
    {
        var number = Interlocked.Increment(ref accounts);
        return number < AccountCount ? await ConnectionAsync(number) : throw new InvalidOperationException("More accounts are needed than Azurite was started with.");
    }

    /// <summary>The account of tests that keep apart by <see cref="NewName"/>.</summary>
    public static Task<string> SharedAccountAsync() => ConnectionAsync(0);

    /// <summary>A name for a container, table or queue that no other test has.</summary>
    public static string NewName() => $"n{Interlocked.Increment(ref names)}x";

    private static async Task<string> ConnectionAsync(int number)
    {
        var ports = await Ports.Value;
        var account = Account(number);
        string Endpoint(int service) => $"http://127.0.0.1:{ports[service]}/{account};";
        return $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={Key};BlobEndpoint={Endpoint(0)}QueueEndpoint={Endpoint(1)}TableEndpoint={Endpoint(2)}";
    }

    private static string Account(int number) => $"account{number:000}";

    private static async Task<string[]> StartAsync()
    {
        var folder = Repository.At("tests/azurite");
        if (!Directory.Exists(Path.Combine(folder, "node_modules/azurite")))
        {
            throw new InvalidOperationException("Azurite isn't installed: run ./test.sh, or `npm ci` in tests/azurite.");
        }

        var start = new ProcessStartInfo("node", ["run.mjs"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AZURITE_ACCOUNTS"] = string.Join(';', Enumerable.Range(0, AccountCount).Select(number => $"{Account(number)}:{Key}"));
        var process = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => process.Kill();
        using var late = new CancellationTokenSource(Patience);
        var errors = process.StandardError.ReadToEndAsync();
        var ports = new List<string>();
        while (ports.Count < 3)
        {
            var line = await process.StandardOutput.ReadLineAsync(late.Token) ?? throw new InvalidOperationException($"Azurite ended by itself: {await errors}");
            if (line.Contains("successfully listening", StringComparison.Ordinal))
            {
                ports.Add(line[(line.LastIndexOf(':') + 1)..]);
            }
        }

        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        return [.. ports];
    }
}

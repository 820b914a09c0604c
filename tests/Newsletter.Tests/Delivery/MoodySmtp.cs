using System.Diagnostics;
using System.Globalization;
using Newsletter.Delivery;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Delivery;

/// <summary>A real SMTP server (aiosmtpd) in a process of its own, on the loopback: well or badly behaved. It ends with the test, however that ends.</summary>
internal sealed class MoodySmtp : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly Process process;

    private MoodySmtp(string mood, int seed, bool keeps)
    {
        Log = folder.At("log");
        File.WriteAllText(Log, "");
        Directory.CreateDirectory(folder.At("mails"));
        string[] arguments = [Repository.At("tests/Newsletter.Tests/Delivery/moody_smtp.py"), Log, seed.ToString(CultureInfo.InvariantCulture), mood];
        process = Process.Start(new ProcessStartInfo("/usr/bin/python3", [.. arguments, .. keeps ? [folder.At("mails")] : Array.Empty<string>()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    private string Log { get; }

    public int Port { get; private set; }

    public SmtpServer Server => new("moody", "127.0.0.1", Port, SmtpSecurity.None);

    /// <param name="mood">calm, moody, or the one thing that it does always.</param>
    /// <param name="keeps">Whether the mails are kept that it takes: see <see cref="Mails"/>.</param>
    public static async Task<MoodySmtp> StartAsync(string mood, int seed = 1, bool keeps = false)
    {
        var server = new MoodySmtp(mood, seed, keeps);
        var line = await server.process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));
        server.Port = int.TryParse(line, CultureInfo.InvariantCulture, out var port)
            ? port
            : throw new InvalidOperationException($"The server did not start; ./test.sh installs what the tests need. {await server.process.StandardError.ReadToEndAsync()}");
        return server;
    }

    /// <summary>What it did so far: a word, and the recipient it was done to.</summary>
    public IReadOnlyList<(string Did, string Who, string More)> Did()
    {
        using var file = new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).Select(words => (words[0], words[1], words.ElementAtOrDefault(2) ?? ""))];
    }

    /// <summary>Files with the mails that it took, in order.</summary>
    public IReadOnlyList<string> Mails() => [.. Directory.EnumerateFiles(folder.At("mails"), "*.eml").Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
        folder.Dispose();
    }
}

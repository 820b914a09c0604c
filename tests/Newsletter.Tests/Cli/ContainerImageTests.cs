using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Cli;

/// <summary>The image that docs/operators.md builds: what is in it, and that it runs. There is no container engine here; its files are unpacked and started as it would start them.</summary>
public sealed partial class ContainerImageTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task TheImageServesTheFolderThatIsMounted()
    {
        var image = await BuildAsync();

        Assert.Equal(BaseImage.User, image.Config.GetProperty("User").GetString());
        Assert.True(image.Config.GetProperty("ExposedPorts").TryGetProperty("8080/tcp", out _));
        Assert.Equal(["dotnet", "/app/Newsletter.Cli.dll"], Words(image.Config.GetProperty("Entrypoint")));

        // Native code of one system.
        Assert.NotEmpty(Directory.EnumerateFiles(image.App, "libSkiaSharp.so", SearchOption.AllDirectories));
        Assert.Empty(Directory.EnumerateFiles(image.App, "*.dylib", SearchOption.AllDirectories));
        Assert.False(Directory.Exists(Path.Combine(image.App, "runtimes")));

        (await ChildProcess.RunAsync("dotnet", [DocumentedCommandsTests.CliPath, "init", folder.At("site"), "--yes"])).MustSucceed();
        var port = LoopbackPort.Free();
        var words = Words(image.Config.GetProperty("Cmd")).Select(word =>
            word.Replace("/site", folder.At("site"), StringComparison.Ordinal).Replace("0.0.0.0:8080", $"127.0.0.1:{port}", StringComparison.Ordinal)).ToList();
        Assert.Equal("run", words[0]);
        using var running = ChildProcess.Start("dotnet", [Path.Combine(image.App, "Newsletter.Cli.dll"), .. words], new() { Folder = image.App });
        using var reader = new HttpClient();
        await reader.SeesPageAsync(new($"http://127.0.0.1:{port}/healthz"), page => page == "well\n");
        await reader.SeesPageAsync(new($"http://127.0.0.1:{port}/feed.xml"), feed => feed.Contains("<item>", StringComparison.Ordinal));
        Assert.True(File.Exists(folder.At("site/public/index.html")));
        running.Terminate();
        (await running.Completion).MustSucceed();
    }

    private async Task<(JsonElement Config, string App)> BuildAsync()
    {
        await using var baseImage = await BaseImage.StartAsync();
        var words = Block().Match(File.ReadAllText(Repository.At("docs/operators.md"))).Groups["command"].Value.Split(' ');
        Assert.Equal("dotnet", words[0]);
        string[] here =
        [
            .. words[1..^1], "-p:ContainerArchiveOutputPath=" + folder.At("image.tar"), "-p:ContainerBaseImage=" + baseImage.Name,

            // What ./newsletter has built already is built alike.
            "--self-contained", "false", "-p:ArtifactsPath=" + Repository.At(".build/artifacts"), "-p:RunAnalyzers=false", "-p:GenerateDocumentationFile=false",
        ];
        Assert.StartsWith("-p:ContainerArchiveOutputPath=", words[^1], StringComparison.Ordinal);
        var environment = new Dictionary<string, string?> { ["DOTNET_CONTAINER_INSECURE_REGISTRIES"] = baseImage.Registry };
        (await ChildProcess.RunAsync("dotnet", here, new() { Folder = Repository.Root, Environment = environment, Timeout = TimeSpan.FromMinutes(10) })).MustSucceed();

        // The OCI Image Layout Specification 1.1: index.json names the manifest, that its parts.
        var blobs = folder.At("image/blobs/sha256");
        Unpack(folder.At("image.tar"), folder.At("image"), isZipped: false);
        JsonElement Read(JsonElement named) => JsonDocument.Parse(File.ReadAllText(BlobOf(named))).RootElement;
        string BlobOf(JsonElement named) => Path.Combine(blobs, named.GetProperty("digest").GetString()!["sha256:".Length..]);
        var manifest = Read(JsonDocument.Parse(folder.Read("image/index.json")).RootElement.GetProperty("manifests")[0]);
        foreach (var layer in manifest.GetProperty("layers").EnumerateArray())
        {
            Unpack(BlobOf(layer), folder.At("root"), isZipped: true);
        }

        return (Read(manifest.GetProperty("config")).GetProperty("config"), folder.At("root/app"));
    }

    private static void Unpack(string archive, string to, bool isZipped)
    {
        Directory.CreateDirectory(to);
        using var file = File.OpenRead(archive);
        using Stream content = isZipped ? new GZipStream(file, CompressionMode.Decompress) : file;
        TarFile.ExtractToDirectory(content, to, overwriteFiles: true);
    }

    private static List<string> Words(JsonElement list) => [.. list.EnumerateArray().Select(word => word.GetString()!)];

    [GeneratedRegex("^```sh image\n(?<command>.*)\n```$", RegexOptions.Multiline)]
    private static partial Regex Block();
}

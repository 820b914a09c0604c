using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Newsletter.Tests.Support;

/// <summary>
/// A registry on this machine with one image to build upon, which has a user and no files: what may be pulled of the OCI Distribution Specification
/// (1.1, "Pull").
/// </summary>
internal sealed class BaseImage : IAsyncDisposable
{
    public const string User = "1654";

    private const string Manifest = "application/vnd.oci.image.manifest.v1+json";
    private const string Config = "application/vnd.oci.image.config.v1+json";
    private const string Layer = "application/vnd.oci.image.layer.v1.tar+gzip";
    private readonly WebApplication app;

    private BaseImage(WebApplication app) => this.app = app;

    public string Registry => Loopback.Address(app).Authority;

    public string Name => Registry + "/base:1";

    public static async Task<BaseImage> StartAsync()
    {
        var app = Loopback.Server();
        var (tar, layer) = Files();
        var config = JsonSerializer.SerializeToUtf8Bytes(new
        {
            architecture = "amd64",
            os = "linux",
            config = new { User, Env = (string[])["PATH=/usr/bin"] },
            rootfs = new { type = "layers", diff_ids = (string[])[Digest(tar)] },
        });
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new
        {
            schemaVersion = 2,
            mediaType = Manifest,
            config = new { mediaType = Config, size = config.Length, digest = Digest(config) },
            layers = new[] { new { mediaType = Layer, size = layer.Length, digest = Digest(layer) } },
        });
        app.Run(context => context.Request.Path.Value switch
        {
            "/v2/" => Task.CompletedTask,
            "/v2/base/manifests/1" => SendAsync(context, Manifest, manifest),
            { } path when path.EndsWith(Digest(config), StringComparison.Ordinal) => SendAsync(context, "application/octet-stream", config),
            { } path when path.EndsWith(Digest(layer), StringComparison.Ordinal) => SendAsync(context, "application/octet-stream", layer),
            _ => SendAsync(context, "text/plain", []),
        });
        await app.StartAsync();
        return new(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static async Task SendAsync(HttpContext context, string type, byte[] content)
    {
        context.Response.StatusCode = content.Length > 0 ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        context.Response.ContentType = type;
        context.Response.ContentLength = content.Length;
        context.Response.Headers["Docker-Content-Digest"] = Digest(content);
        if (context.Request.Method == "GET")
        {
            await context.Response.Body.WriteAsync(content);
        }
    }

    private static (byte[] Tar, byte[] Layer) Files()
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "tmp/"));
        }

        using var layer = new MemoryStream();
        using (var zip = new GZipStream(layer, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(tar.ToArray());
        }

        return (tar.ToArray(), layer.ToArray());
    }

    private static string Digest(byte[] content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));
}

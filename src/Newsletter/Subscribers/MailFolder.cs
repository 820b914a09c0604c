using System.Security.Cryptography;
using MimeKit;

namespace Newsletter.Subscribers;

/// <summary>Puts each mail as a file <c>.eml</c> into a folder, for a mail server to pick up or somebody to open. A file of that name is whole.</summary>
public sealed class MailFolder(string folder, RandomNumberGenerator random) : IMailOut
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public async ValueTask SendAsync(MimeMessage message, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var name = new byte[10];
        random.GetBytes(name);
        var path = Path.Combine(folder, Base32.Of(name, 16));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        await using (var file = new FileStream(path + ".tmp", options))
        {
            await message.WriteToAsync(format, file, cancel);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".tmp", path + ".eml");
    }
}

using Microsoft.Win32.SafeHandles;

namespace Newsletter.Storage.Local;

/// <summary>
/// Whether one process has a site for itself, which lets it take short cuts. Whoever got the turn has it until it is disposed or its process ends; all
/// others work as if any number did.
/// </summary>
public sealed class WorkTurn(string folder) : IDisposable
{
    private const string FileName = "turn";
    private SafeFileHandle? held;

    /// <summary>Takes the turn if nobody else has it. Asking again, once it was taken, says so.</summary>
    public bool TryTake()
    {
        if (held is not null)
        {
            return true;
        }

        Directory.CreateDirectory(folder);
        try
        {
            var file = File.OpenHandle(Path.Join(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            if (FileLock.TryTake(file))
            {
                held = file;
                return true;
            }

            file.Dispose();
        }
        catch (IOException problem) when (FileProblem.IsInUse(problem))
        {
            // Unless told otherwise, .NET takes a lock of its own at opening.
        }

        return false;
    }

    public void Dispose() => held?.Dispose();
}

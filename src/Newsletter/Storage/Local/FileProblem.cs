namespace Newsletter.Storage.Local;

/// <summary>What the operating system refused, in words that say what to do.</summary>
internal static class FileProblem
{
    private const int NoSpace = 28;
    private const int ReadOnly = 30;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int WindowsSharing = unchecked((int)0x80070020);

    /// <param name="verb">"read", "write", "delete", "list".</param>
    /// <param name="name">Blob name; empty: the root.</param>
    public static StorageException Of(string verb, string name, string root, Exception problem)
    {
        var advice = problem switch
        {
            UnauthorizedAccessException => "Give this user the permission, or move the folder.",
            PathTooLongException => "Shorten the name, or move the folder to a shorter path.",
            { HResult: NoSpace or WindowsDiskFull } => "The disk is full: make room and try again.",
            { HResult: ReadOnly } => "The disk is mounted read-only.",
            _ => "Check the folder and try again.",
        };
        return new StorageException($"Can't {verb} {(name.Length == 0 ? "files" : name)} in {root}: {problem.Message.TrimEnd('.')}. {advice}", problem);
    }

    /// <summary>.NET found the file locked by somebody else while it opened it, and doesn't wait.</summary>
    public static bool IsInUse(IOException problem) =>
        problem.HResult == (OperatingSystem.IsWindows() ? WindowsSharing : OperatingSystem.IsLinux() ? WouldBlock : MacWouldBlock);
}

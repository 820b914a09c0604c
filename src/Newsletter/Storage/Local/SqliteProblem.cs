using SQLitePCL;

namespace Newsletter.Storage.Local;

/// <summary>SQLite's result codes, in words that say what to do.</summary>
internal static class SqliteProblem
{
    /// <param name="code">Result code, extended or not (sqlite.org/rescode.html).</param>
    /// <param name="detail">SQLite's own words; none of them quotes stored content.</param>
    public static StorageException Of(int code, string path, string? detail) => new(
        $"The database {path} " + (code & 0xFF) switch
        {
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB =>
                "is damaged, or is no newsletter database. Stop every newsletter process, move it aside together with its -wal and -shm files, "
                + "and put a backup in its place.",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
                "is locked by another program. Wait until the other newsletter command has finished, or close the program that has it open.",
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH =>
                "can't be written. Give this user write permission to the file and its folder.",
            raw.SQLITE_CANTOPEN =>
                "can't be opened. Check that its folder is there and that this user may write in it.",
            raw.SQLITE_FULL => "can't grow: the disk is full. Make room and try again.",
            raw.SQLITE_IOERR => "can't be read or written: the disk reports an error. Check the disk.",
            _ => "refused a command.",
        } + $" (SQLite {code}: {detail})");

    public static StorageException TooNew(string path, long version) => new(
        $"The database {path} was made by a newer newsletter (format {version}). Update this one, or use another data folder.");
}

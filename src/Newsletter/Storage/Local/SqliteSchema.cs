namespace Newsletter.Storage.Local;

/// <summary>
/// The tables of a database file, by format number (<c>user_version</c>). A new format adds a step here; steps run in one transaction.
/// </summary>
internal static class SqliteSchema
{
    /// <summary>
    /// "id" keys and a separate index: values of some kilobytes in the key's own tree (WITHOUT ROWID) measured three times slower to write.
    /// "version" comes from one counter for the whole file, so an ETag never returns, also after a deletion.
    /// "visible" is the UTC tick from which a message may be received; NULL: given up (poison).
    /// </summary>
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE versions (next INTEGER NOT NULL);
        INSERT INTO versions VALUES (1);
        CREATE TABLE records (
            id INTEGER PRIMARY KEY, tab TEXT NOT NULL, part TEXT NOT NULL, row TEXT NOT NULL, version INTEGER NOT NULL, value TEXT NOT NULL);
        CREATE UNIQUE INDEX records_by_key ON records (tab, part, row);
        CREATE TABLE messages (
            id INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, visible INTEGER, deliveries INTEGER NOT NULL, receipt INTEGER NOT NULL,
            body TEXT NOT NULL);
        CREATE INDEX messages_by_time ON messages (queue, visible, id);
        """,
    ];

    /// <exception cref="StorageException">A newer program made the file.</exception>
    public static void Ensure(SqliteSession session, string path)
    {
        var version = Version(session, path);
        if (version == Steps.Length)
        {
            return;
        }

        // Another process may be doing the same: look again once nobody else can write.
        session.UseWriteAheadLog();
        session.Execute("BEGIN IMMEDIATE");
        for (version = Version(session, path); version < Steps.Length; version++)
        {
            session.Execute(Steps[version]);
        }

        session.Execute($"PRAGMA user_version = {Steps.Length}; COMMIT");
    }

    private static long Version(SqliteSession session, string path)
    {
        var version = session.Scalar("PRAGMA user_version");
        return version <= Steps.Length ? version : throw SqliteProblem.TooNew(path, version);
    }
}

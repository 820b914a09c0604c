namespace Newsletter.Storage;

/// <summary>
/// Storage can't do what was asked, for a reason outside the program: no permission, no space, a damaged or locked file, a name that the
/// file system can't hold. The message says which store, what failed and what a person can do about it; it never holds stored content.
/// </summary>
public sealed class StorageException : Exception
{
    public StorageException(string message)
        : base(message)
    {
    }

    public StorageException(string message, Exception cause)
        : base(message, cause)
    {
    }
}

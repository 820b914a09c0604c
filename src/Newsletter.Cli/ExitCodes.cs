namespace Newsletter.Cli;

/// <summary>What the process returns; documented in docs/operators.md.</summary>
public static class ExitCodes
{
    public const int Success = 0;

    /// <summary>It ran, and some articles were rejected or a check found errors.</summary>
    public const int Problems = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>A file, folder or setting is missing or wrong.</summary>
    public const int Configuration = 3;

    /// <summary>Refused to go on without a word: see the message.</summary>
    public const int Refused = 4;

    /// <summary>Another process holds the storage, or it is full or broken.</summary>
    public const int Storage = 5;

    /// <summary>A fault of the program.</summary>
    public const int Fault = 70;

    /// <summary>Stopped by Ctrl+C.</summary>
    public const int Interrupted = 130;
}

namespace Newsletter.Publishing;

/// <summary>What a publication is asked to do.</summary>
public sealed record PublicationOptions
{
    /// <summary>Take every file again and render every output; only changed bytes are written all the same.</summary>
    public bool Rebuild { get; init; }

    /// <summary>Take back articles even when most of the inbox has vanished.</summary>
    public bool AllowMassRetraction { get; init; }

    /// <summary>Write reports also on uploads without problems.</summary>
    public bool ReportAll { get; init; }

    /// <summary>Names that the inbox holds and its store cannot: their editors are told.</summary>
    public IEnumerable<string> RefusedUploads { get; init; } = [];

    /// <summary>Other workers take uploads and publish at the same time; short cuts of a first build are not taken then.</summary>
    public bool IsShared { get; init; }

    /// <summary>Remember the keys of written outputs.</summary>
    public bool RemembersKeys { get; init; }
}

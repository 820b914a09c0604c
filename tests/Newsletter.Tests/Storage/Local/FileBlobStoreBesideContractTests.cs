namespace Newsletter.Tests.Storage.Local;

/// <summary>The contract again for a store that keeps its locks and temporary files beside the blobs' folder, as the site's does.</summary>
public sealed class FileBlobStoreBesideContractTests() : FileBlobStoreContractTests("state/web");

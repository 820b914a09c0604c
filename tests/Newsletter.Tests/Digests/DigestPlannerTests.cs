namespace Newsletter.Tests.Digests;

/// <summary>In SQLite.</summary>
public sealed class DigestPlannerTests : DigestPlannerContract;

namespace Newsletter.Tests.Delivery;

/// <summary>In SQLite.</summary>
public sealed class DigestSenderTests : DigestSenderContract;

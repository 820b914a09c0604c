using Newsletter.Azure.Tests.Support;
using Newsletter.Tests.Storage;

namespace Newsletter.Azure.Tests;

public sealed class AzureWorkQueueContractTests() : WorkQueueMessagesContract(new AzureQueue());

public sealed class AzureWorkQueuePoisonContractTests() : WorkQueuePoisonContract(new AzureQueue());

/// <summary>
/// The same over a bad network. No answer is lost, and no deletion goes unanswered (docs/decisions/0017): what becomes of messages then is shown by
/// <see cref="LossyNetworkTests"/>.
/// </summary>
public sealed class AzureWorkQueueOverABadNetworkTests() : WorkQueueMessagesContract(new AzureQueue(Faults.OfAQueue().Configure));

/// <inheritdoc cref="AzureWorkQueueOverABadNetworkTests"/>
public sealed class AzureWorkQueuePoisonOverABadNetworkTests() : WorkQueuePoisonContract(new AzureQueue(Faults.OfAQueue().Configure));

using Newsletter.Tests.Support;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer(LongestFirst.TypeName, "Newsletter.Tests")]

namespace Newsletter.Tests.Support;

/// <summary>Tests that share a browser run one after the other: they begin first, so that they are not what all wait for in the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    internal const string TypeName = $"{nameof(Newsletter)}.{nameof(Tests)}.{nameof(Support)}.{nameof(LongestFirst)}";

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => collection.CollectionDefinition is null).ThenBy(collection => collection.UniqueID);
}

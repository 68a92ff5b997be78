using Xunit.Sdk;
using Xunit.v3;

namespace NewsFunctions.IntegrationTests;

/// <summary>Starts the classes that start whole processes first. They take the longest, and a long class that begins last runs alone.</summary>
public sealed class LongClassesFirst : ITestCollectionOrderer
{
    private static readonly string[] LongFolders = ["Crashes", "EndToEnd", "Instances", "Faults", "Demo", "LocalStorage", "Cli", "Fuzzing"];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Rank(collection)).ThenBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal)];

    private static int Rank(ITestCollection collection)
    {
        int rank = Array.FindIndex(LongFolders, folder => collection.TestCollectionDisplayName.Contains($".IntegrationTests.{folder}.", StringComparison.Ordinal));
        return rank < 0 ? LongFolders.Length : rank;
    }
}

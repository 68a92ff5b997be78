namespace NewsFunctions.IntegrationTests.Crashes;

/// <summary>Names the process that a crash kills.</summary>
internal enum CrashTarget
{
    Host,
    Worker,
    Storage,
}

/// <summary>Describes one crash: the dumps uploaded before it, and the moment of the kill.</summary>
/// <param name="Articles">The number of articles in each dump that is uploaded first.</param>
/// <param name="Requests">The number of storage requests of the app that pass before the kill.</param>
internal sealed record Crash(CrashTarget Target, IReadOnlyList<int> Articles, int Requests)
{
    /// <summary>Draws random crashes. The same seed gives the same crashes.</summary>
    public static IEnumerable<Crash> Draw(int seed, IReadOnlyList<CrashTarget> targets)
    {
        // The random numbers must be repeatable; they need not be secure.
#pragma warning disable CA5394
        var random = new Random(seed);
        while (true)
        {
            int[] articles = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(1, 9))];
            yield return new Crash(targets[random.Next(targets.Count)], articles, random.Next(1, 160));
        }
#pragma warning restore CA5394
    }
}

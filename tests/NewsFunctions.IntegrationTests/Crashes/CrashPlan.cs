namespace NewsFunctions.IntegrationTests.Crashes;

/// <summary>The process that a crash kills.</summary>
internal enum CrashTarget
{
    Host,
    Worker,
    Storage,
}

/// <summary>One crash: what is uploaded before it, and when it comes.</summary>
/// <param name="Articles">The number of articles of each dump that is uploaded first.</param>
/// <param name="Requests">The number of storage requests of the app that pass before the kill.</param>
internal sealed record Crash(CrashTarget Target, IReadOnlyList<int> Articles, int Requests)
{
    /// <summary>Draws crashes. The same seed draws the same ones.</summary>
    public static IEnumerable<Crash> Draw(int seed, IReadOnlyList<CrashTarget> targets)
    {
        // Tests must be repeatable, not unpredictable.
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

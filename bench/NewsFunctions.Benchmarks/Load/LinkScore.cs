namespace NewsFunctions.Benchmarks.Load;

/// <summary>Compares a tool's verdicts with the truth. Safe for concurrent use.</summary>
internal sealed class LinkScore(int links)
{
    private const byte Right = 1;
    private const byte Wrong = 2;

    private readonly byte[] _said = new byte[links];
    private string? _example;

    /// <param name="words">The tool's own words, kept as the example of a wrong verdict.</param>
    public void Add(SiteLink link, bool alive, string words)
    {
        ref byte said = ref _said[link.Number];
        if (alive == link.IsAlive && said != Wrong)
        {
            said = Right;
            return;
        }

        said = Wrong;
        _example ??= $"{link.Kind} {link.Number}: {words}";
    }

    public Verdicts Sum() => new(_said.Count(said => said == Right), _said.Count(said => said == Wrong), _said.Count(said => said == 0), _example);
}

/// <summary>Counts the right and wrong verdicts of a tool, and the links without a verdict.</summary>
/// <param name="Example">An example of a wrong verdict; null if there is none.</param>
internal sealed record Verdicts(int Right, int Wrong, int Silent, string? Example);

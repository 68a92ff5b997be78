namespace NewsFunctions.Benchmarks.Load;

/// <summary>What a tool says of the links, held against the truth. Safe for concurrent use.</summary>
internal sealed class LinkTally(int links)
{
    private const byte Right = 1;
    private const byte Wrong = 2;

    private readonly byte[] _said = new byte[links];
    private string? _example;

    /// <param name="words">The tool's own, for the example of a wrong verdict.</param>
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

/// <summary>How many links a tool was right and wrong about, and of how many it said nothing.</summary>
/// <param name="Example">Of a wrong verdict; null where there is none.</param>
internal sealed record Verdicts(int Right, int Wrong, int Silent, string? Example);

namespace NewsFunctions.Cli.Demo;

/// <summary>Holds the command line of <c>news demo</c>.</summary>
internal sealed record DemoRunSettings
{
    public required int Articles { get; init; }

    public required int Seed { get; init; }

    public required bool Once { get; init; }

    public required bool Json { get; init; }

    /// <summary>Sets the port. Null means 7071 or the next free one.</summary>
    public required int? Port { get; init; }

    public required string Data { get; init; }

    public required bool Verbose { get; init; }
}

namespace NewsFunctions.Cli.Run;

/// <summary>Holds the command line of <c>news run</c>.</summary>
internal sealed record RunSettings
{
    /// <summary>The folder of dumps; null means the samples.</summary>
    public required string? Folder { get; init; }

    public required bool Once { get; init; }

    public required bool Json { get; init; }

    /// <summary>Sets the port. Null means 7071 or the next free one.</summary>
    public required int? Port { get; init; }

    public required string? Data { get; init; }

    /// <summary>The site; null means the setting DefaultSite.</summary>
    public string? Site { get; init; }

    public required bool Verbose { get; init; }
}

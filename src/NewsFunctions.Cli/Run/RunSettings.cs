namespace NewsFunctions.Cli.Run;

/// <summary>What the command line of <c>news run</c> says.</summary>
internal sealed record RunSettings
{
    /// <summary>Null: the samples.</summary>
    public required string? Folder { get; init; }

    public required bool Once { get; init; }

    public required bool Json { get; init; }

    /// <summary>Null: 7071 or the next free one.</summary>
    public required int? Port { get; init; }

    public required string? Data { get; init; }

    /// <summary>Null: the setting DefaultSite.</summary>
    public string? Site { get; init; }

    public required bool Verbose { get; init; }
}

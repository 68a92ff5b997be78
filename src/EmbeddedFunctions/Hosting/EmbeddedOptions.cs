namespace EmbeddedFunctions.Hosting;

/// <summary>The configuration section <c>Embedded</c>.</summary>
internal sealed record EmbeddedOptions
{
    public const string Section = "Embedded";

    /// <summary>A taken port is an error; 0 is any free one. Absent: 7071, and the next free one where it is taken.</summary>
    public int? Port { get; init; }

    /// <summary>The folder of the local storage; absent: <c>.data</c> under the current folder.</summary>
    public string? Data { get; init; }

    /// <summary>Whether HTTP needs the keys of <c>Embedded:Keys</c>: <c>Master</c>, <c>Default</c>, <c>Functions:{name}</c>.</summary>
    public bool RequireKeys { get; init; }

    /// <summary>What running functions get to end in after their cancellation token fired.</summary>
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest pause between two looks at an idle container.</summary>
    public TimeSpan BlobPollingInterval { get; init; } = TimeSpan.FromSeconds(5);
}

namespace NewsFunctions.Links.Vantages;

/// <summary>Names the other places to look from, and says what is done for other deployments: docs/settings.md.</summary>
public sealed record VantagesOptions
{
    /// <summary>Other places to look from before a link dies, in the order in which they are asked. Default none.</summary>
    public IReadOnlyList<VantageOptions> Vantages { get; set; } = [];

    /// <summary>How long another deployment may take to look at one link. Default 1 minute.</summary>
    public TimeSpan VantageTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Links that are looked at for other deployments at once; who asks for more is told to come again. Default 4.</summary>
    public int VantageChecksAtOnce { get; set; } = 4;
}

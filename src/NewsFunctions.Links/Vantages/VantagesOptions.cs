namespace NewsFunctions.Links.Vantages;

/// <summary>Configures the vantages and the service to other deployments: docs/settings.md.</summary>
public sealed record VantagesOptions
{
    /// <summary>The vantages that confirm a death, in the order in which they are asked. Default none.</summary>
    public IReadOnlyList<VantageOptions> Vantages { get; set; } = [];

    /// <summary>The time limit for another deployment's check of one link. Default 1 minute.</summary>
    public TimeSpan VantageTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The number of concurrent checks for other deployments. Further requests are told to retry later. Default 4.</summary>
    public int VantageChecksAtOnce { get; set; } = 4;
}

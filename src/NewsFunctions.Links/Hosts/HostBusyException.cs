namespace NewsFunctions.Links.Hosts;

/// <summary>Thrown if another instance holds the lease of the host. Nothing was sent, and the link stays due.</summary>
public sealed class HostBusyException(string host) : Exception($"Another instance holds the lease of {host}.")
{
    public string Host { get; } = host;
}

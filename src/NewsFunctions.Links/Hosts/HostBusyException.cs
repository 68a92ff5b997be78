namespace NewsFunctions.Links.Hosts;

/// <summary>Another instance asks the host at the moment: nothing was sent, the link stays due.</summary>
public sealed class HostBusyException(string host) : Exception($"Another instance asks {host} at the moment.")
{
    public string Host { get; } = host;
}

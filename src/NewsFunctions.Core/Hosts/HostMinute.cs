using System.Text.Json.Serialization;

namespace NewsFunctions.Core.Hosts;

/// <summary>Counts the outcomes for a host's recently alive links that were checked in one minute.</summary>
public sealed record HostMinute(DateTimeOffset Start, int Alive, int Outage, int Change)
{
    [JsonIgnore]
    public int Failed => Outage + Change;
}

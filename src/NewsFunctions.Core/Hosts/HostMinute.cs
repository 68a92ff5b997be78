using System.Text.Json.Serialization;

namespace NewsFunctions.Core.Hosts;

/// <summary>How the recently alive links of a host fared that were checked in one minute.</summary>
public sealed record HostMinute(DateTimeOffset Start, int Alive, int Outage, int Change)
{
    [JsonIgnore]
    public int Failed => Outage + Change;
}

namespace NewsFunctions.Links.Hosts;

/// <summary>Tracks when hosts last answered this instance, to tell a host that is down from a failure of our own network. It is not stored, since
/// the network may be different after a restart. Safe for concurrent checks.</summary>
public sealed class NetworkWitness
{
    private readonly Lock _lock = new();
    private (string Host, DateTimeOffset At)? _last;
    private (string Host, DateTimeOffset At)? _before;

    public void Answered(string host, DateTimeOffset at)
    {
        lock (_lock)
        {
            if (_last is { } last && last.Host != host)
            {
                _before = last;
            }

            _last = (host, at);
        }
    }

    /// <summary>Returns when any other host last answered. Returns null if none has since the process started.</summary>
    public DateTimeOffset? OthersThan(string host)
    {
        lock (_lock)
        {
            return _last is { } last && last.Host != host ? last.At : _before?.At;
        }
    }
}

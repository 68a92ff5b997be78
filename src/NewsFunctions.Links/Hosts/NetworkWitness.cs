namespace NewsFunctions.Links.Hosts;

/// <summary>When hosts last answered this instance: what tells a host that is down from a network of ours that is. Nothing is stored, for
/// after a restart the network may be another one. Safe for concurrent checks.</summary>
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

    /// <summary>When a host other than this one last answered; null where none has since the process began.</summary>
    public DateTimeOffset? OthersThan(string host)
    {
        lock (_lock)
        {
            return _last is { } last && last.Host != host ? last.At : _before?.At;
        }
    }
}

using System.Security.Cryptography;
using System.Text;
using NewsFunctions.Core.WebArchives;

namespace NewsFunctions.Links.WebArchives;

/// <summary>Represents one run of lookups in web archives, with the limits of each service and a deadline.</summary>
public sealed class RescueSession
{
    private readonly Dictionary<string, WebArchiveService> _services = [];
    private readonly Dictionary<string, WebArchiveState> _remembered;
    private readonly RescueOptions _options;

    /// <param name="remembered">The states stored by earlier runs.</param>
    /// <param name="deadline">The time after which no request begins.</param>
    public RescueSession(RescueOptions options, IEnumerable<WebArchiveState> remembered, DateTimeOffset deadline)
    {
        _options = options;
        _remembered = remembered.ToDictionary(state => state.Name, StringComparer.Ordinal);
        Deadline = deadline;
    }

    public DateTimeOffset Deadline { get; }

    internal WebArchiveService Availability => Service("availability", _options.AvailabilityUrl, _options.AvailabilityInterval);

    internal WebArchiveService Cdx => Service("cdx", _options.CdxUrl, _options.CdxInterval);

    /// <summary>Returns a TimeGate's service. One without a public name serves only us and needs no pacing.</summary>
    internal WebArchiveService TimeGate(string url) =>
        Service("timegate", url, PublicName.IsHostOf(url) ? _options.TimeGateInterval : TimeSpan.Zero);

    internal WebArchiveService SaveNow => Service("save", _options.SaveNowUrl, Paced(_options.SaveNowInterval), _options.SaveNowPerDay);

    internal WebArchiveService SaveNowStatus => Service("save-status", _options.SaveNowUrl, Paced(_options.CdxInterval));

    /// <summary>Returns the states to store that changed since the session began or since the last call.</summary>
    public IReadOnlyList<WebArchiveState> TakeChanges()
    {
        WebArchiveState[] changed = [.. _services.Values.Select(service => service.State).Where(state => _remembered.GetValueOrDefault(state.Name) != state)];
        foreach (WebArchiveState state in changed)
        {
            _remembered[state.Name] = state;
        }

        return changed;
    }

    // Keyed by URL: limits from one server do not apply to the server that the settings name next.
    private WebArchiveService Service(string kind, string url, TimeSpan interval, int? perDay = null)
    {
        string name = $"{kind}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url)))[..16]}";
        if (!_services.TryGetValue(name, out WebArchiveService? service))
        {
            WebArchiveState state = _remembered.GetValueOrDefault(name) ?? new WebArchiveState { Name = name };
            _services[name] = service = new WebArchiveService(state, interval, _options, perDay);
        }

        return service;
    }

    // A service without a public name serves only us.
    private TimeSpan Paced(TimeSpan interval) => PublicName.IsHostOf(_options.SaveNowUrl) ? interval : TimeSpan.Zero;
}

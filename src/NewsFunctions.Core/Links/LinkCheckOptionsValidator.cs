using System.Net;
using Microsoft.Extensions.Options;

namespace NewsFunctions.Links;

/// <summary>Each message names the key and its legal values.</summary>
internal sealed class LinkCheckOptionsValidator : IValidateOptions<LinkCheckOptions>
{
    private static readonly TimeSpan LongestInterval = TimeSpan.FromDays(3650);
    private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, LinkCheckOptions options)
    {
        List<string> errors = [];
        Rules(options, errors);
        Requests(options, errors);
        Hosts(options.PerHost, errors);
        Lessons(options.Lessons, errors);
        Vantages(options, errors);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Rules(LinkCheckOptions options, List<string> errors)
    {
        RecheckOptions recheck = options.Recheck;
        Whole(errors, "StrikesToDeath", options.StrikesToDeath, 1, 100);
        Span(errors, "StrikeGap", options.StrikeGap, TimeSpan.Zero, LongestInterval);
        Span(errors, "NoEvidenceLimit", options.NoEvidenceLimit, TimeSpan.Zero, LongestInterval);
        Span(errors, "HostDeadAfter", options.HostDeadAfter, TimeSpan.FromDays(1), LongestInterval);
        Whole(errors, "HostDeadDays", options.HostDeadDays, 1, 1_000);
        Span(errors, "NetworkProof", options.NetworkProof, TimeSpan.FromMinutes(1), options.HostDeadAfter);
        Span(errors, "Recheck:Alive", recheck.Alive, TimeSpan.FromMinutes(1), LongestInterval);
        Span(errors, "Recheck:AliveMax", recheck.AliveMax, recheck.Alive, LongestInterval);
        Span(errors, "Recheck:Suspect", recheck.Suspect, TimeSpan.FromMinutes(1), LongestInterval);
        Span(errors, "Recheck:Dead", recheck.Dead, TimeSpan.FromMinutes(1), LongestInterval);
        Span(errors, "Recheck:DeadMax", recheck.DeadMax, recheck.Dead, LongestInterval);
        Span(errors, "Recheck:NoEvidence", recheck.NoEvidence, TimeSpan.FromMinutes(1), LongestInterval);
        Span(errors, "Recheck:NoEvidenceMax", recheck.NoEvidenceMax, recheck.NoEvidence, LongestInterval);
        Share(errors, "Recheck:Jitter", recheck.Jitter);

        Span(errors, "VisitBudget", options.VisitBudget, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(20));
        // A lease must outlive the visit that it stands for.
        Span(errors, "LeaseDuration", options.LeaseDuration, options.VisitBudget, TimeSpan.FromDays(1));
        Whole(errors, "ChecksPerVisit", options.ChecksPerVisit, 1, 1_000);
        Whole(errors, "MaxShardsPerSite", options.MaxShardsPerSite, 1, 10_000);
        Whole(errors, "LinksWorthAVisit", options.LinksWorthAVisit, 1, 1_000_000);
        Span(errors, "LongestWait", options.LongestWait, TimeSpan.Zero, LongestInterval);
    }

    private static void Requests(LinkCheckOptions options, List<string> errors)
    {
        // A request must have ended when another instance may ask the host, and most of the lease is for starting requests.
        TimeSpan longest = options.PerHost.Lease / 3;
        Span(errors, "Timeout", options.Timeout, TimeSpan.FromMilliseconds(100), longest < LongestRequest ? longest : LongestRequest);

        // The whole ends its parts, too: whoever shortens it need not know of them.
        Span(errors, "ConnectTimeout", options.ConnectTimeout, TimeSpan.FromMilliseconds(10), LongestRequest);
        Span(errors, "TlsTimeout", options.TlsTimeout, TimeSpan.FromMilliseconds(10), LongestRequest);
        Span(errors, "BodyTimeout", options.BodyTimeout, TimeSpan.FromMilliseconds(10), LongestRequest);
        Span(errors, "HeadersTimeout", options.HeadersTimeout, TimeSpan.FromMilliseconds(10), LongestRequest);
        Whole(errors, "MaxRedirects", options.MaxRedirects, 0, 50);
        Whole(errors, "BodyBytes", options.BodyBytes, TypeSniffer.BytesNeeded, 16 * 1024 * 1024);
        Whole(errors, "WholeFileBytes", options.WholeFileBytes, 0, 1024 * 1024 * 1024);
        foreach (string network in options.AllowedNetworks.Where(network => !IPNetwork.TryParse(network, out _)))
        {
            errors.Add(Message("AllowedNetworks", network, "networks in CIDR notation, such as 10.0.0.0/8 or fd00::/8"));
        }

        if (options.AllowedPorts.Count == 0 || options.AllowedPorts.Any(port => port is < 1 or > 65535))
        {
            errors.Add(Message("AllowedPorts", string.Join(',', options.AllowedPorts), "one or more whole numbers from 1 to 65535"));
        }

        if (string.IsNullOrWhiteSpace(options.UserAgent) || options.UserAgent.Any(c => c is < ' ' or > '~') || options.UserAgent.Length > 256)
        {
            errors.Add(Message("UserAgent", options.UserAgent, "1 to 256 printable ASCII characters"));
        }
    }

    private static void Hosts(PerHostOptions options, List<string> errors)
    {
        Whole(errors, "PerHost:Concurrency", options.Concurrency, 1, 1000);
        Span(errors, "PerHost:Interval", options.Interval, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Span(errors, "PerHost:MaxInterval", options.MaxInterval, options.Interval, TimeSpan.FromMinutes(10));
        Span(errors, "PerHost:MaxRetryAfter", options.MaxRetryAfter, TimeSpan.Zero, TimeSpan.FromDays(1));
        Span(errors, "PerHost:MaxWait", options.MaxWait, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        Whole(errors, "PerHost:FailuresToGiveUp", options.FailuresToGiveUp, 1, 1000);

        // The storage tells its time in whole seconds; a renewal must leave a second one the time to come.
        Span(errors, "PerHost:Lease", options.Lease, TimeSpan.FromSeconds(3), TimeSpan.FromHours(1));
        Span(errors, "PerHost:LeaseRenewal", options.LeaseRenewal, TimeSpan.FromSeconds(1), options.Lease / 2);
        Span(errors, "PerHost:BusyDelay", options.BusyDelay, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Whole(errors, "PerHost:CircuitFailures", options.CircuitFailures, 1, 1_000_000);
        Share(errors, "PerHost:CircuitShare", options.CircuitShare);
        Span(errors, "PerHost:CircuitWindow", options.CircuitWindow, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
        Span(errors, "PerHost:CircuitProbeInterval", options.CircuitProbeInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        Span(errors, "PerHost:CircuitProbeAnyAfter", options.CircuitProbeAnyAfter, options.CircuitProbeInterval, LongestInterval);
    }

    private static void Lessons(LessonOptions options, List<string> errors)
    {
        Span(errors, "Lessons:ProbeInterval", options.ProbeInterval, TimeSpan.Zero, LongestInterval);
        // Two may be one picture that was published twice.
        Whole(errors, "Lessons:SharedLinks", options.SharedLinks, 2, 1_000);
        Whole(errors, "Lessons:HeadAgreements", options.HeadAgreements, 1, 100);
        Span(errors, "Lessons:HeadTrust", options.HeadTrust, TimeSpan.Zero, LongestInterval);
    }

    /// <summary>Says what is wrong without the value, which may be a secret.</summary>
    private static void Vantages(LinkCheckOptions options, List<string> errors)
    {
        Span(errors, "VantageTimeout", options.VantageTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Whole(errors, "VantageChecksAtOnce", options.VantageChecksAtOnce, 0, 1_000);
        foreach ((int index, VantageOptions vantage) in options.Vantages.Index())
        {
            string? defect = vantage.Defect()
                ?? (options.Vantages.Count(other => other.Name == vantage.Name) > 1 ? "Name must be another than those of the others" : null);
            if (defect is not null)
            {
                errors.Add(FormattableString.Invariant($"{LinkCheckOptions.SectionName}:Vantages:{index} cannot be used: {defect}."));
            }
        }
    }

    private static void Span(List<string> errors, string key, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
        {
            errors.Add(Message(key, value, $"a duration [d.]hh:mm:ss[.fff] from {least} to {most}"));
        }
    }

    private static void Share(List<string> errors, string key, double value)
    {
        if (value is not (>= 0 and <= 1))
        {
            errors.Add(Message(key, value, "a number from 0 to 1"));
        }
    }

    private static void Whole(List<string> errors, string key, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            errors.Add(Message(key, value, $"a whole number from {least} to {most}"));
        }
    }

    private static string Message(string key, object value, string legal) =>
        FormattableString.Invariant($"{LinkCheckOptions.SectionName}:{key} is '{value}'; legal: {legal}.");
}

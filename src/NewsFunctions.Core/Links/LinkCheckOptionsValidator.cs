using System.Net;
using Microsoft.Extensions.Options;

namespace NewsFunctions.Links;

/// <summary>Each message names the key and its legal values.</summary>
internal sealed class LinkCheckOptionsValidator : IValidateOptions<LinkCheckOptions>
{
    private static readonly TimeSpan LongestInterval = TimeSpan.FromDays(3650);

    public ValidateOptionsResult Validate(string? name, LinkCheckOptions options)
    {
        List<string> errors = [];
        Rules(options, errors);
        Requests(options, errors);
        Hosts(options.PerHost, errors);
        Vantages(options, errors);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Rules(LinkCheckOptions options, List<string> errors)
    {
        RecheckOptions recheck = options.Recheck;
        Whole(errors, "StrikesToDeath", options.StrikesToDeath, 1, 100);
        Span(errors, "StrikeGap", options.StrikeGap, TimeSpan.Zero, LongestInterval);
        Span(errors, "NoEvidenceLimit", options.NoEvidenceLimit, TimeSpan.Zero, LongestInterval);
        Span(errors, "Recheck:Alive", recheck.Alive, TimeSpan.FromMinutes(1), LongestInterval);
        Span(errors, "Recheck:AliveMax", recheck.AliveMax, recheck.Alive, LongestInterval);
        Span(errors, "Recheck:Suspect", recheck.Suspect, TimeSpan.FromMinutes(1), LongestInterval);
        Span(errors, "Recheck:Dead", recheck.Dead, TimeSpan.FromMinutes(1), LongestInterval);
        Span(errors, "Recheck:DeadMax", recheck.DeadMax, recheck.Dead, LongestInterval);
        Span(errors, "Recheck:NoEvidence", recheck.NoEvidence, TimeSpan.FromMinutes(1), LongestInterval);
        Span(errors, "Recheck:NoEvidenceMax", recheck.NoEvidenceMax, recheck.NoEvidence, LongestInterval);
        if (recheck.Jitter is not (>= 0 and <= 1))
        {
            errors.Add(Message("Recheck:Jitter", recheck.Jitter, "a number from 0 to 1"));
        }

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
        Span(errors, "Timeout", options.Timeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        Span(errors, "ConnectTimeout", options.ConnectTimeout, TimeSpan.FromMilliseconds(10), options.Timeout);
        Span(errors, "HeadersTimeout", options.HeadersTimeout, TimeSpan.FromMilliseconds(10), options.Timeout);
        Whole(errors, "MaxRedirects", options.MaxRedirects, 0, 50);
        Whole(errors, "BodyBytes", options.BodyBytes, TypeSniffer.BytesNeeded, 16 * 1024 * 1024);
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

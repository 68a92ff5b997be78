using Microsoft.Extensions.Options;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Links.Hosts;

namespace NewsFunctions.Archive.Composition;

internal sealed class HostOptionsValidator : IValidateOptions<HostOptions>
{
    public ValidateOptionsResult Validate(string? name, HostOptions options)
    {
        LinkCheckErrors errors = new();
        errors.Span("HostDeadAfter", options.HostDeadAfter, TimeSpan.FromDays(1), LinkCheckErrors.MaxInterval);
        errors.Whole("HostDeadDays", options.HostDeadDays, 1, 1_000);
        errors.Span("NetworkProof", options.NetworkProof, TimeSpan.FromMinutes(1), options.HostDeadAfter);
        PerHost(options.PerHost, errors);
        Lessons(options.Lessons, errors);
        return errors.Result;
    }

    private static void PerHost(PerHostOptions options, LinkCheckErrors errors)
    {
        errors.Whole("PerHost:Concurrency", options.Concurrency, 1, 1000);
        errors.Span("PerHost:Interval", options.Interval, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        errors.Span("PerHost:MaxInterval", options.MaxInterval, options.Interval, TimeSpan.FromMinutes(10));
        errors.Span("PerHost:MaxRetryAfter", options.MaxRetryAfter, TimeSpan.Zero, TimeSpan.FromDays(1));
        errors.Span("PerHost:MaxWait", options.MaxWait, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        errors.Whole("PerHost:FailuresToGiveUp", options.FailuresToGiveUp, 1, 1000);

        // The storage's time has whole seconds. A renewal must leave at least one more second.
        errors.Span("PerHost:Lease", options.Lease, TimeSpan.FromSeconds(3), TimeSpan.FromHours(1));
        errors.Span("PerHost:LeaseRenewal", options.LeaseRenewal, TimeSpan.FromSeconds(1), options.Lease / 2);
        errors.Span("PerHost:BusyDelay", options.BusyDelay, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        errors.Whole("PerHost:CircuitFailures", options.CircuitFailures, 1, 1_000_000);
        errors.Share("PerHost:CircuitShare", options.CircuitShare);
        errors.Span("PerHost:CircuitWindow", options.CircuitWindow, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
        errors.Span("PerHost:CircuitProbeInterval", options.CircuitProbeInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        errors.Span("PerHost:CircuitProbeAnyAfter", options.CircuitProbeAnyAfter, options.CircuitProbeInterval, LinkCheckErrors.MaxInterval);
    }

    private static void Lessons(LessonOptions options, LinkCheckErrors errors)
    {
        errors.Span("Lessons:ProbeInterval", options.ProbeInterval, TimeSpan.Zero, LinkCheckErrors.MaxInterval);
        // Two may be one picture that was published twice.
        errors.Whole("Lessons:SharedLinks", options.SharedLinks, 2, 1_000);
        errors.Whole("Lessons:HeadAgreements", options.HeadAgreements, 1, 100);
        errors.Span("Lessons:HeadTrust", options.HeadTrust, TimeSpan.Zero, LinkCheckErrors.MaxInterval);
    }
}

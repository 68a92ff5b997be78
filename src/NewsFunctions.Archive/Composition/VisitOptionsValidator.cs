using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Visits;

namespace NewsFunctions.Archive.Composition;

internal sealed class VisitOptionsValidator : IValidateOptions<VisitOptions>
{
    public ValidateOptionsResult Validate(string? name, VisitOptions options)
    {
        LinkCheckErrors errors = new();
        errors.Span("VisitBudget", options.VisitBudget, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(20));
        // A lease must outlive its visit.
        errors.Span("LeaseDuration", options.LeaseDuration, options.VisitBudget, TimeSpan.FromDays(1));
        errors.Whole("ChecksPerVisit", options.ChecksPerVisit, 1, 1_000);
        errors.Whole("MaxShardsPerSite", options.MaxShardsPerSite, 1, 10_000);
        errors.Whole("LinksWorthAVisit", options.LinksWorthAVisit, 1, 1_000_000);
        errors.Span("LongestWait", options.LongestWait, TimeSpan.Zero, LinkCheckErrors.MaxInterval);
        return errors.Result;
    }
}

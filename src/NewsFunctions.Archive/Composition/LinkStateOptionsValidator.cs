using Microsoft.Extensions.Options;
using NewsFunctions.Core.States;

namespace NewsFunctions.Archive.Composition;

internal sealed class LinkStateOptionsValidator : IValidateOptions<LinkStateOptions>
{
    public ValidateOptionsResult Validate(string? name, LinkStateOptions options)
    {
        LinkCheckErrors errors = new();
        errors.Whole("StrikesToDeath", options.StrikesToDeath, 1, 100);
        errors.Span("StrikeGap", options.StrikeGap, TimeSpan.Zero, LinkCheckErrors.MaxInterval);
        errors.Span("NoEvidenceLimit", options.NoEvidenceLimit, TimeSpan.Zero, LinkCheckErrors.MaxInterval);
        Recheck(options.Recheck, errors);
        return errors.Result;
    }

    private static void Recheck(RecheckOptions options, LinkCheckErrors errors)
    {
        errors.Span("Recheck:Alive", options.Alive, TimeSpan.FromMinutes(1), LinkCheckErrors.MaxInterval);
        errors.Span("Recheck:AliveMax", options.AliveMax, options.Alive, LinkCheckErrors.MaxInterval);
        errors.Span("Recheck:Suspect", options.Suspect, TimeSpan.FromMinutes(1), LinkCheckErrors.MaxInterval);
        errors.Span("Recheck:Dead", options.Dead, TimeSpan.FromMinutes(1), LinkCheckErrors.MaxInterval);
        errors.Span("Recheck:DeadMax", options.DeadMax, options.Dead, LinkCheckErrors.MaxInterval);
        errors.Span("Recheck:NoEvidence", options.NoEvidence, TimeSpan.FromMinutes(1), LinkCheckErrors.MaxInterval);
        errors.Span("Recheck:NoEvidenceMax", options.NoEvidenceMax, options.NoEvidence, LinkCheckErrors.MaxInterval);
        errors.Share("Recheck:Jitter", options.Jitter);
    }
}

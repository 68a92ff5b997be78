using System.Diagnostics;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.Archive.Telemetry;

/// <summary>Holds the span of a visit. Only some of its thousands of checks become spans: the first that failed, and one in a
/// thousand.</summary>
internal sealed class VisitTrace : IDisposable
{
    public const int MaxFailures = 20;
    public const int ChecksForASample = 1000;

    private static long _checks;

    private readonly Activity _span;
    private int _failures;

    private VisitTrace(Activity span) => _span = span;

    /// <returns>The trace; null without a listener.</returns>
    public static VisitTrace? Start(LinkCheckMessage message)
    {
        Activity? span = ArchiveTracing.Start("visit", message.TraceParent);
        if (span is null)
        {
            return null;
        }

        ArchiveTracing.Describe(span, message.Site, message.Kind, message.Bucket);
        return new VisitTrace(span);
    }

    /// <summary>Adds a finished check. Safe for concurrent checks.</summary>
    public void Add(LinkCheck check)
    {
        bool isSample = Interlocked.Increment(ref _checks) % ChecksForASample == 0;
        bool isFailure = IsFailure(check.Verdict) && Interlocked.Increment(ref _failures) <= MaxFailures;
        if (isSample || isFailure)
        {
            Record(check);
        }
    }

    public void End(VisitOutcome outcome, int @checked, int left)
    {
        _span.SetTag("newsfunctions.outcome", Enum.GetName(outcome));
        _span.SetTag("newsfunctions.checked", @checked);
        _span.SetTag("newsfunctions.left", left);
        _span.SetTag("newsfunctions.failed", Volatile.Read(ref _failures));
    }

    public void Fail(Exception exception)
    {
        _span.Fail(exception);
        _span.SetTag("newsfunctions.outcome", nameof(VisitOutcome.Failed));
    }

    public void Dispose() => _span.Dispose();

    // A verdict that a link is gone is a result. A verdict without evidence about the link is a failure.
    private static bool IsFailure(Verdict verdict) => VerdictEffects.Of(verdict) is VerdictEffect.NoEvidence or VerdictEffect.Blocked;

    private void Record(LinkCheck check)
    {
        using Activity? span = ArchiveTracing.StartEarlier("check", _span, check.CheckedAt);
        if (span is null)
        {
            return;
        }

        span.SetTag("newsfunctions.link", check.Link.Value);
        span.SetTag("newsfunctions.verdict", Enum.GetName(check.Verdict));
        if (IsFailure(check.Verdict))
        {
            span.SetStatus(ActivityStatusCode.Error, Enum.GetName(check.Verdict));
        }

        span.SetEndTime((check.CheckedAt + check.Duration).UtcDateTime);
    }
}

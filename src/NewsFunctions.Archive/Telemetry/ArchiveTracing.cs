using System.Diagnostics;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.Archive.Telemetry;

/// <summary>Starts the spans of the archive's work. Returns null, at no cost, without a listener. docs/telemetry.md lists the spans.</summary>
public static class ArchiveTracing
{
    public const string SourceName = "NewsFunctions";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Starts the span of an HTTP call.</summary>
    public static Activity? StartCall(string function, string method)
    {
        Activity? span = Start("call");
        span?.SetTag("newsfunctions.function", function);
        span?.SetTag("http.request.method", method);
        return span;
    }

    /// <param name="sender">The <c>traceparent</c> of the message that requested the work. The span is linked to it, not part of its trace,
    /// because chains of visits last for weeks.</param>
    internal static Activity? Start(string name, string? sender = null)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        ActivityLink[]? links = ActivityContext.TryParse(sender, null, isRemote: true, out ActivityContext context)
            ? [new ActivityLink(context)]
            : null;
        return Source.StartActivity(name, ActivityKind.Internal, parentContext: default, links: links);
    }

    /// <summary>Starts the span of work on a shard.</summary>
    internal static Activity? StartShard(string name, ShardMessage message)
    {
        Activity? span = Start(name, message.TraceParent);
        if (span is not null)
        {
            Describe(span, message.Site, message.Kind, message.Bucket);
        }

        return span;
    }

    internal static void Describe(Activity span, string site, LinkKind kind, string bucket)
    {
        span.SetTag("newsfunctions.site", site);
        span.SetTag("newsfunctions.kind", Enum.GetName(kind));
        span.SetTag("newsfunctions.bucket", bucket);
    }

    /// <summary>Records a request that has already ended, as a child of a span.</summary>
    internal static Activity? StartEarlier(string name, Activity parent, DateTimeOffset at) =>
        Source.StartActivity(name, ActivityKind.Client, parent.Context, startTime: at);

    /// <summary>Marks the span as failed with an exception.</summary>
    /// <returns>False, for use as the condition of a catch clause that catches nothing.</returns>
    public static bool Fail(this Activity? span, Exception exception)
    {
        span?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
        return false;
    }
}

namespace NewsFunctions.Core.Events;

/// <summary>Lists the kinds of events.</summary>
public enum EventWhat
{
    /// <summary>A link died: it got enough strikes, days apart.</summary>
    Dead,

    /// <summary>A link that was dead answers again.</summary>
    Revived,

    /// <summary>A link answers with different content than before.</summary>
    Drifted,

    /// <summary>A host stopped answering. Its links are not judged in the meantime.</summary>
    HostDown,

    /// <summary>A host that was down answers again.</summary>
    HostBack,

    /// <summary>A host has not answered any request for so long that all its links are dead.</summary>
    HostDead,

    /// <summary>An operator paused a host: no requests are sent to it.</summary>
    HostPaused,

    /// <summary>An operator set a host to Ignore: no check counts against its links.</summary>
    HostIgnored,

    /// <summary>An operator ended the Pause or Ignore of a host.</summary>
    HostResumed,

    /// <summary>A person judged a link, or a judgement ended.</summary>
    Judged,

    /// <summary>The counts of a week: links lost, links with a copy, and hosts in trouble.</summary>
    Digest,
}

/// <summary>Spells the kinds of events for keys, queries and JSON: <c>dead</c>, <c>hostDown</c>.</summary>
public static class EventWhats
{
    public static string Name(EventWhat what) => what switch
    {
        EventWhat.Dead => "dead",
        EventWhat.Revived => "revived",
        EventWhat.Drifted => "drifted",
        EventWhat.HostDown => "hostDown",
        EventWhat.HostBack => "hostBack",
        EventWhat.HostDead => "hostDead",
        EventWhat.HostPaused => "hostPaused",
        EventWhat.HostIgnored => "hostIgnored",
        EventWhat.HostResumed => "hostResumed",
        EventWhat.Judged => "judged",
        EventWhat.Digest => "digest",
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "unknown kind of event"),
    };

    public static EventWhat? FromName(string name) => Enum.GetValues<EventWhat>().Cast<EventWhat?>().FirstOrDefault(what => Name(what!.Value) == name);
}

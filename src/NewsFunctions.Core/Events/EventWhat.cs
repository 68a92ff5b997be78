namespace NewsFunctions.Core.Events;

/// <summary>What an event tells.</summary>
public enum EventWhat
{
    /// <summary>A link died: strike after strike, days apart.</summary>
    Dead,

    /// <summary>A link that was dead answers again.</summary>
    Revived,

    /// <summary>A link answers with something else than before.</summary>
    Drifted,

    /// <summary>A host stopped answering; its links are not judged meanwhile.</summary>
    HostDown,

    /// <summary>A host that was down answers again.</summary>
    HostBack,

    /// <summary>A host has answered nobody for so long that all its links are dead.</summary>
    HostDead,

    /// <summary>An operator paused a host: nothing is sent to it.</summary>
    HostPaused,

    /// <summary>An operator ignores a host: no check counts against its links.</summary>
    HostIgnored,

    /// <summary>An operator ended the pause of a host, or that it is ignored.</summary>
    HostResumed,

    /// <summary>A person judged a link, or a judgement ended.</summary>
    Judged,

    /// <summary>A week in numbers: what was lost, what can be replaced, which hosts are in trouble.</summary>
    Digest,
}

/// <summary>How what an event tells is written in keys, queries and JSON: <c>dead</c>, <c>hostDown</c>.</summary>
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
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "not what an event tells"),
    };

    public static EventWhat? FromName(string name) => Enum.GetValues<EventWhat>().Cast<EventWhat?>().FirstOrDefault(what => Name(what!.Value) == name);
}

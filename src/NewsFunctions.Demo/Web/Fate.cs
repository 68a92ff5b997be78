namespace NewsFunctions.Demo.Web;

/// <summary>Says what happens to a link in the scripted web.</summary>
public enum Fate
{
    /// <summary>It stays alive.</summary>
    Alive,

    /// <summary>The server answers 404 or 410 from a day on.</summary>
    Gone,

    /// <summary>The server answers 404 for a time, then has the file again.</summary>
    Revived,

    /// <summary>The server permanently redirects to the same path of another host.</summary>
    Moved,

    /// <summary>The server sends other bytes, or another article, from a day on.</summary>
    Drifted,

    /// <summary>The file is cut off from a day on.</summary>
    Truncated,

    /// <summary>From a day on, the server sends the picture that the host shows for everything it lost.</summary>
    Placeholder,

    /// <summary>From a day on, the server sends a page instead of the picture.</summary>
    WrongType,

    /// <summary>The article redirects to the front page from a day on.</summary>
    SoftNotFound,

    /// <summary>The server always answers 403.</summary>
    Blocked,

    /// <summary>The file is there, but every few checks end in a server error.</summary>
    Flaky,

    /// <summary>The host went out of business.</summary>
    HostDead,

    /// <summary>The dump has no path that may be requested.</summary>
    Refused,
}

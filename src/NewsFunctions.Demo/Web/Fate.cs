namespace NewsFunctions.Demo.Web;

/// <summary>What becomes of a link in the scripted web.</summary>
public enum Fate
{
    /// <summary>Nothing ever happens to it.</summary>
    Alive,

    /// <summary>The server answers 404 or 410 from a day on.</summary>
    Gone,

    /// <summary>The server answers 404 for a time, then has the file again.</summary>
    Revived,

    /// <summary>A permanent redirect to the same path of another host.</summary>
    Moved,

    /// <summary>Other bytes, or another article, from a day on.</summary>
    Drifted,

    /// <summary>The file breaks off from a day on.</summary>
    Truncated,

    /// <summary>The picture that the host shows for whatever it lost, from a day on.</summary>
    Placeholder,

    /// <summary>A page where a picture was, from a day on.</summary>
    WrongType,

    /// <summary>The article redirects to the front page from a day on.</summary>
    SoftNotFound,

    /// <summary>The server always answers 403.</summary>
    Blocked,

    /// <summary>The file is there, but every few checks end in a server error.</summary>
    Flaky,

    /// <summary>Its host went out of business.</summary>
    HostDead,

    /// <summary>The dump gives no path that may be asked for.</summary>
    Refused,
}

namespace NewsFunctions.IntegrationTests.Faults;

/// <summary>Lists the faults that a proxy can inject into a request.</summary>
internal enum Fault
{
    /// <summary>Answers 429, 500 or 503, with or without Retry-After, without executing the request.</summary>
    Refused,

    /// <summary>Executes the request, but answers 429, 500 or 503.</summary>
    RefusedAfterwards,

    /// <summary>Executes the request and cuts the connection in the middle of the answer.</summary>
    Cut,

    /// <summary>Delays the request.</summary>
    Delayed,

    /// <summary>Sends the request twice and returns the second answer.</summary>
    Doubled,

    /// <summary>Holds the request until later ones have passed.</summary>
    Overtaken,

    /// <summary>Answers a listing with an empty page and a continuation.</summary>
    EmptyPage,

    /// <summary>Refuses a conditional write with 409 or 412 although its condition holds.</summary>
    Conflict,

    /// <summary>Executes a conditional write, but answers 409 or 412.</summary>
    ConflictAfterwards,
}

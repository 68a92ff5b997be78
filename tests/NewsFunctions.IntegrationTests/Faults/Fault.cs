namespace NewsFunctions.IntegrationTests.Faults;

/// <summary>What a faulty server does to a request.</summary>
internal enum Fault
{
    /// <summary>It answers 429, 500 or 503, with or without Retry-After, and does nothing.</summary>
    Refused,

    /// <summary>It does what was asked and answers so all the same.</summary>
    RefusedAfterwards,

    /// <summary>It does what was asked, and the connection ends in the middle of the answer.</summary>
    Cut,

    /// <summary>It takes its time.</summary>
    Delayed,

    /// <summary>It gets the request twice and gives the second answer.</summary>
    Doubled,

    /// <summary>Later requests pass this one.</summary>
    Overtaken,

    /// <summary>A listing begins with a page that has no rows and a continuation.</summary>
    EmptyPage,

    /// <summary>A conditional write fails with 409 or 412 although its condition holds.</summary>
    Conflict,

    /// <summary>A conditional write is carried out and answered with 409 or 412.</summary>
    ConflictAfterwards,
}

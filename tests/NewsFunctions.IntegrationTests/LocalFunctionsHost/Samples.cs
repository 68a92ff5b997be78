namespace NewsFunctions.IntegrationTests.LocalFunctionsHost;

/// <summary>Names the functions of <c>tests/TestFunctions</c> by trigger type.</summary>
internal static class Samples
{
    public static readonly string[] Blob = ["ReadBlob"];
    public static readonly string[] Queue = ["ReadMessage", "ReadMetadata", "Forward"];
    public static readonly string[] Timer = ["Tick"];
    public static readonly string[] Http = ["Caller", "Count", "Echo", "Empty", "Fail", "Greet", "Stream", "Wait"];

    /// <summary>Sets the schedule of the timer function.</summary>
    public static readonly (string Key, string Value) Hourly = ("TickSchedule", "0 0 * * * *");

    public static readonly IReadOnlyList<string> All = [.. Blob, .. Queue, .. Timer, .. Http];
}

namespace NewsFunctions.Testing;

/// <summary>
/// Reads the required tools: the comma-separated names in <c>NEWS_REQUIRE</c>. A test that lacks a tool is skipped, so that
/// <c>dotnet test</c> passes on any machine. CI requires its tools, so that a missing one cannot skip tests unnoticed.
/// </summary>
internal static class Required
{
    /// <summary>Skips the running test, or fails it if the tool is required.</summary>
    public static void SkipWithout(string tool, string reason)
    {
        var required = (Environment.GetEnvironmentVariable("NEWS_REQUIRE") ?? "").Split(',', StringSplitOptions.TrimEntries);
        Assert.False(required.Contains(tool, StringComparer.OrdinalIgnoreCase), $"NEWS_REQUIRE names {tool}, and it is missing: {reason}");
        Assert.Skip(reason);
    }
}

namespace NewsFunctions.Testing;

/// <summary>
/// What this run must not do without: the comma separated names in <c>NEWS_REQUIRE</c>. Tests skip where something else
/// is missing, so that <c>dotnet test</c> passes on any machine while CI cannot lose tests unnoticed.
/// </summary>
internal static class Required
{
    /// <summary>Skips the running test, or fails it where the tool is required.</summary>
    public static void SkipWithout(string tool, string reason)
    {
        var required = (Environment.GetEnvironmentVariable("NEWS_REQUIRE") ?? "").Split(',', StringSplitOptions.TrimEntries);
        Assert.False(required.Contains(tool, StringComparer.OrdinalIgnoreCase), $"NEWS_REQUIRE names {tool}, and it is missing: {reason}");
        Assert.Skip(reason);
    }
}

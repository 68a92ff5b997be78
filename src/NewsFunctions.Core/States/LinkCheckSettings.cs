namespace NewsFunctions.Core.States;

/// <summary>Names the settings section for each part of the link check options. Durations are <c>[d.]hh:mm:ss[.fff]</c>.</summary>
public static class LinkCheckSettings
{
    public const string Section = "LinkChecks";
}

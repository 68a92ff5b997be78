namespace NewsFunctions.Core.States;

/// <summary>Names the section of the settings from which each part of the options of link checks takes its keys. Durations are <c>[d.]hh:mm:ss[.fff]</c>.</summary>
public static class LinkCheckSettings
{
    public const string Section = "LinkChecks";
}

namespace NewsFunctions.Demo.Scenario;

/// <summary>Says whether an archive holds the demo.</summary>
public enum DemoState
{
    Absent,

    /// <summary>A build was interrupted.</summary>
    Incomplete,
    Built,
}

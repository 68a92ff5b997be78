namespace NewsFunctions.Demo.Scenario;

/// <summary>Whether an archive holds the demo.</summary>
public enum DemoState
{
    Absent,

    /// <summary>A build was stopped.</summary>
    Incomplete,
    Built,
}

namespace NewsFunctions.Demo.Past;

/// <summary>Provides the time of a past that is simulated in memory.</summary>
internal sealed class ScriptClock(DateTimeOffset start) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;
}

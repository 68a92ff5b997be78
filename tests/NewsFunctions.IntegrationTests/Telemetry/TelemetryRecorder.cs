using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using NewsFunctions.Archive.Telemetry;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.IntegrationTests.Telemetry;

/// <summary>
/// Records spans and measurements of the code that its creator calls. Tests that run in parallel are not recorded.
/// </summary>
internal sealed class TelemetryRecorder : IDisposable
{
    private readonly AsyncLocal<bool> _isOurs = new() { Value = true };
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters = new();

    public TelemetryRecorder()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ArchiveTracing.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => _isOurs.Value ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = span =>
            {
                if (_isOurs.Value)
                {
                    Spans.Enqueue(span);
                }
            },
        };
        ActivitySource.AddActivityListener(_activities);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name is ArchiveMetrics.MeterName or StorageMetrics.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.Start();
    }

    public ConcurrentQueue<Activity> Spans { get; } = [];

    public ConcurrentQueue<Measured> Measurements { get; } = [];

    public void Dispose()
    {
        _activities.Dispose();
        _meters.Dispose();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_isOurs.Value)
        {
            Measurements.Enqueue(new Measured(instrument.Name, value, new Dictionary<string, object?>(tags.ToArray())));
        }
    }
}

internal sealed record Measured(string Metric, double Value, IReadOnlyDictionary<string, object?> Dimensions);

using NewsFunctions.Core.Facts;
using NewsFunctions.Links.Hosts;

namespace NewsFunctions.Tests.Links.Hosts;

public sealed class HostOutcomesTests : IAsyncDisposable
{
    private const string Host = "a.example";

    private readonly HostOutcomes _hosts = new(new HostOptions(), new ProcessMemories(), TimeProvider.System);

    public ValueTask DisposeAsync() => _hosts.DisposeAsync();

    [Theory]
    [InlineData(FailureStage.Connect, FailureKind.ConnectionRefused)]
    [InlineData(FailureStage.Tls, FailureKind.TlsHandshake)]
    [InlineData(FailureStage.Headers, FailureKind.Timeout)]
    public void Host_is_skipped_after_three_transport_failures(FailureStage stage, FailureKind kind)
    {
        Fail(stage, kind);
        Fail(stage, kind);
        Assert.Null(_hosts.Outage(Host));

        Fail(stage, kind);

        Assert.Equal((FailureKind.HostOutage, kind), (_hosts.Outage(Host)!.Kind, _hosts.Outage(Host)!.Cause!.Value));
        Assert.Contains("It failed.", _hosts.Outage(Host)!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Host_is_skipped_after_one_failed_name_lookup()
    {
        Fail(FailureStage.Dns, FailureKind.NoSuchName);

        Assert.Equal(FailureKind.NoSuchName, _hosts.Outage("A.example")?.Cause);
        Assert.Null(_hosts.Outage("b.example"));
    }

    [Fact]
    public void Answer_in_between_resets_the_count()
    {
        Fail(FailureStage.Connect, FailureKind.Timeout);
        Fail(FailureStage.Connect, FailureKind.Timeout);
        _hosts.RecordAnswer(Host, 500);
        Fail(FailureStage.Connect, FailureKind.Timeout);
        Fail(FailureStage.Connect, FailureKind.Timeout);

        Assert.Null(_hosts.Outage(Host));
    }

    [Theory]
    [InlineData(FailureStage.Body)]
    [InlineData(FailureStage.Policy)]
    [InlineData(FailureStage.Redirect)]
    public void Failures_unrelated_to_the_host_do_not_count(FailureStage stage)
    {
        for (int i = 0; i < 5; i++)
        {
            Fail(stage, FailureKind.Timeout);
        }

        Assert.Null(_hosts.Outage(Host));
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(301, true)]
    [InlineData(404, true)]
    [InlineData(403, false)]
    [InlineData(429, false)]
    [InlineData(503, false)]
    public void Host_counts_as_answering_only_if_its_status_is_evidence(int status, bool answered)
    {
        _hosts.RecordAnswer(Host, status);

        Assert.Equal(answered, _hosts.Answered(Host));
        Assert.Equal(answered, _hosts.AnsweredForAny(["https://b.example/x", "no url", $"https://{Host}/x"]));
        Assert.False(_hosts.Answered("b.example"));
    }

    private void Fail(FailureStage stage, FailureKind kind) =>
        _hosts.RecordFailure(Host, new FailureFacts { Stage = stage, Kind = kind, Detail = "It failed." });
}

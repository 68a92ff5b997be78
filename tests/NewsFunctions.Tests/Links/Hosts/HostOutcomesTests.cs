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
    public void A_host_is_given_up_after_three_failures_at_transport_level(FailureStage stage, FailureKind kind)
    {
        Fail(stage, kind);
        Fail(stage, kind);
        Assert.Null(_hosts.Outage(Host));

        Fail(stage, kind);

        Assert.Equal((FailureKind.HostOutage, kind), (_hosts.Outage(Host)!.Kind, _hosts.Outage(Host)!.Cause!.Value));
        Assert.Contains("It failed.", _hosts.Outage(Host)!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_does_not_resolve_needs_one()
    {
        Fail(FailureStage.Dns, FailureKind.NoSuchName);

        Assert.Equal(FailureKind.NoSuchName, _hosts.Outage("A.example")?.Cause);
        Assert.Null(_hosts.Outage("b.example"));
    }

    [Fact]
    public void An_answer_in_between_starts_the_count_anew()
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
    public void Failures_that_say_nothing_of_the_host_do_not_count(FailureStage stage)
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
    public void A_host_answers_when_it_tells_something_of_a_link(int status, bool answered)
    {
        _hosts.RecordAnswer(Host, status);

        Assert.Equal(answered, _hosts.Answered(Host));
        Assert.Equal(answered, _hosts.AnsweredForAny(["https://b.example/x", "no url", $"https://{Host}/x"]));
        Assert.False(_hosts.Answered("b.example"));
    }

    private void Fail(FailureStage stage, FailureKind kind) =>
        _hosts.RecordFailure(Host, new FailureFacts { Stage = stage, Kind = kind, Detail = "It failed." });
}

using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Cli.Reading;
using NewsFunctions.Cli.Run;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Tests.Cli.Reading;

public sealed class FailuresTests
{
    [Fact]
    public void Two_wrong_settings_are_both_explained()
    {
        string? explained = Failures.Explain(new AggregateException(Wrong("A is '0'."), Wrong("B is '-1'.")));

        Assert.Equal("A is '0'. B is '-1'.", explained);
    }

    [Theory]
    [InlineData("LinkChecks:Timeout", "banana", "00:00:20")]
    [InlineData("Captures:Enabled", "maybe", "true or false")]
    [InlineData("LinkChecks:MaxRedirects", "x", "a whole number")]
    [InlineData("LinkChecks:BodyBytes", "0", "1445")]
    [InlineData("ArchiveStorage", "garbage", "Legal forms")]
    public void Wrong_setting_is_found_before_a_worker_starts(string key, string value, string legal)
    {
        var settings = new ArchiveSettings(new Dictionary<string, string?> { [key] = value });

        Exception? wrong = Record.Exception(() => RunConfiguration.HostOptions(settings, port: null, data: null, verbose: false));

        string? explained = Failures.Explain(wrong!);
        Assert.Contains(key, explained, StringComparison.Ordinal);
        Assert.Contains(legal, explained, StringComparison.Ordinal);
    }

    [Fact]
    public void Bug_beside_an_invalid_setting_is_reported_as_a_bug() =>
        Assert.Null(Failures.Explain(new AggregateException(Wrong("A is '0'."), new NotSupportedException())));

    [Fact]
    public void Best_effort_writer_ignores_write_errors()
    {
        using var writer = new BestEffortWriter(new StreamWriter(new FullStream()) { AutoFlush = true });

        writer.WriteLine("progress");
        writer.Write('c');
        writer.Flush();
    }

    private static OptionsValidationException Wrong(string failure) => new("options", typeof(object), [failure]);

    private sealed class FullStream : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("No space left on device");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device");
    }
}

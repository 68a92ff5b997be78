using NewsFunctions.Archive.Queries;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Tests.Archive.Queries;

public sealed class WaitingContinuationTests
{
    [Fact]
    public void Continuation_resumes_after_its_name() =>
        Assert.Equal("خبر/1.txt", WaitingContinuation.Read(WaitingContinuation.Write("خبر/1.txt", "خبر/*"), "خبر/*"));

    [Fact]
    public void Continuation_is_invalid_for_another_filter() =>
        Assert.Throws<InvalidContinuationException>(() => WaitingContinuation.Read(WaitingContinuation.Write("a.txt", "a*"), filter: null));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("not base64 url!")]
    [InlineData("AAAAAAAAAAAA")]
    public void Forged_continuation_is_rejected(string continuation) =>
        Assert.Throws<InvalidContinuationException>(() => WaitingContinuation.Read(continuation, filter: null));
}

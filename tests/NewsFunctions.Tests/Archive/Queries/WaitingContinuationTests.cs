using NewsFunctions.Archive.Queries;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Tests.Archive.Queries;

public sealed class WaitingContinuationTests
{
    [Fact]
    public void It_goes_on_behind_the_name_that_it_was_made_of() =>
        Assert.Equal("خبر/1.txt", WaitingContinuation.Read(WaitingContinuation.Write("خبر/1.txt", "خبر/*"), "خبر/*"));

    [Fact]
    public void It_fits_no_other_filter() =>
        Assert.Throws<InvalidContinuationException>(() => WaitingContinuation.Read(WaitingContinuation.Write("a.txt", "a*"), filter: null));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("not base64 url!")]
    [InlineData("AAAAAAAAAAAA")]
    public void What_the_archive_did_not_give_out_is_refused(string continuation) =>
        Assert.Throws<InvalidContinuationException>(() => WaitingContinuation.Read(continuation, filter: null));
}

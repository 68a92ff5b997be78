using System.Buffers.Text;
using System.Text;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Tests.Storage.Rows;

public sealed class PagingTests
{
    [Fact]
    public async Task Continuation_resumes_after_the_last_item()
    {
        ResultPage<string> page = await new Paging("list", 2, "filter").TakeAsync(Items("a", "b", "c"), item => [item, "x"]);

        Assert.Equal(["a", "b"], page.Items);
        Assert.Matches("^[A-Za-z0-9_-]+$", page.Continuation);
        Assert.Equal(["b", "x"], new Paging("list", 5, "filter").Position(page.Continuation, parts: 2)!);
    }

    [Fact]
    public async Task The_last_page_has_no_continuation() =>
        Assert.Null((await new Paging("list", 3).TakeAsync(Items("a", "b", "c"), item => [item])).Continuation);

    [Fact]
    public async Task Continuation_is_valid_only_for_its_list_and_filter()
    {
        string? continuation = (await new Paging("list", 1, "a", "b").TakeAsync(Items("a", "b"), item => [item])).Continuation;

        Assert.NotNull(new Paging("list", 1, "a", "b").Position(continuation, 1));
        Assert.Throws<InvalidContinuationException>(() => new Paging("other", 1, "a", "b").Position(continuation, 1));
        Assert.Throws<InvalidContinuationException>(() => new Paging("list", 1, "ab", "").Position(continuation, 1));
        Assert.Throws<InvalidContinuationException>(() => new Paging("list", 1, "a", null).Position(continuation, 1));
        Assert.Throws<InvalidContinuationException>(() => new Paging("list", 1, "a", "b").Position(continuation, 2));
    }

    [Theory]
    [InlineData("")]
    [InlineData("%%%")]
    [InlineData("bm9uc2Vuc2U")]
    public void Malformed_continuation_is_rejected(string continuation) =>
        Assert.Throws<InvalidContinuationException>(() => new Paging("list", 1).Position(continuation, 1));

    [Fact]
    public async Task Position_with_an_impossible_key_is_rejected()
    {
        string genuine = (await new Paging("list", 1).TakeAsync(Items("a", "b"), item => [item])).Continuation!;
        string hash = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(genuine)).Split('\n')[0];
        string forged = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{hash}\n' or PartitionKey ne '"));

        Assert.Throws<InvalidContinuationException>(() => new Paging("list", 1).Position(forged, 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public void Limit_out_of_range_throws(int limit) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Paging("list", limit));

    private static IAsyncEnumerable<string> Items(params string[] items) => items.ToAsyncEnumerable();
}

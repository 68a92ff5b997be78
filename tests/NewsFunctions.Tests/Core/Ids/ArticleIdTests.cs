using NewsFunctions.Core.Ids;

namespace NewsFunctions.Tests.Core.Ids;

public sealed class ArticleIdTests
{
    [Theory]
    [InlineData("20210514-0123456789abcdef", true)]
    [InlineData("undated-0123456789abcdef", true)]
    [InlineData("20210514-0123456789ABCDEF", false)]
    [InlineData("2021051x-0123456789abcdef", false)]
    [InlineData("undated-0123456789abcde", false)]
    [InlineData("1797706", false)]
    public void Text_id_is_recognised_by_its_form(string id, bool isTextId) => Assert.Equal(isTextId, ArticleId.Parse(id).IsTextId);
}

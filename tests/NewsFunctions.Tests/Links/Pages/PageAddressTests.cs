using NewsFunctions.Links.Pages;

namespace NewsFunctions.Tests.Links.Pages;

public sealed class PageAddressTests
{
    private const string Location = "https://en.alalam.ir/news/1797706";

    [Theory]
    [InlineData("https://en.alalam.ir/news/1797706", true)]
    [InlineData("https://en.alalamtv.net/news/1797706/iran-talks", true)]
    [InlineData("https://en.alalam.ir/?p=1797706&x=1", true)]
    [InlineData("https://en.alalam.ir/iran-talks-1797706.html", true)]
    [InlineData("https://en.alalam.ir/news/11797706/1797706", true)]
    [InlineData("https://en.alalam.ir/news/17977061", false)]
    [InlineData("https://en.alalam.ir/news/a1797706", false)]
    [InlineData("https://1797706.example/", false)]
    [InlineData("not an address 1797706", false)]
    [InlineData(null, false)]
    public void An_address_names_an_id_as_a_whole_word(string? address, bool names) =>
        Assert.Equal(names, PageAddress.Names(address, "1797706"));

    [Theory]
    [InlineData("https://en.alalam.ir/news/1797707", "1797707")]
    [InlineData("https://en.alalamtv.net/news/1797707/title-of-2016", "1797707")]
    [InlineData("https://en.alalam.ir/news/2016/03/07/title", null)]
    [InlineData("https://en.alalam.ir/story/1797707", null)]
    [InlineData("https://en.alalam.ir/news/1797707abc", null)]
    [InlineData("https://en.alalam.ir/", null)]
    [InlineData(null, null)]
    public void Another_id_is_read_only_from_a_URL_of_the_same_form(string? address, string? id) =>
        Assert.Equal(id, PageAddress.IdLike(address, Location, "1797706"));

    [Fact]
    public void No_other_id_is_read_if_ids_are_words() =>
        Assert.Null(PageAddress.IdLike("https://a.example/news/other", "https://a.example/news/iran", "iran"));
}

using System.Globalization;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Tests.Storage.Links;

public sealed class SuspectMediaTests
{
    [Fact]
    public void Suspect_media_survive_the_round_trip_through_a_column()
    {
        LinkId[] suspect = [Picture(1), Picture(2), LinkId.ForMedia(LinkKind.Video, "/a.mp4")];

        string text = SuspectMedia.Of(suspect).ToText();
        var read = SuspectMedia.Parse(text, more: false);

        Assert.Equal(3 * 8, text.Length);
        Assert.All(suspect, id => Assert.True(read.Contains(id)));
        Assert.False(read.Contains(Picture(3)));
        Assert.False(read.More);
        Assert.False(SuspectMedia.Parse("", more: false).Contains(Picture(1)));
    }

    [Theory]
    [InlineData(SuspectMedia.MaxLinks, false)]
    [InlineData(SuspectMedia.MaxLinks + 1, true)]
    public void More_suspect_media_than_a_column_holds_set_the_flag(int suspect, bool more)
    {
        var media = SuspectMedia.Of([.. Enumerable.Range(0, suspect).Select(Picture)]);

        Assert.Equal(more, media.More);
        Assert.Equal(8 * SuspectMedia.MaxLinks, media.ToText().Length);
        Assert.Equal(SuspectMedia.MaxLinks, Enumerable.Range(0, suspect).Count(number => media.Contains(Picture(number))));
    }

    private static LinkId Picture(int number) =>
        LinkId.ForMedia(LinkKind.Image, string.Create(CultureInfo.InvariantCulture, $"/2016/03/07/{number}.jpg"));
}

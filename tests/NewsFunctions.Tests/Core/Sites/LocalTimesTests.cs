using System.Globalization;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Sites;
using NewsFunctions.Tests.Dumps.Reading;

namespace NewsFunctions.Tests.Core.Sites;

public sealed class LocalTimesTests
{
    /// <summary>In Iran in 2016, clocks went from 00:00 to 01:00 on 21 March and from 24:00 back to 23:00 on 20
    /// September.</summary>
    [Theory]
    [InlineData("2016-03-11T16:23:23", "2016-03-11T16:23:23+03:30", LocalTimeKind.Normal)]
    [InlineData("2016-03-21T00:30:00", "2016-03-21T01:30:00+04:30", LocalTimeKind.Skipped)]
    [InlineData("2016-06-01T12:00:00", "2016-06-01T12:00:00+04:30", LocalTimeKind.Normal)]
    [InlineData("2016-09-20T23:30:00", "2016-09-20T23:30:00+04:30", LocalTimeKind.Ambiguous)]
    public void Local_time_in_Tehran_is_one_instant(string local, string instant, LocalTimeKind kind)
    {
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tehran");

        DateTimeOffset at = LocalTimes.At(DateTime.Parse(local, CultureInfo.InvariantCulture), zone, out LocalTimeKind found);

        Assert.Equal((instant, kind), (at.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture), found));
    }

    [Theory]
    [InlineData("Mon Mar 21, 2016 00:30:00", "ND045")]
    [InlineData("Tue Sep 20, 2016 23:30:00", "ND044")]
    public void Ambiguous_or_skipped_local_time_is_reported(string dateline, string code)
    {
        Article article = ReadText.Read($"{dateline}\nText.\n").Articles[0].Article;

        Assert.Equal(code, Assert.Single(article.Diagnostics).Code);
    }
}

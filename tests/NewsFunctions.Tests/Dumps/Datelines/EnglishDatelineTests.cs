namespace NewsFunctions.Tests.Dumps.Datelines;

public sealed class EnglishDatelineTests
{
    [Theory]
    [InlineData("Fri Mar 11, 2016 16:23:00")]
    [InlineData("fri  MAR 11,\t2016 16:23:00")]
    [InlineData("Fri Mar 11, 2016 16:23")]
    [InlineData("Friday March 11, 2016 16:23")]
    [InlineData("Friday, March 11, 2016 - 16:23")]
    [InlineData("Friday, March 11, 2016, 4:23 PM")]
    [InlineData("Fri March 11, 2016 04:23:00pm")]
    public void Every_form_of_an_English_dateline_is_read(string line)
    {
        Assert.Equal("2016-03-11T16:23:00", ReadLine.TimeOf(line));
        Assert.Equal("en", ReadLine.Of(line)!.Language);
    }

    [Theory]
    [InlineData("Thurs Sept 1, 2016 12:01 AM", "2016-09-01T00:01:00")]
    [InlineData("Tues Nov 1, 2016 12:01 PM", "2016-11-01T12:01:00")]
    [InlineData("Wednesday November 30, 2016 23:59:59", "2016-11-30T23:59:59")]
    public void Full_names_and_AM_or_PM_are_read(string line, string time) => Assert.Equal(time, ReadLine.TimeOf(line));

    [Theory]
    [InlineData("Fri Mar 11, 2016 16:23:23 GMT")]
    [InlineData("Friday March 11, 2016 16:23:23 UTC")]
    public void Time_in_Greenwich_is_reported(string line)
    {
        ReadLine read = ReadLine.Of(line)!;

        Assert.Equal(["ND047"], read.Codes);
        Assert.Equal(TimeSpan.Zero, read.Offset);
    }

    [Theory]
    [InlineData("Friday March 11, 2016")]
    [InlineData("Fri Mar 11 2016 16:23:23")]
    [InlineData("Frix Mar 11, 2016 16:23:23")]
    [InlineData("Fri Marchy 11, 2016 16:23:23")]
    [InlineData("Friday evening March 11, 2016 16:23")]
    [InlineData("Fri Mar 11, 2016 16:23:23 in Sundby")]
    [InlineData("Fri Mar 11, 2016 16:23:2")]
    [InlineData("Fri Mar 11, 2016 16:23:")]
    [InlineData("Fri Mar 11, 16 16:23:23")]
    [InlineData("On Fri Mar 11, 2016 16:23:23")]
    [InlineData("Fri Mär 11, 2016 16:23:23")]
    public void Line_with_more_or_less_than_a_dateline_is_text(string line) => Assert.Null(ReadLine.Of(line));
}

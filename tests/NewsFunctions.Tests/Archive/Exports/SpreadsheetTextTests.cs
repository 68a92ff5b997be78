using System.Text.RegularExpressions;
using CsCheck;
using NewsFunctions.Archive.Exports;

namespace NewsFunctions.Tests.Archive.Exports;

public sealed partial class SpreadsheetTextTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r\n=1", "'\r\n=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("'=1", "''=1")]
    [InlineData("'Tis the season", "'Tis the season")]
    [InlineData("'", "'")]
    [InlineData("a=1", "a=1")]
    [InlineData("", "")]
    [InlineData(null, null)]
    public void Text_that_begins_like_a_formula_gets_an_apostrophe(string? text, string? cell) =>
        Assert.Equal(cell, SpreadsheetText.Of(text));

    [Fact]
    public void Text_is_recovered_by_the_documented_rule() =>
        Gen.OneOf(Gen.String[Gen.Char["'=+-@\t\r\n＝＠ab"], 0, 4], Gen.String)
            .Sample(text => Assert.Equal(text, Undone(SpreadsheetText.Of(text)!)));

    private static string Undone(string cell) => Marked().IsMatch(cell) ? cell[1..] : cell;

    /// <summary>Matches a cell that starts with the apostrophe described in docs/exports.md.</summary>
    [GeneratedRegex(@"^'+[=+\-@\t\r\n＝＋－＠]")]
    private static partial Regex Marked();
}

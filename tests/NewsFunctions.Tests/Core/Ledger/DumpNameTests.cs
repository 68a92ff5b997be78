using NewsFunctions.Core.Ledger;

namespace NewsFunctions.Tests.Core.Ledger;

public sealed class DumpNameTests
{
    [Theory]
    [InlineData("1797706.txt")]
    [InlineData("alalam/2016/1797706.txt")]
    [InlineData("خبر 1.txt")]
    [InlineData("a..b")]
    [InlineData(".hidden")]
    [InlineData("...a/b")]
    [InlineData("a?b#c%41+ &\"'<>.txt")]
    [InlineData("a\uFFFDb")]
    [InlineData("\uD83D\uDE00.txt")]
    [InlineData("a\u00A0b\u200Cc")]
    public void Relative_path_is_legal(string name) => Assert.Null(DumpName.Refusal(name));

    [Theory]
    [InlineData("", "empty")]
    [InlineData("/a", "empty segment")]
    [InlineData("a/", "empty segment")]
    [InlineData("a//b", "empty segment")]
    [InlineData(".", "ends in a dot")]
    [InlineData("..", "ends in a dot")]
    [InlineData("a/../b", "ends in a dot")]
    [InlineData("./a", "ends in a dot")]
    [InlineData("a./b", "ends in a dot")]
    [InlineData("a/b.", "ends in a dot")]
    [InlineData("a\\b", "backslash")]
    [InlineData("a\u0000b", "control character \\x00")]
    [InlineData("a\nb", "control character \\x0A")]
    [InlineData("a\u001Fb", "control character \\x1F")]
    [InlineData("a\u007Fb", "control character \\x7F")]
    [InlineData("a\u0085b", "control character \\x85")]
    [InlineData("a\u009Fb", "control character \\x9F")]
    [InlineData("a\uFFFEb", "noncharacter U+FFFE")]
    [InlineData("a\uFFFF", "noncharacter U+FFFF")]
    [InlineData("a\uFDD0b", "noncharacter U+FDD0")]
    [InlineData("a\uFDEFb", "noncharacter U+FDEF")]
    [InlineData("a\uD83F\uDFFEb", "noncharacter U+1FFFE")]
    [InlineData("a\uDBFF\uDFFFb", "noncharacter U+10FFFF")]
    public void Illegal_name_is_rejected_with_a_reason(string name, string reason) =>
        Assert.Contains(reason, DumpName.Refusal(name), StringComparison.Ordinal);

    [Theory]
    [InlineData(0xD83D)]
    [InlineData(0xDE00)]
    public void Unpaired_surrogate_is_rejected(int unit) =>
        Assert.Contains($"unpaired surrogate \\u{unit:X4}", DumpName.Refusal($"a{(char)unit}b"), StringComparison.Ordinal);

    [Fact]
    public void Length_is_counted_in_UTF16_units()
    {
        Assert.Null(DumpName.Refusal(new string('a', 1_024)));
        Assert.NotNull(DumpName.Refusal(new string('a', 1_025)));
        Assert.Null(DumpName.Refusal(string.Concat(Enumerable.Repeat("\uD83D\uDE00", 512))));
        Assert.NotNull(DumpName.Refusal(string.Concat(Enumerable.Repeat("\uD83D\uDE00", 513))));
    }

    [Fact]
    public void Name_has_at_most_254_segments()
    {
        Assert.Null(DumpName.Refusal(string.Join('/', Enumerable.Repeat("a", 254))));
        Assert.NotNull(DumpName.Refusal(string.Join('/', Enumerable.Repeat("a", 255))));
    }

    [Theory]
    [InlineData("a\u0001b", @"a\x01b")]
    [InlineData("a\\b", @"a\\b")]
    [InlineData("خبر\uFFFE", @"خبر\uFFFE")]
    [InlineData("\uD83F\uDFFE", @"\uD83F\uDFFE")]
    [InlineData("\u009B1m", @"\x9B1m")]
    public void Escaped_name_is_printable_and_reads_back(string name, string escaped)
    {
        Assert.Equal(escaped, DumpName.Escape(name));
        Assert.Equal(name, DumpName.Unescape(escaped));
    }

    [Theory]
    [InlineData(@"a\")]
    [InlineData(@"a\n")]
    [InlineData(@"a\x1")]
    [InlineData(@"a\uFFF")]
    [InlineData(@"a\xZZ")]
    public void Unknown_escape_is_rejected(string escaped) => Assert.Null(DumpName.Unescape(escaped));
}

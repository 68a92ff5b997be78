using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Tests.Cli.Terminals;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("plain text, as it is: [bold]", "plain text, as it is: [bold]")]
    [InlineData("\u001b[31mred\u001b[0m", "\uFFFD[31mred\uFFFD[0m")]
    [InlineData("\u009b2J", "\uFFFD2J")]
    [InlineData("bell\aback\b\u007f", "bell\uFFFDback\uFFFD\uFFFD")]
    [InlineData("two\r\nlines\tand a tab", "two  lines and a tab")]
    [InlineData("a\u2028b\u2029c", "a\uFFFDb\uFFFDc")]
    [InlineData("\u202Egpj.exe\u2066\u200F", "\uFFFDgpj.exe\uFFFD\uFFFD")]
    [InlineData("tag \U000E0041", "tag \uFFFD")]
    [InlineData(null, "")]
    public void Control_and_bidirectional_characters_are_replaced(string? text, string shown) => Assert.Equal(shown, SafeText.Line(text));

    // Not a theory, because an unpaired surrogate does not survive in an attribute.
    [Fact]
    public void Unpaired_surrogate_is_replaced() => Assert.Equal("\uFFFD alone", SafeText.Line("\uD800 alone"));

    [Fact]
    public void Unsafe_characters_in_JSON_are_escaped() =>
        Assert.Equal("""{"title":"\u009bA \u202e \udb40\udc41 ü"}""", SafeText.Json("{\"title\":\"\u009bA \u202e \U000E0041 ü\"}"));

    [Theory]
    [InlineData("می\u200Cخواهم")]
    [InlineData("حلب")]
    [InlineData("👩\u200D🚒 Zürich")]
    public void Every_script_stays_readable(string text) => Assert.Equal(text, SafeText.Line(text));
}

using System.Text;
using NewsFunctions.Core.Text;

namespace NewsFunctions.Tests.Core.Text;

public sealed class MojibakeTests
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static TheoryData<string> Lines { get; } =
    [
        "He said “no” and left.",
        "The café at the pier",
        "Ærøskøbing: smørrebrød for all",
        "العالم: وزير الخارجية يصل إلى بغداد",
        "سه شنبه 5 بهمن 1395 - 23:58",
        "می‌گوید",
        "Москва и Пекин",
        "東京で会談",
        "It’s 5 °C — or € 7 … 😀",
    ];

    [Theory]
    [MemberData(nameof(Lines))]
    public void Line_encoded_two_or_three_times_is_decoded(string line)
    {
        string twice = Twice(line);
        string thrice = Twice(twice);

        Assert.True(Mojibake.TryRepair(twice, out string repaired));
        Assert.Equal(line, repaired);
        Assert.True(Mojibake.TryRepair(thrice, out repaired));
        Assert.Equal(line, repaired);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Correct_line_is_unchanged(string line)
    {
        Assert.False(Mojibake.TryRepair(line, out string repaired));
        Assert.Same(line, repaired);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Plain.")]
    [InlineData("“HIS IRMÃ”")]
    [InlineData("HIS IRMÃ”")]
    [InlineData("voilà\u00a0»")]
    [InlineData("café\u00a0» and tea")]
    [InlineData("SMÅ“")]
    [InlineData("Âge d’or")]
    [InlineData("Ã© and é")]
    [InlineData("Ã")]
    public void Ambiguous_line_is_unchanged(string line)
    {
        Assert.False(Mojibake.TryRepair(line, out string repaired));
        Assert.Same(line, repaired);
    }

    [Fact]
    public void Line_double_encoded_through_Latin_1_is_decoded()
    {
        Assert.True(Mojibake.TryRepair(Encoding.Latin1.GetString("“no” café"u8), out string repaired));
        Assert.Equal("“no” café", repaired);
    }

    [Fact]
    public void Correct_words_beside_double_encoded_ones_are_unchanged()
    {
        Assert.True(Mojibake.TryRepair("العالم â€œالعالمâ€\u009d", out string repaired));
        Assert.Equal("العالم “العالم”", repaired);
    }

    private static string Twice(string text) => Windows1252.GetString(Encoding.UTF8.GetBytes(text));
}

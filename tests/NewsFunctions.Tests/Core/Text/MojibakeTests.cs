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
    public void A_line_that_was_encoded_twice_or_three_times_is_read(string line)
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
    public void A_line_that_is_as_it_should_be_stays(string line)
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
    public void What_may_be_meant_so_stays(string line)
    {
        Assert.False(Mojibake.TryRepair(line, out string repaired));
        Assert.Same(line, repaired);
    }

    [Fact]
    public void What_Latin_1_made_of_it_is_read_as_well()
    {
        Assert.True(Mojibake.TryRepair(Encoding.Latin1.GetString("“no” café"u8), out string repaired));
        Assert.Equal("“no” café", repaired);
    }

    [Fact]
    public void Words_beside_it_that_were_never_encoded_twice_stay()
    {
        Assert.True(Mojibake.TryRepair("العالم â€œالعالمâ€\u009d", out string repaired));
        Assert.Equal("العالم “العالم”", repaired);
    }

    private static string Twice(string text) => Windows1252.GetString(Encoding.UTF8.GetBytes(text));
}

using NewsFunctions.Cli.Terminals;
using Spectre.Console;

namespace NewsFunctions.Tests.Cli.Terminals;

public sealed class ResultTableTests
{
    private const string Id = "samples/i2021-05-1a1abbb44a13db67";
    private const string LongPath = "/2021/05/16/sample_637567744141521911_25f_4x3.jpg";

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(110)]
    [InlineData(160)]
    public void Id_is_never_wrapped_at_any_terminal_width(int width)
    {
        ResultTable table = new ResultTable("State", "Verdict", ">Strikes", "Last checked", "!Link", "Path")
            .Add("Suspect", "Gone", "1", "2026-11-30 03:06:55Z", Id, LongPath);

        string[] lines = Render(table, width);

        Assert.Single(lines, line => line.Contains(Id, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.True(line.Length <= width || !line.Trim().Contains(' ', StringComparison.Ordinal) || line == $"  Path: {LongPath}", line));
    }

    [Fact]
    public void Row_that_is_too_wide_lists_its_values_below_the_id()
    {
        ResultTable table = new ResultTable("State", ">Strikes", "Last checked", "!Link", "Title", "Path")
            .Add("Suspect", "1", "2026-11-30 03:06:55Z", Id, "", LongPath);

        Assert.Equal(
            [Id, "  State: Suspect  Strikes: 1  Last checked: 2026-11-30 03:06:55Z", $"  Path: {LongPath}"],
            Render(table, 78));
    }

    [Fact]
    public void Facts_that_are_too_wide_become_lines_without_wrapped_names()
    {
        ResultTable facts = new ResultTable("", "")
            .Add("Link", Id)
            .Add("Because", "Its server says that it is gone, three times in ten days.")
            .Add("Location", $"https://media.example.org{LongPath}");

        Assert.Equal(
            [
                "Link: samples/i2021-05-1a1abbb44a13db67", "Because: Its server says that it is", "gone, three times in ten days.",
                $"Location: https://media.example.org{LongPath}",
            ],
            Render(facts, 40));
        Assert.Contains(Render(facts, 120), line => line.Contains($"│ Link     │ {Id} ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "No link fits.\n", "")]
    [InlineData("abc", "No link fits among those looked at so far.\n", "There is more: the same command with --continuation abc\n")]
    public void Empty_list_is_a_sentence_on_a_terminal(string? continuation, string said, string more)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };

        new Terminal(output, error, width: 80).List(new ResultTable("State", "!Link"), "No link fits", continuation);

        Assert.Equal((said, more), (output.ToString(), error.ToString()));
    }

    [Fact]
    public void Empty_redirected_list_has_its_headings()
    {
        using StringWriter output = new();

        new Terminal(output, TextWriter.Null).List(new ResultTable("State", "!Link"), "No link fits");

        Assert.Equal("State Link", string.Join(' ', output.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void Right_to_left_text_keeps_the_columns_apart()
    {
        const string Title = "می‌شود: بازگشایی موزه";
        ResultTable table = new ResultTable("!Article", "Title").Add("alalam/1797706", Title).Add("alalam/1797707", "Harbour");

        string[] lines = Render(table, 80);

        Assert.Contains($"\u2068{Title}\u2069", lines[3], StringComparison.Ordinal);

        // The isolates and the joiner have no width.
        Assert.Equal(lines[4].Length + 3, lines[3].Length);
        Assert.DoesNotContain('\u2068', lines[4]);
        Assert.Contains($" {Title}", RenderPlain(table), StringComparison.Ordinal);
    }

    [Fact]
    public void Table_that_fits_has_a_frame()
    {
        string[] lines = Render(new ResultTable("Published", "!Mentioned by").Add("2021-05-16 10:00:00 +00:00", "samples/20210522-99f36a855a4261ba"), 80);

        Assert.Equal(5, lines.Length);
        Assert.Contains("Mentioned by", lines[1], StringComparison.Ordinal);
    }

    private static string RenderPlain(ResultTable table)
    {
        using var output = new StringWriter();
        new Terminal(output, TextWriter.Null).Table(table);
        return output.ToString();
    }

    private static string[] Render(ResultTable table, int width)
    {
        using var output = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
        });
        console.Profile.Width = width;
        console.Write(table.Build(plain: false, width));
        return [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd())];
    }
}

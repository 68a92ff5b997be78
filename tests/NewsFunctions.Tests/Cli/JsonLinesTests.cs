using System.Text.Json;
using NewsFunctions.Cli;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Tests.Cli;

public sealed class JsonLinesTests
{
    [Fact]
    public void List_is_printed_with_one_item_per_line()
    {
        Assert.Equal(["""{"a":1}""", """{"a":[2]}"""], Lines(terminal => terminal.Json("""{"items":[{"a":1},{"a":[2]}],"continuation":"next"}""")));
        Assert.Empty(Lines(terminal => terminal.Json("""{"items":[],"continuation":null}""")));
    }

    [Fact]
    public void Value_other_than_a_list_is_one_line() =>
        Assert.Equal(["""{"asOf":null}"""], Lines(terminal => terminal.Json("""{"asOf":null}""")));

    [Fact]
    public void List_printed_item_by_item_equals_one_printed_whole()
    {
        static void Write(Terminal terminal)
        {
            using JsonItems items = terminal.OpenJsonItems("items");
            items.Add("""{"a":"\u001b\u202E"}""");
            items.Add("2");
            items.End(",\"rest\":true");
        }

        Assert.Equal(["""{"a":"\u001b\u202E"}""", "2"], Lines(Write));
        Assert.Equal(["""{"items":[{"a":"\u001b\u202E"},2],"rest":true}"""], Lines(Write, jsonl: false));
    }

    [Fact]
    public async Task Both_names_of_the_option_print_the_same_article()
    {
        string dump = Path.Combine(Repository.Root, "samples", "dumps", "900429.txt");

        using var json = new StringWriter();
        using var lines = new StringWriter();
        Assert.Equal(0, await NewsCommand.RunAsync(["parse", dump, "--json"], json, TextWriter.Null, TestContext.Current.CancellationToken));
        Assert.Equal(0, await NewsCommand.RunAsync(["parse", dump, "--jsonl"], lines, TextWriter.Null, TestContext.Current.CancellationToken));

        Assert.Equal(JsonDocument.Parse(json.ToString()).RootElement.GetProperty("articles")[0].GetRawText(), lines.ToString().TrimEnd());
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--jsonl")]
    public async Task Error_names_the_option_that_was_typed(string option)
    {
        using var error = new StringWriter();

        Assert.Equal(1, await NewsCommand.RunAsync(["fix-list", "--csv", option], TextWriter.Null, error, TestContext.Current.CancellationToken));

        Assert.Contains($"--csv and {option} do not go together.", error.ToString(), StringComparison.Ordinal);
    }

    private static string[] Lines(Action<Terminal> write, bool jsonl = true)
    {
        using var output = new StringWriter();
        write(new Terminal(output, TextWriter.Null) { WritesJsonLines = jsonl });
        return output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }
}

using System.IO.Compression;
using System.Text.Json;
using NewsFunctions.Cli;

namespace NewsFunctions.Tests.Cli.Parse;

public sealed class ParseCommandTests : IDisposable
{
    private const string Dump = """
        Lighthouse Gets a New Lamp
        Mon Mar 07, 2016 08:30:00
        The old lamp goes to the museum.
        S/K 9
        string(145) "[{"id":"800101","sort":"1","contenttypeid":"21","pic":"/2016/03/07/lamp_635929720961368213_25f_4x3.jpg","title":"The Old Lamp Is Carried Down"} ]"

        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("news-parse-");
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Dump_is_shown_as_in_the_API()
    {
        Assert.Equal(0, await ParseAsync(Dump, "--json"));

        JsonElement dump = JsonDocument.Parse(_output.ToString()).RootElement;
        Assert.False(dump.GetProperty("rejected").GetBoolean());
        Assert.Equal(Dump.Length, dump.GetProperty("bytes").GetInt32());
        JsonElement article = Assert.Single(dump.GetProperty("articles").EnumerateArray());
        Assert.Equal("Lighthouse Gets a New Lamp", article.GetProperty("title").GetString());
        Assert.Equal("2016-03-07T08:30:00+03:30", article.GetProperty("publishedAt").GetString());
        JsonElement item = Assert.Single(article.GetProperty("related").EnumerateArray());
        Assert.Equal("image", item.GetProperty("kind").GetString());
        Assert.Equal("2016-03-07T18:28:16.1368213", item.GetProperty("uploadedAt").GetString());
    }

    [Fact]
    public async Task Terminal_output_shows_the_article_its_related_items_and_defects()
    {
        Assert.Equal(0, await ParseAsync(Dump.Replace("string(145)", "string(199)", StringComparison.Ordinal)));

        string shown = _output.ToString();
        Assert.Contains("Lighthouse Gets a New Lamp", shown, StringComparison.Ordinal);
        Assert.Contains("2016-03-07 08:30:00 +03:30", shown, StringComparison.Ordinal);
        Assert.Contains("/2016/03/07/lamp_635929720961368213_25f_4x3.jpg", shown, StringComparison.Ordinal);
        Assert.Matches(@"ND\d{3} +warning", shown);
    }

    [Fact]
    public async Task Escape_sequences_of_a_dump_do_not_reach_the_terminal()
    {
        await ParseAsync(Dump.Replace("Lighthouse", "\u001b[2J[bold]Light\u202Ehouse", StringComparison.Ordinal));
        await ParseAsync(Dump.Replace("Lighthouse", "\u001b[2J[bold]Light\u202Ehouse", StringComparison.Ordinal), "--json");

        Assert.DoesNotContain('\u001b', _output.ToString());
        Assert.DoesNotContain('\u202E', _output.ToString());
        Assert.Contains("[2J[bold]Light", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unreadable_dump_is_rejected()
    {
        Assert.Equal(2, await ParseAsync("\0\u0001\0", "--json"));

        Assert.True(JsonDocument.Parse(_output.ToString()).RootElement.GetProperty("rejected").GetBoolean());
    }

    [Fact]
    public async Task Missing_file_is_named()
    {
        Assert.Equal(1, await RunAsync("parse", "no-such-file.txt"));
        Assert.Contains("no-such-file.txt", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_argument_is_rejected_with_the_command_for_folders()
    {
        Assert.Equal(1, await RunAsync("parse", _folder.FullName));
        Assert.Contains($"news run {_folder.FullName}", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zip_is_shown_by_entry_with_the_defects_of_each()
    {
        string path = Path.Combine(_folder.FullName, "dump.bin");
        await using (ZipArchive zip = await ZipFile.OpenAsync(path, ZipArchiveMode.Create, TestContext.Current.CancellationToken))
        {
            foreach ((string name, string content) in (ReadOnlySpan<(string, string)>)[("1797706.txt", Dump), ("../empty.txt", " ")])
            {
                using var entry = new StreamWriter(zip.CreateEntry(name).Open());
                entry.Write(content);
            }
        }

        Assert.Equal(0, await RunAsync("parse", path, "--json"));
        JsonElement dump = JsonDocument.Parse(_output.ToString()).RootElement;
        Assert.Equal(["articles", "rejected", "bytes", "diagnostics"], dump.EnumerateObject().Select(member => member.Name));
        JsonElement article = Assert.Single(dump.GetProperty("articles").EnumerateArray());
        Assert.Equal(("1797706.txt", "1797706"), (article.GetProperty("member").GetString(), article.GetProperty("id").GetString()));
        Assert.Equal(Dump.Length + 1, dump.GetProperty("bytes").GetInt64());
        Assert.All(dump.GetProperty("diagnostics").EnumerateArray(), d => Assert.Equal("../empty.txt", d.GetProperty("member").GetString()));

        Assert.Equal(0, await RunAsync("parse", path));
        Assert.Matches(@"Member +1797706\.txt", _output.ToString());
        Assert.Matches(@"\.\./empty\.txt +ND001", _output.ToString());
    }

    [Fact]
    public async Task First_defects_are_listed_and_the_rest_counted()
    {
        string lines = "{\"text\":\"\"}\n" + string.Concat(Enumerable.Repeat("{}\n", 1_500));

        Assert.Equal(2, await ParseAsync(lines, "--json"));

        JsonElement dump = JsonDocument.Parse(_output.ToString()).RootElement;
        Assert.True(dump.GetProperty("rejected").GetBoolean());
        JsonElement[] diagnostics = [.. dump.GetProperty("diagnostics").EnumerateArray()];
        Assert.Equal(1_001, diagnostics.Length);
        Assert.Contains("501", diagnostics[^1].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private Task<int> ParseAsync(string dump, params string[] options)
    {
        string path = Path.Combine(_folder.FullName, "dump.txt");
        File.WriteAllText(path, dump);
        return RunAsync(["parse", path, "--site", "alalam", .. options]);
    }

    private Task<int> RunAsync(params string[] args) => NewsCommand.RunAsync(args, _output, _error, TestContext.Current.CancellationToken);
}

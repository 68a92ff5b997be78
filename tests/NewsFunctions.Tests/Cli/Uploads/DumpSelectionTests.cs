using NewsFunctions.Cli.Dumps;
using NewsFunctions.Cli.Uploads;

namespace NewsFunctions.Tests.Cli.Uploads;

public sealed class DumpSelectionTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("news-selection-").FullName;

    public DumpSelectionTests()
    {
        foreach (string name in (string[])["a.txt", "b.json", ".hidden", "2016/a.txt", "2016/03/c.txt", "2017/a.txt"])
        {
            string path = At(name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, name);
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("", "2016/03/c.txt 2016/a.txt 2017/a.txt a.txt b.json")]
    [InlineData("2016/a.txt", "a.txt")]
    [InlineData("*.txt", "a.txt")]
    [InlineData("**/*.txt", "2016/03/c.txt 2016/a.txt 2017/a.txt a.txt")]
    [InlineData("2016/**/*.txt", "03/c.txt a.txt")]
    [InlineData("201*/a.txt", "2016/a.txt 2017/a.txt")]
    public void Files_folders_and_patterns_select_dumps_by_relative_path(string path, string names) =>
        Assert.Equal(names.Split(' '), Names(Find("", path)));

    [Fact]
    public void Prefix_is_added_to_each_name_and_duplicates_count_once() =>
        Assert.Equal(["x/a.txt", "x/b.json"], Names(Find("x/", "a.txt", "*.txt", "b.json")));

    [Fact]
    public void Name_that_the_archive_rejects_is_skipped()
    {
        DumpSelection selection = Find("x/../", "a.txt");

        Assert.Empty(selection.Files);
        Assert.Equal("x/../a.txt", Assert.Single(selection.Skipped).Name);
    }

    [Theory]
    [InlineData("there is no file or folder", "no-such.txt")]
    [InlineData("nothing matches", "*.zip")]
    [InlineData("there is no folder", "no-such/*.txt")]
    [InlineData("would both be the dump a.txt", "2016/a.txt", "2017/a.txt")]
    public void Invalid_selection_is_explained(string said, params string[] paths)
    {
        Assert.Null(DumpSelection.Find([.. paths.Select(At)], "", except: null, out string? error));
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    private DumpSelection Find(string prefix, params string[] paths) =>
        DumpSelection.Find([.. paths.Select(At)], prefix, except: null, out string? error) ?? throw new InvalidOperationException(error);

    private static IEnumerable<string> Names(DumpSelection selection) => selection.Files.Select((DumpFile file) => file.Name);

    private string At(string name) => name.Length == 0 ? _root : $"{_root}/{name}";
}

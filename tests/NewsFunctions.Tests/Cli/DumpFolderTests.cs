using NewsFunctions.Cli.Run;

namespace NewsFunctions.Tests.Cli;

public sealed class DumpFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("news-folder-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void All_files_are_found_by_their_path_within_the_folder_in_order()
    {
        Write("b.txt");
        Write("a/2.txt");
        Write("a/1");

        Assert.Equal(["a/1", "a/2.txt", "b.txt"], Names());
    }

    [Fact]
    public void Hidden_files_and_folders_are_left_out()
    {
        Write(".DS_Store");
        Write(".git/config");
        Write("seen.txt");

        Assert.Equal(["seen.txt"], Names());
    }

    [Fact]
    public void The_data_of_the_storage_is_left_out_where_it_lies_inside()
    {
        Write("data/azurite.json");
        Write("data2/dump.txt");

        Assert.Equal(["data2/dump.txt"], Names(except: Path.Combine(_folder.FullName, "data")));
    }

    [Fact]
    public void A_link_to_a_file_of_the_folder_is_a_dump_and_one_that_leads_out_is_not()
    {
        Write("dumps/real.txt");
        Write("outside.txt");
        Link("dumps/inside-link.txt", "dumps/real.txt");
        Link("dumps/outside-link.txt", "outside.txt");
        Link("dumps/broken-link.txt", "nowhere.txt");
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "dumps", "loop"), Path.Combine(_folder.FullName, "dumps"));

        Assert.Equal(["inside-link.txt", "real.txt"], DumpFolder.List(Path.Combine(_folder.FullName, "dumps"), null).Select(f => f.Name));
    }

    [Fact]
    public void A_folder_that_is_itself_a_link_is_listed()
    {
        Write("dumps/real.txt");
        string link = Path.Combine(_folder.FullName, "latest");
        Directory.CreateSymbolicLink(link, Path.Combine(_folder.FullName, "dumps"));

        Assert.Equal(["real.txt"], DumpFolder.List(link, null).Select(f => f.Name));
    }

    private IEnumerable<string> Names(string? except = null) => DumpFolder.List(_folder.FullName, except).Select(f => f.Name);

    private void Write(string name)
    {
        string path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, name);
    }

    private void Link(string name, string target) =>
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, name), Path.Combine(_folder.FullName, target));
}

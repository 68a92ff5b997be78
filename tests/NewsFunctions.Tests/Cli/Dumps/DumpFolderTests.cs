using System.Diagnostics;
using NewsFunctions.Cli.Dumps;

namespace NewsFunctions.Tests.Cli.Dumps;

public sealed class DumpFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("news-folder-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void All_files_are_listed_in_order_by_their_relative_path()
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
    public void Data_folder_of_the_storage_is_left_out()
    {
        Write("data/azurite.json");
        Write("data2/dump.txt");

        Assert.Equal(["data2/dump.txt"], Names(except: Path.Combine(_folder.FullName, "data")));
    }

    [Fact]
    public void Symbolic_link_is_a_dump_only_if_it_stays_inside()
    {
        Write("dumps/real.txt");
        Write("outside.txt");
        Link("dumps/inside-link.txt", "dumps/real.txt");
        Link("dumps/outside-link.txt", "outside.txt");
        Link("dumps/broken-link.txt", "nowhere.txt");
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "dumps", "loop"), Path.Combine(_folder.FullName, "dumps"));

        DumpFolder list = DumpFolder.List(Path.Combine(_folder.FullName, "dumps"), null);

        Assert.Equal(["inside-link.txt", "real.txt"], list.Files.Select(f => f.Name));
        Assert.Equal(["broken-link.txt", "outside-link.txt"], list.Skipped.Select(s => s.Name));
    }

    [Fact]
    public void Symbolic_link_to_a_folder_is_listed()
    {
        Write("dumps/real.txt");
        string link = Path.Combine(_folder.FullName, "latest");
        Directory.CreateSymbolicLink(link, Path.Combine(_folder.FullName, "dumps"));

        Assert.Equal(["real.txt"], DumpFolder.List(link, null).Files.Select(f => f.Name));
    }

    [Fact]
    public void Looping_link_is_skipped_and_the_rest_is_found()
    {
        Write("real.txt");
        Link("loop", "loop");
        Link("ping", "pong");
        Link("pong", "ping");

        Assert.Equal(["real.txt"], Names());
        Assert.Equal(["loop", "ping", "pong"], DumpFolder.List(_folder.FullName, null).Skipped.Select(s => s.Name));
    }

    [Fact]
    public void Link_through_a_linked_folder_does_not_leave_the_folder()
    {
        Write("outside/secret.txt");
        Write("dumps/real.txt");
        Link("dumps/way", "outside");
        Link("dumps/through.txt", "dumps/way/secret.txt");
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "dumps", "up.txt"), "way/../outside/secret.txt");

        DumpFolder list = DumpFolder.List(Path.Combine(_folder.FullName, "dumps"), null);

        Assert.Equal(["real.txt"], list.Files.Select(f => f.Name));
        Assert.Equal(["through.txt", "up.txt", "way"], list.Skipped.Select(s => s.Name));
        Assert.All(list.Skipped, skipped => Assert.Contains("outside", skipped.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Link_into_the_data_folder_is_not_a_dump()
    {
        Write("data/azurite.json");
        Link("link.json", "data/azurite.json");

        Assert.Empty(Names(except: Path.Combine(_folder.FullName, "data")));
    }

    [Fact]
    public void Illegal_names_are_skipped_with_their_reason()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems do not allow these names.");
        Write("a\u0001.txt");
        Write("a\\b.txt");
        Write("a/b.txt");
        Write("a\uFFFE.txt");
        Write("bad\u0085/1.txt");
        Write("bad\u0085/2.txt");
        Write("good.txt");

        DumpFolder list = DumpFolder.List(_folder.FullName, null);

        Assert.Equal(["a/b.txt", "good.txt"], list.Files.Select(f => f.Name));
        Assert.Equal(
            [
                @"a\x01.txt: its name contains the control character \x01",
                @"a\b.txt: its name contains a backslash",
                @"a\uFFFE.txt: its name contains the noncharacter U+FFFE",
                @"bad\x85: its name contains the control character \x85",
            ],
            list.Skipped.Select(skipped => skipped.ToString()));
    }

    [Fact]
    public async Task Names_that_are_not_UTF8_are_skipped_and_shown_as_bytes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems do not allow these names.");
        Write("a\uFFFD.txt");
        Write("inner/good.txt");

        // A shell is needed because .NET can neither create nor delete such files.
        await ShellAsync("""
            touch "$(printf 'a\351.txt')" "$(printf 'inner/caf\351\001.txt')" "$(printf '.hidden\351')"
            mkdir "$(printf 'd\377')" && touch "$(printf 'd\377')/x"
            """);
        DumpFolder list = DumpFolder.List(_folder.FullName, null);
        await ShellAsync("rm -r d* .hidden* inner/caf* a?.txt");

        Assert.Equal(["a\uFFFD.txt", "inner/good.txt"], list.Files.Select(f => f.Name));
        Assert.Equal([@"a\xE9.txt", @"d\xFF", @"inner/caf\xE9\x01.txt"], list.Skipped.Select(s => s.Name));
        Assert.All(list.Skipped, skipped => Assert.Equal("its name is not UTF-8", skipped.Reason));
    }

    private async Task ShellAsync(string script)
    {
        var start = new ProcessStartInfo("sh", ["-c", script]) { WorkingDirectory = _folder.FullName };
        start.Environment["LC_ALL"] = "C";
        using Process shell = Process.Start(start)!;
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, shell.ExitCode);
    }

    private IEnumerable<string> Names(string? except = null) => DumpFolder.List(_folder.FullName, except).Files.Select(f => f.Name);

    private void Write(string name)
    {
        string path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, name);
    }

    private void Link(string name, string target) =>
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, name), Path.Combine(_folder.FullName, target));
}

using LocalFunctionsHost.LocalStorage;

namespace NewsFunctions.Tests.LocalFunctionsHost.LocalStorage;

public sealed class AzuriteFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("news-azurite-");

    private string Cache => Path.Combine(_folder.FullName, "cache");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Lock_file_of_the_program_is_copied_to_the_cache()
    {
        string brought = Bring("one");

        AzuriteFolder folder = AzuriteFolder.InCache(brought, Cache);

        Assert.StartsWith(Path.Combine(Cache, "newsfunctions", "azurite-"), folder.Path, StringComparison.Ordinal);
        Assert.Equal("one", File.ReadAllText(Path.Combine(folder.Path, "package-lock.json")));
        Assert.Equal("{}", File.ReadAllText(Path.Combine(folder.Path, "package.json")));
        Assert.Equal(["package-lock.json", "package.json"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.False(folder.IsInstalled);
        Assert.Equal(folder, AzuriteFolder.InCache(brought, Cache));
    }

    [Fact]
    public void Programs_with_different_lock_files_share_no_folder() =>
        Assert.NotEqual(AzuriteFolder.InCache(Bring("one"), Cache), AzuriteFolder.InCache(Bring("two"), Cache));

    [Fact]
    public void Interrupted_installation_does_not_count()
    {
        AzuriteFolder folder = AzuriteFolder.InCache(Bring("one"), Cache);
        Directory.CreateDirectory(Path.GetDirectoryName(folder.Script)!);
        File.WriteAllText(folder.Script, "");
        Assert.False(folder.IsInstalled);

        File.WriteAllText(Path.Combine(folder.Path, "node_modules", ".package-lock.json"), "{}");

        Assert.True(folder.IsInstalled);
    }

    private string Bring(string lockFile)
    {
        string brought = Directory.CreateDirectory(Path.Combine(_folder.FullName, lockFile)).FullName;
        File.WriteAllText(Path.Combine(brought, "package.json"), "{}");
        File.WriteAllText(Path.Combine(brought, "package-lock.json"), lockFile);
        return brought;
    }
}

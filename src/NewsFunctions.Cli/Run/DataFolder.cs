using NewsFunctions.Cli.CommandLine;

namespace NewsFunctions.Cli.Run;

/// <summary>Says where the storage that a run starts keeps its data.</summary>
internal sealed class DataFolder : IDisposable
{
    private DataFolder(string path, bool chosen, bool temporary)
    {
        Path = System.IO.Path.GetFullPath(path);
        IsChosen = chosen;
        IsTemporary = temporary;
    }

    public string Path { get; }

    /// <summary>Is true if the folder is not the usual one of the current folder.</summary>
    public bool IsChosen { get; }

    /// <summary>Is true if the folder is deleted at the end of the run.</summary>
    public bool IsTemporary { get; }

    public static DataFolder For(RunSettings settings) => settings switch
    {
        { Data: { } chosen } => new DataFolder(chosen, chosen: true, temporary: false),
        { Once: true } => new DataFolder(Directory.CreateTempSubdirectory("news-run-").FullName, chosen: true, temporary: true),
        _ => new DataFolder(Installation.UsualData, chosen: false, temporary: false),
    };

    public void Dispose()
    {
        if (IsTemporary && Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}

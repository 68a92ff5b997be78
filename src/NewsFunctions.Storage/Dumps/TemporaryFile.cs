namespace NewsFunctions.Storage.Dumps;

/// <summary>Files that are gone once they are closed.</summary>
public static class TemporaryFile
{
    public static FileStream Create() => new(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
        FileMode.CreateNew,
        FileAccess.ReadWrite,
        FileShare.None,
        bufferSize: 81_920,
        FileOptions.Asynchronous | FileOptions.DeleteOnClose);
}

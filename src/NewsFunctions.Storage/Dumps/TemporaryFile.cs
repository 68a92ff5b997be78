namespace NewsFunctions.Storage.Dumps;

/// <summary>Creates files that are deleted when they are closed.</summary>
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

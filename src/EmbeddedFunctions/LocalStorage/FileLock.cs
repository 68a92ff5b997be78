namespace EmbeddedFunctions.LocalStorage;

/// <summary>A lock between processes on this machine. The operating system releases it when its holder dies.</summary>
internal static class FileLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task<IDisposable> AcquireAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (e is not (PathTooLongException or DirectoryNotFoundException))
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }
}

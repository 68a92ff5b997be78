namespace LocalFunctionsHost.LocalStorage;

/// <summary>Locks files between processes on this machine. The operating system releases a lock when its holder dies.</summary>
internal static class FileLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Lists the errors that mean that another process has the file: EAGAIN of Linux and of macOS, and two errors of Windows.</summary>
    private static readonly int[] Taken = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    /// <exception cref="IOException">The file cannot be created, as in a read-only folder or on a full disk.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be created.</exception>
    public static async Task<IDisposable> AcquireAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (Taken.Contains(e.HResult))
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }
}

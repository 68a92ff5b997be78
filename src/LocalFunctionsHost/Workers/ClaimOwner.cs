namespace LocalFunctionsHost.Workers;

/// <summary>
/// Names this host when it claims work. Locked files tell the other processes of this machine which owners live: one of
/// the host, named as the owner, and one of each of its workers. An owner whose files are there and not locked is dead, and
/// nobody waits for its claims.
/// </summary>
internal sealed class ClaimOwner : IDisposable
{
    private readonly FileStream _alive;

    public ClaimOwner()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Folder);
        }
        else
        {
            Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        _alive = new FileStream(PathOf(Id), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
    }

    /// <summary>The folder that holds the files. Each user has one, because the folder for temporary files is often shared.</summary>
    internal static string Folder { get; } = Path.Combine(Path.GetTempPath(), $"local-functions-host-{Environment.UserName}");

    public string Id { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Returns a file for one more worker to lock: its work goes on for a moment after its host was killed.</summary>
    public string NewWorkerFile() => PathOf($"{Id}.{Guid.NewGuid():N}");

    /// <summary>Returns whether an owner is dead; false if unknown: an owner on another machine leaves no file here.</summary>
    public static bool IsDead(string? owner) =>
        Guid.TryParseExact(owner, "N", out _) && File.Exists(PathOf(owner)) && Directory.GetFiles(Folder, $"{owner}*").All(IsUnlocked);

    public void Dispose() => _alive.Dispose();

    private static bool IsUnlocked(string path)
    {
        try
        {
            using var free = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1);
            return true;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string PathOf(string owner) => Path.Combine(Folder, owner);
}

namespace EmbeddedFunctions.Hosting;

/// <summary>
/// The name under which this host claims work. A locked file of that name tells the other processes of this machine that
/// it lives: where the file is there and not locked, its owner is dead, and its claims need not be waited for.
/// </summary>
internal sealed class Owner : IDisposable
{
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "embedded-functions");
    private readonly FileStream _alive;

    public Owner()
    {
        Directory.CreateDirectory(Folder);
        _alive = new FileStream(PathOf(Id), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
    }

    public string Id { get; } = Guid.NewGuid().ToString("N");

    /// <summary>False where it cannot be known: another machine's owner leaves no file here.</summary>
    public static bool IsDead(string? owner)
    {
        if (!Guid.TryParseExact(owner, "N", out _) || !File.Exists(PathOf(owner)))
        {
            return false;
        }
        try
        {
            using var free = new FileStream(PathOf(owner), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public void Dispose() => _alive.Dispose();

    private static string PathOf(string owner) => Path.Combine(Folder, owner);
}

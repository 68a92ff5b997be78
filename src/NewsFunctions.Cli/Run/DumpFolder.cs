namespace NewsFunctions.Cli.Run;

/// <summary>One file of a folder of dumps.</summary>
/// <param name="Name">The name of its blob: the path within the folder, with forward slashes.</param>
internal sealed record DumpFile(string Name, string Path)
{
    /// <remarks>A file without bytes is not opened: named pipes and devices say zero, and reading those may never end.</remarks>
    public Stream Open() => new FileInfo(Path).Length == 0 ? new MemoryStream() : File.OpenRead(Path);
}

/// <summary>Which files of a folder are dumps.</summary>
internal static class DumpFolder
{
    /// <summary>All files below the folder but hidden ones, by name. Links that lead out of the folder are not followed,
    /// nor are linked folders, whose files would be found twice.</summary>
    /// <param name="except">A folder to leave out: the storage's own data may lie inside.</param>
    public static IReadOnlyList<DumpFile> List(string folder, string? except)
    {
        string root = Final(new DirectoryInfo(folder)).FullName;
        string? left = !Directory.Exists(except) ? null : Final(new DirectoryInfo(except)).FullName;
        var files = new List<DumpFile>();
        Collect(new DirectoryInfo(root), root, left, files);
        files.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return files;
    }

    private static void Collect(DirectoryInfo folder, string root, string? except, List<DumpFile> files)
    {
        foreach (FileSystemInfo entry in folder.EnumerateFileSystemInfos())
        {
            if (IsHidden(entry))
            {
                continue;
            }

            if (entry is DirectoryInfo inner)
            {
                if (inner.LinkTarget is null && inner.FullName != except)
                {
                    Collect(inner, root, except, files);
                }
            }
            else if (Final(entry) is FileInfo { Exists: true } file && IsWithin(root, file.FullName))
            {
                files.Add(new DumpFile(Path.GetRelativePath(root, entry.FullName).Replace(Path.DirectorySeparatorChar, '/'), file.FullName));
            }
        }
    }

    private static bool IsHidden(FileSystemInfo entry) =>
        entry.Name.StartsWith('.') || (entry.Attributes & FileAttributes.Hidden) != 0;

    private static FileSystemInfo Final(FileSystemInfo entry) => entry.ResolveLinkTarget(returnFinalTarget: true) ?? entry;

    private static bool IsWithin(string root, string path) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}

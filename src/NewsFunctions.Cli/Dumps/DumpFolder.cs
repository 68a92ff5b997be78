using NewsFunctions.Core.Ledger;

namespace NewsFunctions.Cli.Dumps;

/// <summary>Describes one file of a folder of dumps.</summary>
/// <param name="Name">The name of its blob: the path within the folder, with forward slashes.</param>
internal sealed record DumpFile(string Name, string Path)
{
    /// <remarks>A file without bytes is not opened: named pipes and devices report zero, and reading those may never end.</remarks>
    public Stream Open() => new FileInfo(Path).Length == 0 ? new MemoryStream() : File.OpenRead(Path);
}

/// <summary>Describes a file or folder that is left out of the run.</summary>
/// <param name="Name">Its path within the folder; bytes that are not UTF-8 are written as <c>\xE9</c>.</param>
internal sealed record SkippedFile(string Name, string Reason)
{
    // A backslash is not doubled: it is no escape here, but a part of the name or of a byte.
    public override string ToString() => $"{DumpName.Escape(Name).Replace(@"\\", @"\", StringComparison.Ordinal)}: {Reason}";
}

/// <summary>Finds the files of a folder that are dumps, and those that are left out.</summary>
internal sealed class DumpFolder
{
    private readonly List<DumpFile> _files = [];
    private readonly List<SkippedFile> _skipped = [];
    private readonly string _root;
    private readonly string? _except;

    private DumpFolder(string root, string? except) => (_root, _except) = (root, except);

    /// <summary>Lists all files below the folder that are dumps, by name.</summary>
    public IReadOnlyList<DumpFile> Files => _files;

    /// <summary>Lists the files and folders that are left out although they are not hidden, by name.</summary>
    public IReadOnlyList<SkippedFile> Skipped => _skipped;

    /// <summary>Lists all files below the folder but hidden ones. Links that lead out of the folder are not followed; nor are linked
    /// folders, whose files would be found twice.</summary>
    /// <param name="except">A folder to leave out, because the storage's own data may lie inside.</param>
    public static DumpFolder List(string folder, string? except)
    {
        string root = RealPath.TryResolve(folder, out string? refusal) ?? throw new IOException($"{folder}: {refusal}");
        var list = new DumpFolder(root, Directory.Exists(except) ? RealPath.TryResolve(except, out _) : null);
        list.Collect(new DirectoryInfo(root));
        list._files.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        list._skipped.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return list;
    }

    private void Collect(DirectoryInfo folder)
    {
        FileSystemInfo[] entries;
        try
        {
            entries = folder.GetFileSystemInfos();
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException && folder.FullName != _root)
        {
            Skip(folder.FullName, "the folder cannot be read");
            return;
        }

        foreach (FileSystemInfo entry in WithoutUndecodable(folder, entries))
        {
            if (IsHidden(entry))
            {
                continue;
            }

            if (entry.LinkTarget is not null)
            {
                AddLink(entry);
            }
            else if (entry is DirectoryInfo inner)
            {
                CollectInner(inner);
            }
            else
            {
                Add(entry.FullName, entry.FullName);
            }
        }
    }

    private void CollectInner(DirectoryInfo folder)
    {
        if (folder.FullName == _except)
        {
            return;
        }

        // One line for the folder is more useful than one for each of its files.
        if (DumpName.Refusal(NameOf(folder.FullName)) is { } refusal)
        {
            Skip(folder.FullName, refusal);
            return;
        }

        Collect(folder);
    }

    private void AddLink(FileSystemInfo link)
    {
        if (RealPath.TryResolve(link.FullName, out string? refusal) is not { } target)
        {
            Skip(link.FullName, refusal!);
        }
        else if (target != _root && !IsWithin(_root, target))
        {
            Skip(link.FullName, "it links to something outside of the folder");
        }
        else if (File.Exists(target) && !(_except is not null && IsWithin(_except, target)))
        {
            Add(link.FullName, target);
        }
    }

    private void Add(string path, string target)
    {
        string name = NameOf(path);
        if (DumpName.Refusal(name) is { } refusal)
        {
            Skip(path, refusal);
            return;
        }

        var file = new DumpFile(name, target);
        try
        {
            file.Open().Dispose();
            _files.Add(file);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            Skip(path, "it cannot be read");
        }
    }

    private void Skip(string path, string reason) => _skipped.Add(new SkippedFile(NameOf(path), reason));

    private IEnumerable<FileSystemInfo> WithoutUndecodable(DirectoryInfo folder, FileSystemInfo[] entries)
    {
        FileSystemInfo[] doubtful = [.. entries.Where(entry => entry.Name.Contains('\uFFFD', StringComparison.Ordinal))];
        if (doubtful.Length == 0)
        {
            return entries;
        }

        // A name that really has U+FFFD opens its file, and may hide an undecodable one that looks like it.
        FileSystemInfo[] real = [.. doubtful.Where(entry => Path.Exists(entry.FullName)).DistinctBy(entry => entry.Name)];
        IEnumerable<string> undecodable = UndecodableNames.List(folder.FullName) ?? [.. doubtful.Except(real).Select(entry => entry.Name)];
        _skipped.AddRange(undecodable
            .Where(name => !name.StartsWith('.'))
            .Select(name => new SkippedFile(folder.FullName == _root ? name : $"{NameOf(folder.FullName)}/{name}", "its name is not UTF-8")));
        return entries.Except(doubtful).Concat(real);
    }

    private string NameOf(string path) => Path.GetRelativePath(_root, path).Replace(Path.DirectorySeparatorChar, '/');

    private static bool IsHidden(FileSystemInfo entry) =>
        entry.Name.StartsWith('.') || (entry.Attributes & FileAttributes.Hidden) != 0;

    private static bool IsWithin(string root, string path) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}

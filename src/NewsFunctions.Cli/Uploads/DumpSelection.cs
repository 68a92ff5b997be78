using Microsoft.Extensions.FileSystemGlobbing;
using NewsFunctions.Cli.Dumps;
using NewsFunctions.Core.Ledger;

namespace NewsFunctions.Cli.Uploads;

/// <summary>Selects the files that a command line names: files, folders and patterns.</summary>
internal sealed class DumpSelection
{
    private readonly Dictionary<string, DumpFile> _byName = new(StringComparer.Ordinal);
    private readonly List<SkippedFile> _skipped = [];
    private readonly string _prefix;
    private readonly string? _except;

    private DumpSelection(string prefix, string? except) => (_prefix, _except) = (prefix, except);

    /// <summary>Returns the selected files, sorted by name.</summary>
    public IReadOnlyList<DumpFile> Files => [.. _byName.Values.OrderBy(file => file.Name, StringComparer.Ordinal)];

    public IReadOnlyList<SkippedFile> Skipped => _skipped;

    /// <param name="prefix">The prefix of every dump's name; empty, or a folder that ends with a slash.</param>
    /// <param name="except">A folder to leave out, because the storage's own data may lie inside of what is named.</param>
    /// <param name="error">The error, if the result is null.</param>
    public static DumpSelection? Find(IReadOnlyList<string> paths, string prefix, string? except, out string? error)
    {
        var selection = new DumpSelection(prefix, except);
        error = paths.Select(selection.Add).FirstOrDefault(problem => problem is not null)
            ?? (selection._byName.Count + selection._skipped.Count == 0 ? $"there are no dumps in {string.Join(", ", paths)} (hidden files do not count)" : null);
        return error is null ? selection : null;
    }

    private string? Add(string path)
    {
        if (Directory.Exists(path))
        {
            return Add(DumpFolder.List(path, _except), _ => true);
        }

        if (File.Exists(path))
        {
            return AddFile(path);
        }

        return path.Contains('*', StringComparison.Ordinal) ? AddPattern(path) : $"there is no file or folder {path}";
    }

    private string? AddFile(string path)
    {
        var file = new DumpFile(Path.GetFileName(path), Path.GetFullPath(path));
        try
        {
            file.Open().Dispose();
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return $"{path} cannot be read: {e.Message}";
        }

        return Add(file);
    }

    /// <summary>Lists the folder before the first <c>*</c> by the rules of folders, and keeps what the pattern matches.</summary>
    private string? AddPattern(string pattern)
    {
        string[] segments = pattern.Replace(Path.DirectorySeparatorChar, '/').Split('/');
        int fixedSegments = Array.FindIndex(segments, segment => segment.Contains('*', StringComparison.Ordinal));
        string folder = string.Join('/', segments[..fixedSegments]);
        folder = folder.Length > 0 ? folder : pattern.StartsWith('/') ? "/" : ".";
        if (!Directory.Exists(folder))
        {
            return $"there is no folder {folder}, where {pattern} looks";
        }

        Matcher matcher = new Matcher(StringComparison.Ordinal).AddInclude(string.Join('/', segments[fixedSegments..]));
        var list = DumpFolder.List(folder, _except);
        bool isFound = list.Files.Select(file => file.Name).Concat(list.Skipped.Select(skipped => skipped.Name)).Any(IsWanted);
        return isFound ? Add(list, IsWanted) : $"nothing matches {pattern} (** stands for folders, * for a part of a name)";

        bool IsWanted(string name) => matcher.Match(name).HasMatches;
    }

    private string? Add(DumpFolder folder, Func<string, bool> isWanted)
    {
        _skipped.AddRange(folder.Skipped.Where(skipped => isWanted(skipped.Name)));
        return folder.Files.Where(file => isWanted(file.Name)).Select(Add).FirstOrDefault(problem => problem is not null);
    }

    private string? Add(DumpFile file)
    {
        string name = _prefix + file.Name;
        if (DumpName.Refusal(name) is { } refusal)
        {
            _skipped.Add(new SkippedFile(name, refusal));
            return null;
        }

        if (_byName.TryGetValue(name, out DumpFile? other) && other.Path != file.Path)
        {
            return $"{other.Path} and {file.Path} would both be the dump {name}; name a folder above them, or upload them apart with --prefix";
        }

        _byName[name] = file with { Name = name };
        return null;
    }
}

namespace NewsFunctions.Cli.Dumps;

/// <summary>Resolves the symbolic links in every part of a path, as the operating system does.</summary>
internal static class RealPath
{
    /// <summary>Limits the links that are followed in one path, as Linux does.</summary>
    private const int MaxLinks = 40;

    /// <summary>Returns the path without links; null, with the reason, if a link leads nowhere or in circles.</summary>
    public static string? TryResolve(string path, out string? refusal)
    {
        string full = Path.GetFullPath(path);
        string resolved = Path.GetPathRoot(full)!;
        var pending = new Stack<string>();
        Push(pending, full[resolved.Length..]);
        int links = 0;
        while (pending.TryPop(out string? part))
        {
            if (part == "..")
            {
                resolved = Path.GetDirectoryName(resolved) ?? resolved;
                continue;
            }

            string next = Path.Combine(resolved, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                resolved = next;
                continue;
            }

            if (++links > MaxLinks)
            {
                refusal = "its links lead in circles";
                return null;
            }

            string? root = Path.IsPathRooted(target) ? Path.GetPathRoot(Path.GetFullPath(target, resolved)) : null;
            resolved = root ?? resolved;
            Push(pending, root is null ? target : Path.GetFullPath(target, resolved)[root.Length..]);
        }

        bool exists = Path.Exists(resolved);
        refusal = exists ? null : "it links to something that does not exist";
        return exists ? resolved : null;
    }

    private static void Push(Stack<string> pending, string path)
    {
        char[] separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];
        foreach (string part in path.Split(separators, StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").Reverse())
        {
            pending.Push(part);
        }
    }
}

using System.Security.Cryptography;
using System.Text.Json;

namespace LocalFunctionsHost.LocalStorage;

/// <summary>The folder in which npm installs Azurite. In a repository it is the one with package.json. A .NET tool brings a package.json of
/// its own and uses the user's cache, because other programs manage the folder of the tool.</summary>
/// <param name="Path">The folder with package.json and package-lock.json.</param>
internal sealed record AzuriteFolder(string Path)
{
    private const string Package = "package.json";
    private const string Lock = "package-lock.json";

    public string Script => System.IO.Path.Combine(Path, "node_modules", "azurite", "dist", "src", "azurite.js");

    public string InstallLock => System.IO.Path.Combine(Path, "artifacts", "npm-ci.lock");

    // npm writes the hidden lock file last, so an installation that was interrupted does not count.
    public bool IsInstalled => File.Exists(Script) && File.Exists(System.IO.Path.Combine(Path, "node_modules", ".package-lock.json"));

    /// <exception cref="LocalStorageException">No package.json names Azurite.</exception>
    public static AzuriteFolder Find()
    {
        string brought = System.IO.Path.Combine(AppContext.BaseDirectory, "azurite");
        return File.Exists(System.IO.Path.Combine(brought, Lock)) ? InCache(brought, UserCache())
            : Above(AppContext.BaseDirectory) ?? Above(Environment.CurrentDirectory) ?? throw new LocalStorageException(
                $"No package.json that names azurite was found above {AppContext.BaseDirectory} or {Environment.CurrentDirectory}.");
    }

    /// <summary>Returns the folder of the cache for these files. Each lock file has one, so that program versions do not share it.</summary>
    internal static AzuriteFolder InCache(string brought, string cache)
    {
        string version = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(System.IO.Path.Combine(brought, Lock))))[..12];
        string folder = Directory.CreateDirectory(System.IO.Path.Combine(cache, "newsfunctions", $"azurite-{version}")).FullName;
        foreach (string? name in new[] { Package, Lock })
        {
            string target = System.IO.Path.Combine(folder, name);
            if (!File.Exists(target))
            {
                // The file is written whole or not at all, because another process may look for it at the same time.
                string part = System.IO.Path.Combine(folder, $".{name}.{System.IO.Path.GetRandomFileName()}");
                File.Copy(System.IO.Path.Combine(brought, name), part);
                File.Move(part, target, overwrite: true);
            }
        }
        return new AzuriteFolder(folder);
    }

    // This follows the XDG base directory specification, because .NET knows no folder for caches.
    private static string UserCache() =>
        OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
        : OperatingSystem.IsMacOS() ? System.IO.Path.Combine(Home(), "Library", "Caches")
        : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { } chosen && System.IO.Path.IsPathRooted(chosen) ? chosen
        : System.IO.Path.Combine(Home(), ".cache");

    private static string Home() => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private static AzuriteFolder? Above(string folder)
    {
        for (var candidate = new DirectoryInfo(folder); candidate is not null; candidate = candidate.Parent)
        {
            if (NamesAzurite(System.IO.Path.Combine(candidate.FullName, Package)))
            {
                return new AzuriteFolder(candidate.FullName);
            }
        }
        return null;
    }

    private static bool NamesAzurite(string package)
    {
        if (!File.Exists(package))
        {
            return false;
        }
        using var json = JsonDocument.Parse(File.ReadAllBytes(package));
        return json.RootElement.TryGetProperty("dependencies", out JsonElement dependencies) && dependencies.TryGetProperty("azurite", out _);
    }
}

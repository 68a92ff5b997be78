using System.Security.Cryptography;

namespace LocalFunctionsHost.LocalStorage;

/// <summary>Manages the account key of a data folder, created once and kept in a file that only its owner can read.</summary>
/// <remarks>With the key that every emulator has, any web page could write to the storage: it can sign a plain form POST.</remarks>
internal static class AccountKey
{
    private const int Bytes = 64;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads the key, or creates one where there is none. The caller holds the lock of the folder.</summary>
    public static string ReadOrCreate(string data)
    {
        string path = Path.Combine(data, "azurite.key");
        if (File.Exists(path) && Usable(File.ReadAllText(path)) is { } kept)
        {
            Protect(path);
            return kept;
        }
        string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }
        using (var file = new StreamWriter(path, options))
        {
            file.Write(key);
        }
        Protect(path);
        return key;
    }

    // A file cut short by a full disk holds no usable key.
    private static string? Usable(string text)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        return Convert.TryFromBase64String(text.Trim(), bytes, out int length) && length == Bytes ? text.Trim() : null;
    }

    private static void Protect(string path)
    {
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) != OwnerOnly)
        {
            File.SetUnixFileMode(path, OwnerOnly);
        }
    }
}

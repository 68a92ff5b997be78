using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using NewsFunctions.Archive.Api;

namespace NewsFunctions.Archive.Http.Access;

/// <summary>Holds a key that the settings allow: its hash, never the key itself.</summary>
public sealed record AccessKey(AccessScope Scope, string Name, string Hash)
{
    public const int HashDigits = 64;

    public const string NameRule = "1 to 32 letters and digits (A-Z, a-z, 0-9)";

    private const int RandomBytes = 32;

    /// <summary>Gets the setting that allows the key.</summary>
    public string Setting => $"{AccessOptions.Section}:{nameof(AccessOptions.Keys)}:{Scope}:{Name}";

    /// <summary>Returns whether a name is legal. Names become part of app settings, which allow few characters.</summary>
    public static bool IsName(string? name) => name is { Length: >= 1 and <= 32 } && name.All(char.IsAsciiLetterOrDigit);

    public static bool IsHash(string? text) => text?.Length == HashDigits && text.All(char.IsAsciiHexDigit);

    /// <summary>Creates the text of a new key: 256 random bits in characters that need no escaping in addresses and shells.</summary>
    public static string NewText() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NewsFunctions.Archive.Http.Access;

/// <summary>Writes and reads the text of a session cookie: <c>{name of the key}.{end, Unix seconds}.{HMAC-SHA256}</c>.</summary>
/// <remarks>The signature covers the key's scope and hash too, so a session ends when its key is removed, replaced or gets another scope.</remarks>
internal static class SessionCookie
{
    public const string Name = "news-session";

    /// <summary>Separates these signatures from any other use of the signing key.</summary>
    private const string Purpose = "news-session-1";

    public static string Write(AccessKey key, DateTimeOffset end, ReadOnlySpan<byte> signingKey)
    {
        string seconds = end.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{key.Name}.{seconds}.{Convert.ToHexStringLower(Sign(key, seconds, signingKey))}";
    }

    /// <summary>Reads a cookie without checking its signature. Returns null if it is malformed.</summary>
    public static SessionClaim? Read(string? cookie) =>
        cookie?.Split('.') is [var name, var seconds, { Length: SHA256.HashSizeInBytes * 2 } signature]
            && AccessKey.IsName(name)
            && signature.All(char.IsAsciiHexDigit)
            && long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out long end)
            ? new SessionClaim(name, seconds, end, Convert.FromHexString(signature))
            : null;

    public static bool IsSigned(SessionClaim claim, AccessKey key, ReadOnlySpan<byte> signingKey) =>
        CryptographicOperations.FixedTimeEquals(Sign(key, claim.EndText, signingKey), claim.Signature);

    private static byte[] Sign(AccessKey key, string seconds, ReadOnlySpan<byte> signingKey) =>
        HMACSHA256.HashData(signingKey, Encoding.ASCII.GetBytes($"{Purpose}\n{key.Scope}\n{key.Name}\n{key.Hash}\n{seconds}"));
}

/// <summary>Holds the unverified content of a session cookie.</summary>
internal sealed record SessionClaim(string KeyName, string EndText, long EndSeconds, byte[] Signature);

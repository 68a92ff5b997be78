using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NewsFunctions.Core.Ids;

/// <summary>Represents a dump's ledger id: <c>{yyyyMMddHHmmss of Last-Modified, UTC}-{16 hex digits of SHA-256 of name and ETag}</c>.</summary>
/// <remarks>An overwritten blob is a new dump, because its ETag changes.</remarks>
public readonly record struct DumpId
{
    private const string TimeFormat = "yyyyMMddHHmmss";
    private const int HashLength = 16;

    private DumpId(DateTimeOffset lastModified, string hash)
    {
        LastModified = lastModified;
        Hash = hash;
    }

    /// <summary>The Last-Modified time in UTC, in whole seconds as in HTTP.</summary>
    public DateTimeOffset LastModified { get; }

    public string Hash { get; }

    public static DumpId From(string name, string etag, DateTimeOffset lastModified)
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\n{etag.Trim('"')}"));
        DateTimeOffset utc = lastModified.ToUniversalTime();
        return new DumpId(utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerSecond)), Convert.ToHexStringLower(digest)[..HashLength]);
    }

    public static bool TryParse([NotNullWhen(true)] string? text, out DumpId id)
    {
        id = default;
        if (text is null || text.Length != TimeFormat.Length + 1 + HashLength || text[TimeFormat.Length] != '-')
        {
            return false;
        }

        string hash = text[(TimeFormat.Length + 1)..];
        if (!hash.All(char.IsAsciiHexDigitLower)
            || !DateTimeOffset.TryParseExact(
                text[..TimeFormat.Length],
                TimeFormat,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out DateTimeOffset lastModified))
        {
            return false;
        }

        id = new DumpId(lastModified, hash);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{LastModified:yyyyMMddHHmmss}-{Hash}");
}

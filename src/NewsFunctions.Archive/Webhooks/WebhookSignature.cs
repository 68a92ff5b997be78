using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NewsFunctions.Archive.Webhooks;

/// <summary>Signs by the Standard Webhooks convention (https://www.standardwebhooks.com), for which receivers have libraries:
/// HMAC-SHA256 over <c>{id}.{timestamp}.{body}</c>.</summary>
internal static class WebhookSignature
{
    private const string SecretPrefix = "whsec_";
    private const int MinSecretLength = 24;
    private const int MaxSecretLength = 64;

    /// <param name="timestamp">Seconds since 1970, as in the header. A receiver refuses old ones.</param>
    /// <param name="body">The exact bytes that are sent.</param>
    public static string Of(byte[] secret, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hmac.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")));
        hmac.AppendData(body);
        return $"v1,{Convert.ToBase64String(hmac.GetHashAndReset())}";
    }

    public static bool TryReadSecret(string? text, [NotNullWhen(true)] out byte[]? secret)
    {
        secret = null;
        if (text is not { Length: > 0 and < 200 })
        {
            return false;
        }

        string base64 = text.StartsWith(SecretPrefix, StringComparison.Ordinal) ? text[SecretPrefix.Length..] : text;
        byte[] bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out int length) || length is < MinSecretLength or > MaxSecretLength)
        {
            return false;
        }

        secret = bytes[..length];
        return true;
    }
}

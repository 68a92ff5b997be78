using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Archive.Queries;

/// <summary>Encodes where a list of waiting uploads continues: after a name. Valid only for the same name filter.</summary>
internal static class WaitingContinuation
{
    private const int HashBytes = 6;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Write(string lastName, string? filter) =>
        Base64Url.EncodeToString([.. Hash(filter), .. Encoding.UTF8.GetBytes(lastName)]);

    /// <exception cref="InvalidContinuationException">It is malformed or belongs to another filter.</exception>
    public static string Read(string continuation, string? filter)
    {
        try
        {
            byte[] bytes = Base64Url.DecodeFromChars(continuation);
            return bytes.AsSpan().StartsWith(Hash(filter)) && bytes.Length > HashBytes
                ? Strict.GetString(bytes.AsSpan(HashBytes))
                : throw new InvalidContinuationException();
        }
        catch (Exception e) when (e is FormatException or DecoderFallbackException)
        {
            throw new InvalidContinuationException("The continuation is not one that this archive gave out.", e);
        }
    }

    /// <summary>Distinguishes this token from those of other lists, too.</summary>
    private static byte[] Hash(string? filter) => SHA256.HashData(Encoding.UTF8.GetBytes($"dumps waiting\n{filter}"))[..HashBytes];
}

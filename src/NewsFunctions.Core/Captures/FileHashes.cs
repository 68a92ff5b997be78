using System.Security.Cryptography;
using NewsFunctions.Core.Text;

namespace NewsFunctions.Core.Captures;

/// <summary>Computes both hashes of a file while it is downloaded.</summary>
internal sealed class FileHashes : IDisposable
{
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash _sha1 = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _sha256.AppendData(bytes);
        _sha1.AppendData(bytes);
    }

    /// <summary>Returns the SHA-256 in lower-case hex.</summary>
    public string Sha256() => Convert.ToHexStringLower(_sha256.GetCurrentHash());

    /// <summary>Returns the SHA-1 in base32.</summary>
    public string Sha1() => Base32.Encode(_sha1.GetCurrentHash());

    public void Dispose()
    {
        _sha256.Dispose();
        _sha1.Dispose();
    }
}

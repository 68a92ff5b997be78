using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Api;

namespace NewsFunctions.Archive.Http.Access;

/// <summary>Finds the keys that the settings allow. Several of a scope may be valid at once, so that one can replace another without a gap.</summary>
public sealed class AccessKeys(IOptions<AccessOptions> options)
{
    private readonly AccessKey[] _keys =
    [
        .. from scope in options.Value.Keys
           from key in scope.Value
           where !string.IsNullOrEmpty(key.Value)
           select new AccessKey(Enum.Parse<AccessScope>(scope.Key, ignoreCase: true), key.Key, key.Value.ToLowerInvariant()),
    ];

    /// <summary>Finds the key by its text; returns null if there is none.</summary>
    /// <remarks>The hashes are compared in constant time, so that the response time reveals none of them.</remarks>
    public AccessKey? Find(string text)
    {
        byte[] hash = Encoding.ASCII.GetBytes(AccessKey.HashOf(text));
        return _keys.Where(key => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(key.Hash), hash)).MaxBy(key => key.Scope);
    }

    public AccessKey? Named(string name) => _keys.FirstOrDefault(key => string.Equals(key.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns whether any key allows the scope.</summary>
    public bool Allow(AccessScope scope) => _keys.Any(key => key.Scope >= scope);
}

using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace NewsFunctions.Http;

/// <summary>Who may write: docs/design.md section 7. A function key cannot say so, because every host key opens all functions.</summary>
public sealed class WriteAccess
{
    public const string KeyHeader = "x-news-write-key";
    public const string Role = "Archive.Write";

    private readonly byte[]? _keyHash;
    private readonly bool _trustPlatformSignIn;
    private readonly bool _onAzure;

    public WriteAccess(IOptions<AccessOptions> options, RunningPlace place)
    {
        _keyHash = options.Value.WriteKeyHash is { Length: > 0 } hash ? Convert.FromHexString(hash) : null;
        _trustPlatformSignIn = options.Value.TrustPlatformSignIn;
        _onAzure = place.IsAzure;
    }

    /// <summary>Why the request may not write; null when it may, or only reads.</summary>
    public Problem? Refusal(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        {
            return null;
        }

        bool keyGiven = request.Headers.TryGetValue(KeyHeader, out var key);
        if (keyGiven && _keyHash is not null)
        {
            // A page of another origin cannot send this header unless the operator's CORS settings let it.
            return Fits(key.ToString())
                ? null
                : Problems.Unauthorized($"The key in the header {KeyHeader} is not the one whose SHA-256 is in the setting {Key}.");
        }

        // From here on, what lets the request in comes without the page's doing: a cookie, or the place it is sent from.
        if (RequestOrigin.IsForeign(request))
        {
            return Problems.Forbidden($"A page of another origin may not write here. Send the request from elsewhere, or with the header {KeyHeader}.");
        }

        return _trustPlatformSignIn && PlatformPrincipal.IsPresent(request) ? SignedInRefusal(request) : AnonymousRefusal(request);
    }

    private const string Key = $"{AccessOptions.Section}:{nameof(AccessOptions.WriteKeyHash)}";

    private static Problem? SignedInRefusal(HttpRequest request) => PlatformPrincipal.Roles(request) switch
    {
        null => Problems.Unauthorized($"The header {PlatformPrincipal.Header} is not a principal of the platform's sign-in. Sign in again."),
        { } roles when roles.Contains(Role) => null,
        _ => Problems.Forbidden($"Your sign-in has not the app role {Role}. Ask whoever runs this archive for it."),
    };

    private Problem? AnonymousRefusal(HttpRequest request)
    {
        if (_keyHash is not null)
        {
            return Problems.Unauthorized(_trustPlatformSignIn
                ? $"Send the write key in the header {KeyHeader}, or sign in with the app role {Role}."
                : $"Send the write key in the header {KeyHeader}.");
        }

        if (_trustPlatformSignIn)
        {
            return Problems.Unauthorized($"Sign in with the app role {Role}.");
        }

        if (_onAzure || !RequestOrigin.IsThisMachine(request))
        {
            return Problems.Forbidden(
                $"Nobody may write here yet. Whoever runs this archive sets {Key} (app setting Access__WriteKeyHash) to the SHA-256 of a key.");
        }

        return null;
    }

    private bool Fits(string key) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(key)), _keyHash);
}

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using NewsFunctions.Archive.Api;

namespace NewsFunctions.Archive.Http.Access;

/// <summary>Decides whether a request may make a call. See docs/api.md, "Access", and decision 0017.</summary>
public sealed class AccessGate(IOptions<AccessOptions> options, AccessKeys keys, Sessions sessions, RunningPlace place)
{
    public const string FeedParameter = "key";
    public const string ReadRole = "Archive.Read";
    public const string WriteRole = "Archive.Write";

    private readonly ReadAccess? _read = options.Value.ReadAccess;
    private readonly bool _trustPlatformSignIn = options.Value.TrustPlatformSignIn;

    /// <summary>Returns why the request is refused; null if it is allowed.</summary>
    /// <param name="needed">The scope that the call needs.</param>
    public async Task<Problem?> RefusalAsync(HttpRequest request, AccessScope needed, CancellationToken cancellationToken)
    {
        if (needed < AccessScope.Write && IsOpen(request))
        {
            return null;
        }

        if (GivenKey(request, needed) is { } given)
        {
            // A page of another origin cannot send the header unless the operator's CORS settings allow it.
            return keys.Find(given) is { } found ? KeyRefusal(request, found, needed) : UnknownKey();
        }

        // From here on, the page itself does not send the credential: it is a cookie, or the machine of the request.
        if (needed == AccessScope.Write && RequestOrigin.IsForeign(request))
        {
            return Problems.Forbidden($"A page of another origin may not write here. Send the request from elsewhere, or with a key in the header {KeyHeader.Name}.");
        }

        if (needed == AccessScope.Write && MayWriteFromHere(request))
        {
            Caller.Set(request, Caller.ThisMachine);
            return null;
        }

        Problem? refusal = SignInRefusal(request, needed, out bool isSignedIn);
        if (isSignedIn && refusal is null)
        {
            Caller.Set(request, PlatformPrincipal.Name(request) ?? Caller.SignedIn);
            return null;
        }

        return await sessions.FindAsync(request, cancellationToken) is { } key
            ? KeyRefusal(request, key, needed)
            : refusal ?? Problems.Unauthorized(Advice(needed), SignInPath(needed));
    }

    /// <summary>Returns the request's key. Only a feed takes it from the address, too: feed readers send no headers. Logs keep addresses.</summary>
    private static string? GivenKey(HttpRequest request, AccessScope needed) =>
        request.Headers.TryGetValue(KeyHeader.Name, out StringValues header) ? header.ToString()
        : needed == AccessScope.Feed && request.Query.TryGetValue(FeedParameter, out StringValues parameter) ? parameter.ToString()
        : null;

    private static Problem? KeyRefusal(HttpRequest request, AccessKey key, AccessScope needed)
    {
        Caller.Set(request, key.Name);
        return key.Scope >= needed
            ? null
            : Problems.Forbidden($"The key '{key.Name}' has the scope {Word(key.Scope)}. This call needs the scope {Word(needed)}.");
    }

    private bool IsOpen(HttpRequest request) => _read == ReadAccess.Open || (_read is null && IsThisMachine(request));

    /// <summary>Returns whether a caller may write without a key: only a caller on this machine, if no setting limits access.</summary>
    private bool MayWriteFromHere(HttpRequest request) =>
        _read is null or ReadAccess.Open && !_trustPlatformSignIn && !keys.Allow(AccessScope.Write) && IsThisMachine(request);

    private bool IsThisMachine(HttpRequest request) => !place.IsAzure && RequestOrigin.IsThisMachine(request);

    /// <summary>Checks the platform's sign-in. The feed's path is excluded from it, so its header could be forged there.</summary>
    private Problem? SignInRefusal(HttpRequest request, AccessScope needed, out bool isSignedIn)
    {
        isSignedIn = _trustPlatformSignIn && needed != AccessScope.Feed && PlatformPrincipal.IsPresent(request);
        if (!isSignedIn)
        {
            return null;
        }

        if (PlatformPrincipal.Roles(request) is not { } roles)
        {
            return Problems.Unauthorized($"The header {PlatformPrincipal.Header} is not a principal of the platform's sign-in. Sign in again.", SignInPath(needed));
        }

        bool mayCall = roles.Contains(WriteRole) || (needed == AccessScope.Read && (_read == ReadAccess.SignIn || roles.Contains(ReadRole)));
        return mayCall
            ? null
            : Problems.Forbidden(
                $"Your sign-in does not have the app role {(needed == AccessScope.Write ? WriteRole : $"{ReadRole} or {WriteRole}")}. Ask whoever runs this archive for it.");
    }

    private string Advice(AccessScope needed)
    {
        string role = needed == AccessScope.Write ? WriteRole : $"{ReadRole} or {WriteRole}";
        string signIn = !_trustPlatformSignIn || needed == AccessScope.Feed ? ""
            : _read == ReadAccess.SignIn && needed == AccessScope.Read ? " Or sign in."
            : $" Or sign in with the app role {role}.";
        if (!keys.Allow(needed))
        {
            AccessKey example = new(needed, "NAME", "");
            return $"No key has the scope {Word(needed)} yet. Whoever runs this archive makes one with `news key {example.Name} --scope {Word(needed)}` "
                + $"and puts its hash into the setting {example.Setting} (app setting {example.Setting.Replace(":", "__", StringComparison.Ordinal)}).{signIn}";
        }

        string place = needed == AccessScope.Feed ? $"in the address (?{FeedParameter}=...) or in the header {KeyHeader.Name}" : $"in the header {KeyHeader.Name}";
        return $"Send a key with the scope {Word(needed)} {place}, or exchange it for a cookie with POST /api/session.{signIn}";
    }

    private Problem UnknownKey() => Problems.Unauthorized("The archive does not know this key. It may have been replaced; ask whoever runs this archive.", SignInPath(AccessScope.Read));

    private string? SignInPath(AccessScope needed) => _trustPlatformSignIn && needed != AccessScope.Feed ? PlatformPrincipal.SignInPath : null;

    private static string Word(AccessScope scope) => scope.ToString().ToLowerInvariant();
}

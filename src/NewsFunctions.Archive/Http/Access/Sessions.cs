using Microsoft.AspNetCore.Http;
using NewsFunctions.Storage.Summaries;

namespace NewsFunctions.Archive.Http.Access;

/// <summary>Manages sessions of browsers: a signed cookie stands for a key for twelve hours. Nothing is stored for a session.</summary>
public sealed class Sessions(AccessKeys keys, SessionKeyStore store, RunningPlace place, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Duration = TimeSpan.FromHours(12);

    private readonly SemaphoreSlim _loading = new(1, 1);
    private volatile byte[]? _signingKey;

    /// <summary>Finds the key of a request's session; returns null if it has no valid one. One blob read in each process.</summary>
    public async Task<AccessKey?> FindAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // The signature is checked last, so that garbage never costs a storage operation.
        if (SessionCookie.Read(request.Cookies[SessionCookie.Name]) is not { } claim
            || claim.EndSeconds <= time.GetUtcNow().ToUnixTimeSeconds()
            || keys.Named(claim.KeyName) is not { } key)
        {
            return null;
        }

        byte[]? signingKey = _signingKey ?? await LoadAsync(store.ReadAsync, cancellationToken);
        return signingKey is not null && SessionCookie.IsSigned(claim, key, signingKey) ? key : null;
    }

    /// <summary>Starts a session for a key and adds its cookie to the response.</summary>
    /// <returns>The end of the session.</returns>
    public async Task<DateTimeOffset> StartAsync(AccessKey key, HttpResponse response, CancellationToken cancellationToken)
    {
        byte[]? signingKey = _signingKey ?? await LoadAsync(async token => await store.ReadOrCreateAsync(token), cancellationToken);
        var end = DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + Duration).ToUnixTimeSeconds());
        response.Cookies.Append(SessionCookie.Name, SessionCookie.Write(key, end, signingKey), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            MaxAge = Duration,
            Path = "/",

            // On Azure the platform ends TLS before the worker, which sees http. On this machine there is only http.
            Secure = place.IsAzure || response.HttpContext.Request.IsHttps,
        });
        return end;
    }

    public void Dispose() => _loading.Dispose();

    private async Task<byte[]?> LoadAsync(Func<CancellationToken, Task<byte[]?>> load, CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken);
        try
        {
            return _signingKey ??= await load(cancellationToken);
        }
        finally
        {
            _loading.Release();
        }
    }
}

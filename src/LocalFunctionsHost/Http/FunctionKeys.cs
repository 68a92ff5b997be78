using System.Security.Cryptography;
using System.Text;
using LocalFunctionsHost.Settings;
using Microsoft.AspNetCore.Http;

namespace LocalFunctionsHost.Http;

/// <summary>Applies the key rules of the Functions host, where they are switched on.</summary>
internal sealed class FunctionKeys(LocalHostOptions options)
{
    private const string Admin = "Admin";

    public bool AreRequired => options.RequireKeys;

    /// <summary>Returns whether the request has a key for the level: a function's or the host's, or the master key, which opens all.</summary>
    public bool Allows(HttpRequest request, string level, string? function)
    {
        if (!AreRequired || Is(level, "Anonymous"))
        {
            return true;
        }
        string? given = request.Headers["x-functions-key"].FirstOrDefault() is { Length: > 0 } header ? header : request.Query["code"].FirstOrDefault();
        return Opens(given, "Master") || (Is(level, "Function") && (Opens(given, "Default") || Opens(given, $"Functions:{function}")));
    }

    /// <summary>Returns whether the request may use the admin API.</summary>
    public bool AllowsAdmin(HttpRequest request) => Allows(request, Admin, null);

    public bool IsMaster(HttpRequest request) => AreRequired && AllowsAdmin(request);

    private static bool Is(string level, string other) => string.Equals(level, other, StringComparison.OrdinalIgnoreCase);

    private bool Opens(string? given, string key) => given is not null && options.Keys.TryGetValue(key, out string? wanted) && wanted.Length > 0
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(wanted)));
}

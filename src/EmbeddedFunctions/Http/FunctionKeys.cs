using System.Security.Cryptography;
using System.Text;
using EmbeddedFunctions.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace EmbeddedFunctions.Http;

/// <summary>The key rules of the Functions host, where they are switched on.</summary>
internal sealed class FunctionKeys(EmbeddedOptions options, IConfiguration configuration)
{
    private const string Keys = $"{EmbeddedOptions.Section}:Keys";

    public bool AreRequired => options.RequireKeys;

    /// <summary>Whether the request carries what the level wants: a function's or the host's key, or the master key, which opens all.</summary>
    public bool Allows(HttpRequest request, AuthorizationLevel level, string? function)
    {
        if (!AreRequired || level == AuthorizationLevel.Anonymous)
        {
            return true;
        }
        var given = request.Headers["x-functions-key"].FirstOrDefault() is { Length: > 0 } header ? header : request.Query["code"].FirstOrDefault();
        return Is(given, "Master") || (level == AuthorizationLevel.Function && (Is(given, "Default") || Is(given, $"Functions:{function}")));
    }

    public bool IsMaster(HttpRequest request) => AreRequired && Allows(request, AuthorizationLevel.Admin, null);

    private bool Is(string? given, string key) => configuration[$"{Keys}:{key}"] is { Length: > 0 } wanted && given is not null
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(wanted)));
}

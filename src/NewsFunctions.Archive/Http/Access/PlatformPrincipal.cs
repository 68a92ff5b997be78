using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace NewsFunctions.Archive.Http.Access;

/// <summary>Reads the signed-in user from the headers of App Service's authentication: base64 of
/// <c>{"role_typ":"...","claims":[{"typ":"roles","val":"Archive.Write"}]}</c>.</summary>
internal static class PlatformPrincipal
{
    public const string Header = "x-ms-client-principal";

    /// <summary>Starts a sign-in by the platform, which then redirects the browser back to the page.</summary>
    public const string SignInPath = "/.auth/login/aad?post_login_redirect_uri=/dashboard";
    private const string NameHeader = "x-ms-client-principal-name";
    private const string RolesClaim = "roles";

    public static bool IsPresent(HttpRequest request) => request.Headers.ContainsKey(Header);

    /// <summary>Returns the name of the signed-in user; null if the platform gives none.</summary>
    public static string? Name(HttpRequest request) => request.Headers[NameHeader].ToString() is { Length: > 0 } name ? name : null;

    /// <summary>Returns the app roles; null if the header is not a principal.</summary>
    public static IReadOnlySet<string>? Roles(HttpRequest request)
    {
        try
        {
            using var principal = JsonDocument.Parse(Convert.FromBase64String(request.Headers[Header].ToString()));
            return principal.RootElement.GetProperty("claims").EnumerateArray()
                .Where(claim => claim.GetProperty("typ").GetString() == RolesClaim)
                .Select(claim => claim.GetProperty("val").GetString())
                .OfType<string>()
                .ToHashSet(StringComparer.Ordinal);
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}

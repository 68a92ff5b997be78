using Microsoft.AspNetCore.Http;

namespace NewsFunctions.Archive.Http.Access;

/// <summary>Who makes a call, for what is recorded of it. <see cref="AccessGate"/> says it of each call that it lets in.</summary>
internal static class Caller
{
    /// <summary>A request of this machine that needs no key.</summary>
    public const string ThisMachine = "this machine";

    /// <summary>A sign-in of the platform that names nobody.</summary>
    public const string SignedIn = "a signed-in user";

    private const int MaxNameLength = 100;
    private static readonly object Item = new();

    public static void Set(HttpRequest request, string name) =>
        request.HttpContext.Items[Item] = name.Length > MaxNameLength ? name[..MaxNameLength] : name;

    public static string Of(HttpRequest request) => request.HttpContext.Items[Item] as string ?? ThisMachine;
}

using Microsoft.AspNetCore.Http;

namespace NewsFunctions.Archive.Http.Access;

/// <summary>Names the caller for records. <see cref="AccessGate"/> sets it for each call that it allows.</summary>
internal static class Caller
{
    /// <summary>Names a request of this machine, which needs no key.</summary>
    public const string ThisMachine = "this machine";

    /// <summary>Names a user whose name the platform's sign-in does not give.</summary>
    public const string SignedIn = "a signed-in user";

    private const int MaxNameLength = 100;
    private static readonly object Item = new();

    public static void Set(HttpRequest request, string name) =>
        request.HttpContext.Items[Item] = name.Length > MaxNameLength ? name[..MaxNameLength] : name;

    public static string Of(HttpRequest request) => request.HttpContext.Items[Item] as string ?? ThisMachine;
}

using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Functions.Http;

namespace NewsFunctions.Middleware;

/// <summary>Maps each HTTP function to the scope it requires. A function not named here needs a key.</summary>
internal static class FunctionScopes
{
    private static readonly FrozenSet<string> Public =
    [
        nameof(GetApi),
        nameof(GetApiDocs),
        nameof(GetDashboard),
        nameof(GetHealth),
        nameof(GetOpenApi),
        nameof(GetPageFile),
        nameof(RedirectToDashboard),
        nameof(StartSession),
    ];

    private static readonly FrozenSet<string> Feeds = [nameof(GetEventFeed)];

    /// <summary>Returns the scope that a call needs, or null if everyone may make it.</summary>
    public static AccessScope? Of(string function, string method) =>
        Public.Contains(function) ? null
        : Feeds.Contains(function) ? AccessScope.Feed
        : HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) ? AccessScope.Read
        : AccessScope.Write;
}

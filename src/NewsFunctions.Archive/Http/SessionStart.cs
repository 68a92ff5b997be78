using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http.Access;

namespace NewsFunctions.Archive.Http;

/// <summary>Handles <c>POST /api/session</c>: exchanges a key for a cookie, so that pages, images and downloads need no header.</summary>
public sealed class SessionStart(AccessKeys keys, Sessions sessions)
{
    private const string BodyRule = "The body is JSON: {\"key\":\"...\"}.";

    private static readonly JsonBody<SessionBody> Body = new(ApiJson.Web.SessionBody, MaxBytes: 4096, BodyRule, BodyRule);

    public async Task<IResult> RequestAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (RequestOrigin.IsForeign(request))
        {
            return Answers.Problem(Problems.Forbidden("A page of another origin may not start a session here."));
        }

        return await Body.AnswerAsync(
            request,
            async body => body.Key is { Length: > 0 } key
                ? await StartAsync(key, request, cancellationToken)
                : Answers.Problem(Problems.InvalidRequest("key", BodyRule)),
            cancellationToken);
    }

    private async Task<IResult> StartAsync(string text, HttpRequest request, CancellationToken cancellationToken)
    {
        if (keys.Find(text) is not { } key)
        {
            return Answers.Problem(Problems.Unauthorized("The archive does not know this key. Check that it was copied whole.", signIn: null));
        }

        if (key.Scope < AccessScope.Read)
        {
            return Answers.Problem(Problems.Forbidden($"The key '{key.Name}' opens feeds only: add ?{AccessGate.FeedParameter}=... to the address of a feed."));
        }

        DateTimeOffset end = await sessions.StartAsync(key, request.HttpContext.Response, cancellationToken);
        return Answers.Ok(new SessionResponse(key.Name, key.Scope, end), ApiJson.Web.SessionResponse);
    }
}

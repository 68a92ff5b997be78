using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http.Access;
using NewsFunctions.Archive.Http.Requests;

namespace NewsFunctions.Archive.Http;

/// <summary>Handles <c>GET /api/session</c>: returns the caller's scope, which is at least that of the call itself.</summary>
public sealed class SessionScope(AccessGate gate)
{
    public async Task<IResult> AnswerAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (new QueryReader(request.Query).Problem is { } problem)
        {
            return Answers.Problem(problem);
        }

        Problem? refusal = await gate.RefusalAsync(request, AccessScope.Write, cancellationToken);
        return Answers.Ok(new SessionScopeResponse(refusal is null ? AccessScope.Write : AccessScope.Read), ApiJson.Web.SessionScopeResponse);
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Archive.Queries;

namespace NewsFunctions.Functions.Http;

/// <summary>Lists the articles that mention the given links.</summary>
public sealed class ListMentions(MentionQueries mentions)
{
    [Function(nameof(ListMentions))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/mentions")] HttpRequest request,
        CancellationToken cancellationToken) =>
        MentionsRequest.TryRead(request.Query, out MentionsRequest? asked, out Problem? problem)
            ? Answers.Ok(await mentions.FindAsync(asked.Links, cancellationToken), ApiJson.Web.PageResponseLinkMentionResponse)
            : Answers.Problem(problem);
}

using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Storage.Summaries;

namespace NewsFunctions.Functions.Http;

public sealed class ListMeasurements(MeasurementStore measurements)
{
    [Function(nameof(ListMeasurements))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/operations")] HttpRequest request,
        CancellationToken cancellationToken) =>
        PageRequest.TryRead(request.Query, out PageRequest? page, out Problem? problem)
            ? Answers.Ok(
                MeasurementResponse.From(await measurements.ListAsync(page.Limit, page.Continuation, cancellationToken)),
                ApiJson.Web.PageResponseMeasurementResponse)
            : Answers.Problem(problem);
}

using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Page;

namespace NewsFunctions.Archive.Pages;

/// <summary>Serves the OpenAPI document, the page made from it, and the list at <c>/api</c>.</summary>
public sealed class ApiDescription(PageAssets assets)
{
    /// <summary>Allows only text and a style. The page loads nothing else.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly PageFile _openApi = new(PageFiles.OpenApi, PageFiles.Read(PageFiles.OpenApi));
    private readonly PageFile _docs = assets.ReadDocument(PageFiles.ApiDocs);
    private readonly ApiIndexResponse _index = ReadIndex(PageFiles.Read(PageFiles.OpenApi));

    public IResult Docs(HttpRequest request) => _docs.AnswerDocument(request, ContentSecurityPolicy);

    public IResult OpenApi(HttpRequest request) =>
        new QueryReader(request.Query).Problem is { } problem ? Answers.Problem(problem) : _openApi.AnswerDocument(request, SecurityHeaders.NothingRuns);

    public IResult Index(HttpRequest request) =>
        new QueryReader(request.Query).Problem is { } problem ? Answers.Problem(problem) : Answers.Resource(_index, ApiJson.Web.ApiIndexResponse, request);

    private static ApiIndexResponse ReadIndex(byte[] openApi)
    {
        using var document = JsonDocument.Parse(openApi);
        return new ApiIndexResponse
        {
            OpenApi = "/api/openapi.json",
            Docs = "/api/docs",
            Dashboard = "/dashboard",
            Calls =
            [
                .. from path in document.RootElement.GetProperty("paths").EnumerateObject()
                   from operation in path.Value.EnumerateObject()
                   where operation.Name != "head"
                   select new ApiCallResponse(operation.Name.ToUpperInvariant(), path.Name, operation.Value.GetProperty("summary").GetString()!),
            ],
        };
    }
}

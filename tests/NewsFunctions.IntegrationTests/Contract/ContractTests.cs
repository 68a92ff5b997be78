using System.Net;
using System.Text.Json.Nodes;
using NewsFunctions.IntegrationTests.Api;

namespace NewsFunctions.IntegrationTests.Contract;

/// <summary>
/// Compares the API with its OpenAPI document. Calls each operation with generated values, valid and invalid.
/// </summary>
[Collection<SharedContractArchive>]
public sealed class ContractTests(ContractArchive api) : ApiTests<ContractArchive>(api)
{
    public static TheoryData<string> Operations => new(OpenApiFile.Operations.Select(operation => operation.Id));

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Operation_answers_good_and_bad_values_as_documented(string id)
    {
        DocumentedOperation operation = OpenApiFile.Operations.Single(one => one.Id == id);
        List<string> wrong = [];
        foreach (GeneratedCall call in GeneratedCalls.Of(operation, operation.Method == "DELETE" ? Api.ToBeRemoved : Api.Known))
        {
            using var request = new HttpRequestMessage(new HttpMethod(operation.Method), call.Address) { Content = call.Body?.Invoke() };
            using HttpResponseMessage response = await Api.Http.SendAsync(request, Token);
            wrong.AddRange((await FindWrongAsync(operation, call, response)).Select(text => $"{operation.Method} {call.Address} ({call.What}): {text}"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static async Task<List<string>> FindWrongAsync(DocumentedOperation operation, GeneratedCall call, HttpResponseMessage response)
    {
        List<string> wrong = [];
        int status = (int)response.StatusCode;
        string body = await response.Content.ReadAsStringAsync(Token);
        bool fits = call.IsGood ? $"{status}" == operation.SuccessStatus || status == (int)HttpStatusCode.NotFound : status == (int)HttpStatusCode.BadRequest;
        if (!fits || !operation.Documents(status))
        {
            wrong.Add($"status {status}: {body}");
            return wrong;
        }

        string[] headers = ["X-Content-Type-Options", "Content-Security-Policy", "Referrer-Policy", "Cross-Origin-Resource-Policy"];
        wrong.AddRange(headers.Where(header => !response.Headers.Contains(header)).Select(header => $"no {header}"));
        if (operation.Method == "HEAD")
        {
            if (body.Length > 0)
            {
                wrong.Add("a body");
            }

            return wrong;
        }

        string? type = response.Content.Headers.ContentType?.MediaType;
        if (operation.BodyOf(status, type ?? "") is not { } documented)
        {
            wrong.Add($"content type {type}");
        }
        else if (documented["schema"] is JsonObject schema)
        {
            wrong.AddRange(OpenApiFile.Check(schema, body));
        }

        return wrong;
    }
}

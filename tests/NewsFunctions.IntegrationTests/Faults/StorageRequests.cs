using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using NewsFunctions.IntegrationTests.EndToEnd;

namespace NewsFunctions.IntegrationTests.Faults;

/// <summary>Parses requests to tables, blobs and queues, and builds the storage's answers.</summary>
internal static partial class StorageRequests
{
    private const string Batch = "/$batch";

    /// <summary>Names a request without values that differ between runs: account, port and block ids.</summary>
    public static string NameOf(ProxiedRequest request)
    {
        string target = Random().Replace(request.RawTarget[request.RawTarget.IndexOf('/', 1)..], "");
        return $"{request.Method} {target} {Operation().Match(request.Body).Groups[1].Value} {Key().Match(request.Body).Value}";
    }

    public static bool IsListing(ProxiedRequest request) => request.Method == HttpMethods.Get
        && (request.Path.EndsWith("()", StringComparison.Ordinal) || IsBlobListing(request));

    /// <summary>Returns the status of a conditional write whose condition fails, and the failing operation of a transaction.</summary>
    /// <returns>Null for any other request.</returns>
    public static (int Status, int Index)? ConflictOf(ProxiedRequest request)
    {
        if (request.Path.EndsWith(Batch, StringComparison.Ordinal))
        {
            string[] operations = [.. request.Body.Split("Content-Type: application/http").Skip(1)];
            int index = Array.FindIndex(operations, one => Insert().IsMatch(one) || Condition().IsMatch(one));
            return index < 0 ? null : (Insert().IsMatch(operations[index]) ? StatusCodes.Status409Conflict : StatusCodes.Status412PreconditionFailed, index);
        }

        IHeaderDictionary headers = request.Context.Request.Headers;
        bool isInsert = IsTable(request)
            ? request.Method == HttpMethods.Post && !request.Path.EndsWith("/Tables", StringComparison.Ordinal)
            : request.Method == HttpMethods.Put && headers.IfNoneMatch == "*";
        bool isConditional = request.Method != HttpMethods.Get && request.Method != HttpMethods.Head && headers.IfMatch is [var match] && match != "*";
        return isInsert ? (StatusCodes.Status409Conflict, 0) : isConditional ? (StatusCodes.Status412PreconditionFailed, 0) : null;
    }

    /// <summary>Answers a conditional write as if its condition did not hold.</summary>
    public static async Task RefuseConditionAsync(ProxiedRequest request)
    {
        (int status, int index) = ConflictOf(request)!.Value;
        bool exists = status == StatusCodes.Status409Conflict;
        HttpResponse response = request.Context.Response;
        response.StatusCode = status;
        if (!IsTable(request))
        {
            string code = exists ? "BlobAlreadyExists" : "ConditionNotMet";
            response.Headers["x-ms-error-code"] = code;
            response.ContentType = "application/xml";
            await response.WriteAsync($"<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code><Message>A fault.</Message></Error>");
            return;
        }

        (string error, string says) = exists
            ? ("EntityAlreadyExists", "The specified entity already exists.")
            : ("UpdateConditionNotSatisfied", "The update condition specified in the request was not satisfied.");
        bool isBatch = request.Path.EndsWith(Batch, StringComparison.Ordinal);
        string told = $"{(isBatch ? $"{index}:" : "")}{says}\nRequestId:1\nTime:2026-03-01T00:00:00Z";
        string json = JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["odata.error"] = new { code = error, message = new { lang = "en-US", value = told } },
        });
        if (!isBatch)
        {
            response.ContentType = "application/json;odata=minimalmetadata;streaming=true;charset=utf-8";
            await response.WriteAsync(json);
            return;
        }

        response.StatusCode = StatusCodes.Status202Accepted;
        response.ContentType = "multipart/mixed; boundary=batchresponse_1";
        await response.WriteAsync(string.Join(
            "\r\n",
            "--batchresponse_1",
            "Content-Type: multipart/mixed; boundary=changesetresponse_1",
            "",
            "--changesetresponse_1",
            "Content-Type: application/http",
            "Content-Transfer-Encoding: binary",
            "",
            $"HTTP/1.1 {status} {(exists ? "Conflict" : "Precondition Failed")}",
            "X-Content-Type-Options: nosniff",
            "Content-Type: application/json;odata=minimalmetadata;streaming=true;charset=utf-8",
            "",
            json,
            "--changesetresponse_1--",
            "--batchresponse_1--",
            ""));
    }

    /// <summary>Answers a listing with an empty page and a continuation.</summary>
    public static Task AnswerEmptyAsync(ProxiedRequest request, string continuation)
    {
        HttpResponse response = request.Context.Response;
        response.StatusCode = StatusCodes.Status200OK;
        if (IsBlobListing(request))
        {
            response.ContentType = "application/xml";
            string container = request.Path.Split('/')[^1];
            return response.WriteAsync($"<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults ServiceEndpoint=\"http://127.0.0.1/\" ContainerName=\"{container}\"><Prefix/><Marker/><MaxResults>5000</MaxResults><Blobs/><NextMarker>{continuation}</NextMarker></EnumerationResults>");
        }

        response.Headers["x-ms-continuation-NextPartitionKey"] = continuation;
        response.Headers["x-ms-continuation-NextRowKey"] = continuation;
        response.ContentType = "application/json;odata=minimalmetadata;streaming=true;charset=utf-8";
        return response.WriteAsync("""{"value":[]}""");
    }

    /// <summary>Returns the continuation of a listing.</summary>
    public static string? ContinuationOf(ProxiedRequest request) =>
        request.Context.Request.Query["NextPartitionKey"] is [{ } partition] ? partition : request.Context.Request.Query["marker"] is [{ } marker] ? marker : null;

    private static bool IsBlobListing(ProxiedRequest request) => request.Context.Request.Query["comp"] == "list" && request.Context.Request.Query["restype"] == "container";

    private static bool IsTable(ProxiedRequest request) => request.Context.Request.Headers.ContainsKey("DataServiceVersion");

    [GeneratedRegex("(?<=[?&])(blockid|NextRowKey)=[^&]*")]
    private static partial Regex Random();

    /// <summary>Returns the first operation of a transaction, without host and account.</summary>
    [GeneratedRegex(@"^[A-Z]+ https?://[^/]+/[^/]+(/\S+) HTTP", RegexOptions.Multiline)]
    private static partial Regex Operation();

    [GeneratedRegex("\"RowKey\":\"[^\"]*\"")]
    private static partial Regex Key();

    [GeneratedRegex("^POST ", RegexOptions.Multiline)]
    private static partial Regex Insert();

    [GeneratedRegex(@"^If-Match: *[^*\s]", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Condition();
}

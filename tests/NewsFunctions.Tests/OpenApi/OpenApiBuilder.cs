using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http.Access;
using NewsFunctions.Archive.Http.Requests;

namespace NewsFunctions.Tests.OpenApi;

/// <summary>Builds the OpenAPI document from the functions' routes, their request readers and their response records.</summary>
internal sealed partial class OpenApiBuilder
{
    private const string ProblemType = "application/problem+json";
    private const string Key = "key";
    private const string Session = "session";

    private const string Description =
        """
        Answers are JSON in UTF-8. Members are always present and null where there is nothing to say. Times are ISO 8601 with an offset. Text comes from dumps and is not to be trusted.

        Errors are problem details (RFC 9457); programs look at `type`. A parameter that a call does not know is refused. An answer with an `ETag` is not sent again to whoever gives it back in `If-None-Match`. Text is compressed with br or gzip where `Accept-Encoding` allows.

        A key in `x-news-key` gives a scope: `read`, or `write`, which includes it; feeds take one in the address, too. `POST /api/session` exchanges a key for a cookie. On your own machine nothing needs a key until one with the scope `write` is set.
        """;

    private readonly OpenApiDocument _document = new()
    {
        Info = new OpenApiInfo { Title = "The NewsFunctions API", Version = "1", Description = Description.ReplaceLineEndings("\n") },
        Servers = [new OpenApiServer { Url = "/" }],
        Paths = [],
        Components = new OpenApiComponents
        {
            Schemas = new Dictionary<string, IOpenApiSchema>(),
            SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Key] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = KeyHeader.Name },
                [Session] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = SessionCookie.Name },
            },
        },
        Tags = new HashSet<OpenApiTag>(ApiOperations.Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description })),
    };

    private readonly JsonShapes _shapes;

    private OpenApiBuilder() => _shapes = new JsonShapes(_document);

    public static OpenApiDocument Build()
    {
        var builder = new OpenApiBuilder();
        foreach (ApiOperation operation in ApiOperations.All)
        {
            builder.Add(operation, ApiFunction.ReadAll().Single(function => function.Name == operation.Function));
        }

        builder._shapes.Of(typeof(Problem));
        builder._shapes.AddComponents();
        builder._document.RegisterComponents();
        return builder._document;
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex PathParameter();

    private void Add(ApiOperation operation, ApiFunction function)
    {
        if (!_document.Paths.TryGetValue(function.Path, out IOpenApiPathItem? item))
        {
            item = new OpenApiPathItem();
            _document.Paths.Add(function.Path, item);
        }

        foreach (string method in function.Methods)
        {
            ((OpenApiPathItem)item).AddOperation(new HttpMethod(method.ToUpperInvariant()), Describe(operation, function, method));
        }
    }

    private OpenApiOperation Describe(ApiOperation operation, ApiFunction function, string method)
    {
        bool isHead = method == "head";
        bool writes = method is "post" or "delete";
        var query = new DescribedQuery();
        operation.ReadQuery(query);
        List<IOpenApiParameter> parameters =
        [
            .. PathParameter().Matches(function.Path).Select(match => ApiParameters.InPath(match.Groups[1].Value)),
            .. query.Parameters.Select(parameter => ApiParameters.InQuery(parameter, operation.Examples.GetValueOrDefault(parameter.Name))),
        ];
        return new OpenApiOperation
        {
            OperationId = isHead ? $"Head{operation.Function}" : operation.Function,
            Summary = isHead ? $"As GET, without the body. {operation.Summary}" : operation.Summary,
            Description = operation.Description,
            Tags = new HashSet<OpenApiTagReference> { new(operation.Tag, _document) },
            Parameters = parameters,
            RequestBody = Body(operation),
            Responses = Responses(operation, function, isHead, writes),
            Security = Security(function),
        };
    }

    /// <summary>Requires a key or a session; the list is empty if everyone may call the function.</summary>
    private List<OpenApiSecurityRequirement> Security(ApiFunction function) => function.IsOpen ? [] :
    [
        new() { [new OpenApiSecuritySchemeReference(Key, _document)] = [] },
        new() { [new OpenApiSecuritySchemeReference(Session, _document)] = [] },
    ];

    private OpenApiRequestBody? Body(ApiOperation operation) => operation.BodyExample is null ? null : new OpenApiRequestBody
    {
        Required = true,
        Content = new Dictionary<string, IOpenApiMediaType>
        {
            [operation.Body is null ? "application/octet-stream" : "application/json"] = new OpenApiMediaType
            {
                Schema = operation.Body is null ? null : _shapes.Of(operation.Body),
                Example = JsonSerializer.SerializeToNode(operation.BodyExample),
            },
        },
    };

    private OpenApiResponses Responses(ApiOperation operation, ApiFunction function, bool isHead, bool writes)
    {
        var when = new SortedDictionary<int, string>(operation.Others.ToDictionary())
        {
            [400] = "A parameter, the path or the body is not legal.",
        };
        if (operation.Function == "GetApiDocs")
        {
            when.Remove(400);
        }

        if (function.Path.Contains('{', StringComparison.Ordinal))
        {
            when[404] = "There is no such thing.";
        }

        if (!function.IsOpen || writes)
        {
            when[401] = "The key is missing or wrong.";
            when[403] = "The key does not allow this.";
        }

        if (!operation.NeedsNoStorage)
        {
            when[503] = "The storage does not answer, or the archive stops. Try again after `Retry-After`.";
        }

        var responses = new OpenApiResponses { [$"{operation.Status}"] = Success(operation, isHead) };
        if (operation.MayTakeLonger)
        {
            responses["202"] = new OpenApiResponse { Description = "It is not finished; make the same call again.", Content = Content(operation.MediaTypes, operation.Answer) };
        }

        if (operation.HasETag)
        {
            responses["304"] = new OpenApiResponse { Description = "The caller has it already." };
        }

        if (operation.Function == "GetHealth")
        {
            responses["503"] = Success(operation, isHead);
            ((OpenApiResponse)responses["503"]).Description = "The archive does not work.";
        }

        foreach ((int status, string description) in when)
        {
            responses[$"{status}"] = new OpenApiResponse { Description = description, Content = isHead ? null : Content([ProblemType], typeof(Problem)) };
        }

        responses["default"] = new OpenApiResponse { Description = "Something else went wrong.", Content = isHead ? null : Content([ProblemType], typeof(Problem)) };
        return responses;
    }

    private OpenApiResponse Success(ApiOperation operation, bool isHead) => new()
    {
        Description = ReasonPhrases.GetReasonPhrase(operation.Status),
        Content = isHead ? null : Content(operation.MediaTypes, operation.Answer),
    };

    private Dictionary<string, IOpenApiMediaType> Content(IReadOnlyList<string> types, Type? shape) => types.ToDictionary(
        type => type,
        IOpenApiMediaType (_) => new OpenApiMediaType { Schema = shape is null ? null : _shapes.Of(shape) });
}

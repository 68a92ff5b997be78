using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http.Requests;

namespace NewsFunctions.Archive.Http;

/// <summary>Reads the bodies of calls that take JSON and no query.</summary>
/// <param name="Type">The shape of the body.</param>
/// <param name="MaxBytes">The maximum length.</param>
/// <param name="Rule">Describes a valid body; part of every refusal.</param>
/// <param name="WhenTooLarge">Says what to do instead of sending so much.</param>
internal sealed record JsonBody<T>(JsonTypeInfo<T> Type, long MaxBytes, string Rule, string WhenTooLarge)
    where T : class
{
    /// <summary>Reads a body and handles it, or reports why it cannot be read.</summary>
    public async Task<IResult> AnswerAsync(HttpRequest request, Func<T, Task<IResult>> answer, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
        {
            return Answers.Problem(Problems.UnsupportedMediaType($"Send Content-Type: application/json. {Rule}"));
        }

        if (new QueryReader(request.Query).Problem is { } unknownParameter)
        {
            return Answers.Problem(unknownParameter);
        }

        if (request.ContentLength > MaxBytes)
        {
            return Answers.Problem(Problems.BodyTooLarge(MaxBytes, WhenTooLarge));
        }

        T? body;
        try
        {
            using var bounded = new BoundedBody(request.Body, MaxBytes);
            body = await JsonSerializer.DeserializeAsync(bounded, Type, cancellationToken);
        }
        catch (JsonException e)
        {
            return Answers.Problem(Problems.InvalidRequest(MemberOf(e.Path), Rule));
        }
        catch (BodyTooLargeException)
        {
            return Answers.Problem(Problems.BodyTooLarge(MaxBytes, WhenTooLarge));
        }

        return body is null ? Answers.Problem(Problems.InvalidRequest("body", Rule)) : await answer(body);
    }

    /// <summary>Returns the invalid member, or the member that contains it.</summary>
    private static string MemberOf(string? path) =>
        path?.Split('.', '[') is ["$", { Length: > 0 } member, ..] ? member : "body";
}

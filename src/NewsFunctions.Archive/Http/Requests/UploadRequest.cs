using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using NewsFunctions.Archive.Api;
using NewsFunctions.Core.Ledger;

namespace NewsFunctions.Archive.Http.Requests;

/// <summary>Holds the parameters of <c>POST /api/dumps</c>.</summary>
internal sealed record UploadRequest(string Name, IReadOnlyDictionary<string, string> Metadata)
{
    private const string SiteKey = "site";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool TryRead(
        HttpRequest request,
        [NotNullWhen(true)] out UploadRequest? upload,
        [NotNullWhen(false)] out Problem? problem)
    {
        var reader = new QueryReader(request.Query, "name", "site");
        string? name = reader.Required("name");
        string? refusal = name is null ? null : NotUtf8(request) ?? DumpName.Refusal(name);
        reader.Check(refusal is null, "name", $"The dump is refused: {refusal}. {DumpName.Rule}");
        string? site = reader.Site();
        reader.Check(request.ContentLength != 0, "body", "The body is empty. Send the dump's bytes (curl --data-binary @FILE).");
        upload = new UploadRequest(name ?? string.Empty, site is null ? new Dictionary<string, string>() : new() { [SiteKey] = site });
        problem = reader.Problem ?? WrongBody(request);
        return problem is null;
    }

    /// <summary>Gets the site that the request names; null if it names none.</summary>
    public string? Site => Metadata.GetValueOrDefault(SiteKey);

    /// <summary>Reports a query with bytes that are not UTF-8, which the server would keep in their escaped form.</summary>
    private static string? NotUtf8(HttpRequest request)
    {
        try
        {
            StrictUtf8.GetCharCount(HttpUtility.UrlDecodeToBytes(request.QueryString.Value ?? ""));
            return null;
        }
        catch (DecoderFallbackException)
        {
            return "its name is not UTF-8";
        }
    }

    private static Problem? WrongBody(HttpRequest request)
    {
        if (request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) ?? false)
        {
            return Problems.UnsupportedMediaType("The body is the dump itself, not a form. With curl: --data-binary @FILE, not -F.");
        }

        return StringValues.IsNullOrEmpty(request.Headers.ContentEncoding)
            ? null
            : Problems.UnsupportedMediaType("The body is stored as it comes, so it takes no Content-Encoding. Send the file's own bytes.");
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace NewsFunctions.Http.Requests;

/// <summary>What <c>POST /api/dumps</c> says besides the bytes.</summary>
internal sealed record UploadRequest(string Name, IReadOnlyDictionary<string, string> Metadata)
{
    private const int MaxNameLength = 900;
    private const string NameRule =
        "'name' has 1 to 900 characters, no control characters and no backslash, does not begin or end with '/', and has no empty part, '.' or '..' between its slashes.";

    public static bool TryRead(
        HttpRequest request,
        [NotNullWhen(true)] out UploadRequest? upload,
        [NotNullWhen(false)] out Problem? problem)
    {
        var reader = new QueryReader(request.Query, "name", "site");
        string? name = reader.Required("name");
        reader.Check(name is null || IsLegal(name), "name", NameRule);
        string? site = reader.Site();
        reader.Check(request.ContentLength != 0, "body", "The body is empty. Send the dump's bytes (curl --data-binary @FILE).");
        upload = new UploadRequest(name ?? string.Empty, site is null ? new Dictionary<string, string>() : new() { ["site"] = site });
        problem = reader.Problem ?? WrongBody(request);
        return problem is null;
    }

    internal static bool IsLegal(string name) =>
        name.Length <= MaxNameLength
        && !name.Any(c => char.IsControl(c) || c == '\\')
        && IsWellFormed(name)
        && name.Split('/').All(part => part is not ("" or "." or ".."));

    /// <summary>Half a surrogate pair cannot be written as UTF-8, so no URL can name such a blob.</summary>
    private static bool IsWellFormed(string name) => !name.EnumerateRunes().Contains(Rune.ReplacementChar);

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

using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Http;
using NewsFunctions.Page;

namespace NewsFunctions.Archive.Pages;

/// <summary>Serves the page at <c>/dashboard</c>. It reads no storage, so it can report that the storage is down.</summary>
public sealed class Dashboard(PageAssets assets)
{
    private const string Address = "/dashboard";

    /// <summary>Allows scripts, styles and calls of this origin only, and pictures of our captures. Text from dumps could run nothing even if
    /// it became markup, which trusted types also forbid.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private readonly PageFile _document = assets.ReadDocument(PageFiles.Document);

    /// <summary>Redirects the empty path to the page.</summary>
    public static IResult Redirect() => new BytesAnswer(StatusCodes.Status302Found, null, ReadOnlyMemory<byte>.Empty)
    {
        Headers = [new("Location", Address)],
    };

    public IResult Document(HttpRequest request) => _document.AnswerDocument(request, ContentSecurityPolicy);
}

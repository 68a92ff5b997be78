using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Captures;

namespace NewsFunctions.Archive.Http;

/// <summary>Sends a thumbnail: a file that we encoded, of a type that runs nothing.</summary>
internal static class ThumbnailAnswer
{
    /// <param name="thumbnail">The thumbnail; null if there is none.</param>
    public static IResult From(string sha256, byte[]? thumbnail, HttpRequest request)
    {
        if (thumbnail is null)
        {
            return Answers.Problem(Problems.NotFound($"The archive has no picture '{sha256}' that it can make a thumbnail of. /api/captures/{sha256} has the capture itself."));
        }

        // The same capture has the same thumbnail. After an hour browsers ask again, because the capture may have been taken down.
        string etag = $"\"{sha256}-{Thumbnailer.MaxSide}\"";
        KeyValuePair<string, string>[] headers =
        [
            new("ETag", etag),
            new("Cache-Control", "private, max-age=3600"),
            new("Content-Security-Policy", "sandbox; default-src 'none'"),
        ];
        return EntityTags.Matches(request.Headers.IfNoneMatch, etag)
            ? new BytesAnswer(StatusCodes.Status304NotModified, null, ReadOnlyMemory<byte>.Empty) { Headers = headers }
            : new BytesAnswer(StatusCodes.Status200OK, Thumbnailer.MediaType, thumbnail) { Headers = headers };
    }
}

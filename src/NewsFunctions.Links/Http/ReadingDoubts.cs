using System.Net.Http.Headers;

namespace NewsFunctions.Links.Http;

/// <summary>Finds responses that .NET's client accepts although the end of their bodies is ambiguous: it takes the first of two lengths, or
/// waits for the end of a connection that stays open.</summary>
internal static class ReadingDoubts
{
    /// <summary>Returns what the head leaves unclear, or null if it is clear.</summary>
    public static string? Of(HttpResponseMessage response)
    {
        // Later versions do not delimit bodies by headers.
        if (response.Version.Major > 1)
        {
            return null;
        }

        if (response.Headers.NonValidated.TryGetValues("Transfer-Encoding", out HeaderStringValues encoding) && encoding.ToString() != "identity")
        {
            // Chunks win over any length (RFC 9112 section 6.3).
            return response.Headers.TransferEncodingChunked == true ? null : $"Transfer-Encoding is '{encoding}'";
        }

        return response.Content.Headers.NonValidated.TryGetValues("Content-Length", out HeaderStringValues length)
            && (response.Content.Headers.ContentLength is null || (length.Count > 1 && length.Distinct(StringComparer.Ordinal).Count() > 1))
                ? $"Content-Length is '{length}'"
                : null;
    }
}

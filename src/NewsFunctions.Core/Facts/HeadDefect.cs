namespace NewsFunctions.Core.Facts;

/// <summary>Lists defects in the head of a response that browsers tolerate.</summary>
public enum HeadDefect
{
    /// <summary>There is data before the status line, or the status line does not follow RFC 9112 section 4.</summary>
    StatusLine,

    /// <summary>A header line has no colon, has an invalid name, or is a folded line with nothing to continue.</summary>
    HeaderLine,

    /// <summary>The head contains NUL, a lone CR or another control character.</summary>
    ControlCharacter,

    /// <summary>Content-Length is repeated, is not a number, or appears with a chunked body.</summary>
    ContentLength,

    /// <summary>Transfer-Encoding is something other than <c>chunked</c>.</summary>
    TransferEncoding,
}

namespace NewsFunctions.Core.Facts;

/// <summary>What is wrong with the head of an answer that browsers read all the same.</summary>
public enum HeadDefect
{
    /// <summary>Something stands before it, or it is not written as RFC 9112 section 4 has it.</summary>
    StatusLine,

    /// <summary>A line without a colon, one whose name is no token, or a folded one that continues none.</summary>
    HeaderLine,

    /// <summary>NUL, a lone CR or another control character.</summary>
    ControlCharacter,

    /// <summary>Content-Length is given several times, is no number, or stands beside a body in chunks.</summary>
    ContentLength,

    /// <summary>Transfer-Encoding is something other than <c>chunked</c>.</summary>
    TransferEncoding,
}

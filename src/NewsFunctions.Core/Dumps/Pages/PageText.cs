namespace NewsFunctions.Dumps.Pages;

/// <summary>Makes the text of an article, as a dump would have it, out of a web page: a pure function that never throws for what the bytes hold.</summary>
/// <remarks>The rules stand in docs/dump-format.md.</remarks>
internal static class PageText
{
    /// <param name="httpResponse">The block of a WARC <c>response</c> record: status line, headers, body.</param>
    /// <param name="offset">Where the block begins in its member; what diagnostics are placed at.</param>
    public static PageTextResult FromResponse(ReadOnlyMemory<byte> httpResponse, long offset, PageLimits limits) =>
        PageTextResult.Refused(DumpDiagnostics.PageHasNoArticle(offset));

    /// <param name="body">A page without HTTP around it, such as the block of a WARC <c>resource</c> record.</param>
    /// <param name="contentType">What is said to be in it; null where nobody says.</param>
    /// <inheritdoc cref="FromResponse"/>
    public static PageTextResult FromPayload(ReadOnlyMemory<byte> body, string? contentType, long offset, PageLimits limits) =>
        PageTextResult.Refused(DumpDiagnostics.PageHasNoArticle(offset));
}

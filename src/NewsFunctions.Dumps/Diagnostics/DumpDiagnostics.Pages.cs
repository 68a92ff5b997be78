using NewsFunctions.Core.Diagnostics;
using static NewsFunctions.Core.Diagnostics.DiagnosticSeverity;

namespace NewsFunctions.Dumps.Diagnostics;

/// <summary>Lists the defects of web pages. A page that is not an article is only information, because most pages of a crawl are not.</summary>
internal static partial class DumpDiagnostics
{
    public static DumpDiagnostic PageHasStatus(long offset, int status) =>
        new("ND100", Info, offset, Invariant($"The server answered with status {status}, so this is no article's page."));

    public static DumpDiagnostic PageHasType(long offset, string type) =>
        new("ND101", Info, offset, $"The response is of type '{type}'; articles are read from HTML and plain text.");

    public static DumpDiagnostic PageIsEmpty(long offset) =>
        new("ND102", Info, offset, "The page is empty.");

    public static DumpDiagnostic PageHasNoArticle(long offset) =>
        new("ND103", Info, offset, "The page is no article: it has no dateline, no related block, and no date of publication with a text.");

    public static DumpDiagnostic PageHasNoHeaders(long offset, int limit) =>
        new("ND104", Error, offset, Invariant($"The HTTP response has no status, or its headers do not end within {limit} bytes; it was not read."));

    public static DumpDiagnostic PageTooLarge(long offset, string measure) =>
        new("ND105", Error, offset, $"The page is too large: it has {measure}. It was not read.");

    public static DumpDiagnostic PageHasSeveral(long offset, int more) =>
        new("ND106", Warning, offset, Invariant($"The page has further articles with datelines and related blocks of their own, which are not kept: {more}."));

    public static DumpDiagnostic PageHasCoding(long offset, string coding) =>
        new("ND107", Error, offset, $"The content coding '{coding}' of the response could not be undone; it was not read.");

    public static DumpDiagnostic PageCutOff(long offset, string coding) =>
        new("ND108", Warning, offset, $"The response breaks off within its coding '{coding}'; what is there was read.");

    public static DumpDiagnostic PageEncodingGuessed(long offset, string? declared, string taken) =>
        new("ND109", Warning, offset, declared is null
            ? $"The page does not say in which encoding it is; it was read as {taken}."
            : $"The page is said to be in {declared}, which its bytes are not; it was read as {taken}.")
        {
            Original = declared,
        };
}

using NewsFunctions.Core.Diagnostics;
using static NewsFunctions.Core.Diagnostics.DiagnosticSeverity;

namespace NewsFunctions.Dumps.Diagnostics;

/// <summary>Lists the defects of related items, whatever the form of their list.</summary>
internal static partial class DumpDiagnostics
{
    public static DumpDiagnostic EntitiesDecoded(long offset, string field, string original) =>
        new("ND035", Warning, offset, $"HTML entities in '{field}' were decoded.") { Original = original };

    public static DumpDiagnostic EscapesUndone(long offset, long values) =>
        new("ND036", Info, offset, Invariant($"Values of the related list with JSON escapes (such as '\\/' and '\\u201c'), which were undone: {values}, the first one here."));

    public static DumpDiagnostic EncodedTwice(long offset, string field, string original) =>
        new("ND037", Warning, offset, $"'{field}' was encoded as UTF-8 twice; it was repaired.") { Original = original };

    public static DumpDiagnostic DuplicateItem(long offset, int first) =>
        new("ND038", Info, offset, Invariant($"The related item has the id and path of item {first} of its list; both are kept."));

    public static DumpDiagnostic Numbers(long offset, long values) =>
        new("ND039", Info, offset, Invariant($"Values of the related list that are numbers instead of text: {values}, the first one here; they are kept as they are written."));

    public static DumpDiagnostic ScriptInList(long offset, long count) =>
        new("ND077", Info, offset, Invariant($"The related list is written as JavaScript, not as JSON (comments, single quotes, keys without quotes): {count} places, the first one here."));

    public static DumpDiagnostic Oversized(long offset, string field, int length, int most) =>
        new("ND065", Warning, offset, Invariant($"'{field}' has {length} characters, more than the {most} that one should have; it is kept, but an id or path that long gives no link."));

    public static DumpDiagnostic EmptyField(long offset, string field) =>
        new("ND066", Info, offset, $"The '{field}' of the related item is empty.");

    public static DumpDiagnostic UploadedAfterDateline(long offset, DateTime uploaded, DateTime dateline) =>
        new("ND067", Info, offset, Invariant($"The file name says that it was uploaded at {uploaded:yyyy-MM-dd HH:mm}, more than a day after the article's dateline {dateline:yyyy-MM-dd HH:mm}."));

    public static DumpDiagnostic ImpossibleDateInPath(long offset, string date) =>
        new("ND068", Warning, offset, $"The path names the date '{date}', which does not exist.");

    public static DumpDiagnostic DotSegments(long offset) =>
        new("ND069", Warning, offset, "The path has '.' or '..' between slashes, so it is looked up nowhere.");

    public static DumpDiagnostic HostInPath(long offset) =>
        new("ND070", Warning, offset, "The path begins with '//', which names a host; it is read as an https URL.");

    public static DumpDiagnostic AbsoluteUrl(long offset) =>
        new("ND071", Info, offset, "The path is an absolute URL; it is looked up there if it is http or https, else nowhere.");

    public static DumpDiagnostic QueryInPath(long offset) =>
        new("ND072", Info, offset, "The path has a query or fragment.");

    public static DumpDiagnostic BackslashInPath(long offset) =>
        new("ND073", Warning, offset, "The path has backslashes; they are kept.");

    public static DumpDiagnostic NoLeadingSlash(long offset) =>
        new("ND074", Info, offset, "The path does not begin with '/'.");

    public static DumpDiagnostic WhiteSpaceInPath(long offset) =>
        new("ND075", Warning, offset, "The path has white space or control characters; they are kept.");
}

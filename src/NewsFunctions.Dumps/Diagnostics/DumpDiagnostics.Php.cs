using NewsFunctions.Core.Diagnostics;
using static NewsFunctions.Core.Diagnostics.DiagnosticSeverity;

namespace NewsFunctions.Dumps.Diagnostics;

/// <summary>Lists the defects of related lists that PHP's <c>var_dump</c> printed as an array or object.</summary>
internal static partial class DumpDiagnostics
{
    public static DumpDiagnostic StringLengthDiffers(long offset, long declared, long actual) =>
        new("ND060", Warning, offset, Invariant($"PHP declared {declared} bytes for this string, {actual} are present; it ends where the array continues."));

    public static DumpDiagnostic CountDiffers(long offset, long declared, long actual) =>
        new("ND061", Warning, offset, Invariant($"PHP declared {declared} elements for this array or object, {actual} are present."));

    public static DumpDiagnostic ArrayCutOff(long offset, int open, long bytes) =>
        new("ND062", Error, offset, Invariant($"The dumped array breaks off here (open brackets: {open}, bytes of an incomplete element: {bytes}); complete items before it are kept."));

    public static DumpDiagnostic NestedTooDeep(long offset, int most) =>
        new("ND063", Warning, offset, Invariant($"Values nested in more than {most} arrays and objects are skipped."));

    public static DumpDiagnostic SourceOfDump(long offset) =>
        new("ND076", Info, offset, "The line before the related block names the file and line that printed it, as xdebug does; it is no text of the article.");

    public static DumpDiagnostic NoItem(long offset, string kind) =>
        new("ND064", Warning, offset, $"A value of kind '{kind}' in the dumped array belongs to no item and was skipped.");
}

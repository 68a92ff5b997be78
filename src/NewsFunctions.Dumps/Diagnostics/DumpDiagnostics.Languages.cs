using NewsFunctions.Core.Diagnostics;
using static NewsFunctions.Core.Diagnostics.DiagnosticSeverity;

namespace NewsFunctions.Dumps.Diagnostics;

/// <summary>Lists doubts about the language of an article and the time zone of its dateline.</summary>
internal static partial class DumpDiagnostics
{
    public static DumpDiagnostic DatelineNamesZone(long offset, string dateline) =>
        new("ND046", Info, offset, $"The dateline '{dateline}' names the place of its time; it is treated as local time of the site.");

    public static DumpDiagnostic DatelineNamesOffset(long offset, string dateline, TimeSpan zone) =>
        new("ND047", Info, offset, zone == TimeSpan.Zero
            ? $"The dateline '{dateline}' is in Greenwich Mean Time; it is shown in the time zone of the site."
            : $"The dateline '{dateline}' names its offset from Greenwich Mean Time, {(zone < TimeSpan.Zero ? '-' : '+')}{zone:hh\\:mm}; it is shown in the time zone of the site.");

    public static DumpDiagnostic LanguagesDiffer(long offset, string dateline, string? text) =>
        new("ND048", Info, offset, $"The dateline is in '{dateline}', the text {(text is null ? "in a language that is not known" : $"in '{text}'")}; the text counts.");

    public static DumpDiagnostic SeveralLanguages(long offset, string? taken) =>
        new("ND049", Info, offset, $"The text is in several scripts or languages; {(taken is null ? "its language counts as not known" : $"that of the dateline, '{taken}', counts")}.");
}

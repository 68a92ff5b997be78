using static NewsFunctions.Dumps.DiagnosticSeverity;

namespace NewsFunctions.Dumps;

/// <summary>What can be wrong with a web page.</summary>
internal static partial class DumpDiagnostics
{
    public static DumpDiagnostic PageHasNoArticle(long offset) =>
        new("ND103", Info, offset, "The page is no article: it has no dateline, no related block, and no date of publication with a text.");
}

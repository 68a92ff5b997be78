using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Dumps.Parsing;

namespace NewsFunctions.Fuzzing;

/// <summary>Checks what must hold for every article, whatever its bytes are.</summary>
internal static class ParsedInvariants
{
    private const int MaxItems = 10_000;

    /// <summary>The limit is 100 diagnostics for items, one that counts the rest, and those for the article as a whole.</summary>
    private const int MaxDiagnostics = 250;

    public static void Check(ParsedArticle article)
    {
        Invariant.Holds(article.Offset >= 0 && article.Length > 0);
        Invariant.Holds(article.Related.Count <= MaxItems);
        Invariant.Holds(article.Damage.ItemsLost >= 0);
        Invariant.Holds(article.DeclaredLength is null == article.ActualLength is null);
        Invariant.Holds(article.DeclaredLength is null or >= 0);

        // The length of a text in a one-byte encoding may be counted in UTF-8 bytes.
        Invariant.Holds(article.ActualLength is null || (article.ActualLength >= 0 && article.ActualLength <= 3 * article.Length));
        Invariant.Holds(article.Language is null or "en" or "fa" or "ar");
        Invariant.Holds(article.Title is not "" && article.Section is not "" && article.Signature is not "");
        Invariant.Holds(article.Paragraphs.All(p => p.Length > 0));
        Invariant.Holds(article.Dateline is null || (article.Dateline.Value.Year is >= 1900 and <= 2100));
        CheckLosses(article);
        CheckDiagnostics(article.Diagnostics, article.Offset, article.Offset + article.Length);
    }

    public static void CheckDiagnostics(IReadOnlyList<DumpDiagnostic> diagnostics, long start, long end)
    {
        Invariant.Holds(diagnostics.Count <= MaxDiagnostics);
        long before = start;
        foreach (DumpDiagnostic diagnostic in diagnostics)
        {
            Invariant.Holds(diagnostic.Offset >= before && diagnostic.Offset <= end);
            Invariant.Holds(diagnostic.Message.Length is > 0 and < 2_000);
            before = diagnostic.Offset;
        }
    }

    /// <summary>Checks that lost items are reported, and that reported losses are counted.</summary>
    private static void CheckLosses(ParsedArticle article)
    {
        bool isReported = article.Diagnostics.Any(d => d.Code is "ND022" or "ND030");
        bool hasMore = article.Diagnostics.Any(d => d.Code == "ND034");
        Invariant.Holds(article.Damage.ItemsLost > 0 ? isReported || hasMore : !isReported);
        Invariant.Holds(article.Damage.ItemsKept == article.Related.Count);
        Invariant.Holds(article.Damage.Score is >= 0 and <= 1);
        bool isIntact = article.DeclaredLength == article.ActualLength;
        Invariant.Holds(isIntact == article.Diagnostics.All(d => d.Code != "ND020"));
    }
}

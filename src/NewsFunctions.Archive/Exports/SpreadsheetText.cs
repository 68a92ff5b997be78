namespace NewsFunctions.Archive.Exports;

/// <summary>Makes untrusted text safe for spreadsheets, which would run a cell that begins like a formula.</summary>
/// <remarks>An apostrophe is put before it, as people do who type such text (https://owasp.org/www-community/attacks/CSV_Injection). The same is
/// done before apostrophes that precede such a beginning, so removing one always restores the text.</remarks>
internal static class SpreadsheetText
{
    private const char Mark = '\'';

    // The last four are the full-width forms, which some spreadsheets treat the same.
    private const string FormulaStarts = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    public static string? Of(string? text) => text is not null && IsMarked(text) ? Mark + text : text;

    private static bool IsMarked(string text)
    {
        int first = text.AsSpan().IndexOfAnyExcept(Mark);
        return first >= 0 && FormulaStarts.Contains(text[first], StringComparison.Ordinal);
    }
}

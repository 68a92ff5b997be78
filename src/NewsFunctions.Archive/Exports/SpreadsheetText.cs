namespace NewsFunctions.Archive.Exports;

/// <summary>Text of strangers, made safe for spreadsheets: a cell that begins like a formula would be run when the file is opened.</summary>
/// <remarks>An apostrophe goes before it, the way people type such text in (https://owasp.org/www-community/attacks/CSV_Injection). It goes
/// before apostrophes that precede such a beginning, too, so taking one away always gives the text back.</remarks>
internal static class SpreadsheetText
{
    private const char Mark = '\'';

    // The last four are the full-width forms, which some spreadsheets read alike.
    private const string FormulaStarts = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    public static string? Of(string? text) => text is not null && IsMarked(text) ? Mark + text : text;

    private static bool IsMarked(string text)
    {
        int first = text.AsSpan().IndexOfAnyExcept(Mark);
        return first >= 0 && FormulaStarts.Contains(text[first], StringComparison.Ordinal);
    }
}

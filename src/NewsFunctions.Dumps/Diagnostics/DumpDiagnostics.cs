using System.Globalization;
using System.Runtime.CompilerServices;
using NewsFunctions.Core.Diagnostics;
using static NewsFunctions.Core.Diagnostics.DiagnosticSeverity;

namespace NewsFunctions.Dumps.Diagnostics;

/// <summary>Creates the diagnostic for every possible defect of a dump: code, severity and message. Codes are stable; docs/dump-format.md
/// lists them.</summary>
internal static partial class DumpDiagnostics
{
    public static DumpDiagnostic Empty() =>
        new("ND001", Error, 0, "The dump is empty: nothing but white space is there, so nothing can be archived.");

    public static DumpDiagnostic NotPlainText(string what, long offset) =>
        new("ND002", Error, offset, $"This is not a plain-text dump: {what}. Nothing was read.");

    public static DumpDiagnostic NoArticle(long offset) =>
        new("ND003", Error, offset, "No article: the text has neither a dateline (such as 'Fri Mar 11, 2016 16:23:23') nor a related block.");

    public static DumpDiagnostic TooLarge(long limit) =>
        new("ND004", Error, limit, Invariant($"The text is longer than the {limit} bytes that are read as one text. Nothing was read."));

    public static DumpDiagnostic InvalidUtf8(long offset, long count) =>
        new("ND005", Warning, offset, Invariant($"Byte sequences that are not UTF-8: {count}, the first one here; each reads as U+FFFD."));

    public static DumpDiagnostic NoDateline(long offset) =>
        new("ND010", Warning, offset, "The article has no dateline; it is undated.");

    public static DumpDiagnostic ImpossibleDate(long offset, string dateline) =>
        new("ND011", Warning, offset, $"The dateline '{dateline}' is not a possible date and time; the article is undated.");

    public static DumpDiagnostic YearOutOfRange(long offset, string dateline) =>
        new("ND012", Warning, offset, $"The year of the dateline '{dateline}' is outside 1900 to 2100; the article counts as undated.");

    public static DumpDiagnostic WrongWeekday(long offset, string dateline, DayOfWeek actual) =>
        new("ND013", Warning, offset, $"The dateline '{dateline}' names another weekday than that of its date, {actual}; the date is kept as it is written.");

    public static DumpDiagnostic RepeatedDateline(long offset, string dateline) =>
        new("ND014", Warning, offset, $"A second dateline '{dateline}' with no text before it; the first one is kept.");

    public static DumpDiagnostic BoundaryInDoubt(long offset) =>
        new("ND015", Info, offset, "A new article begins although the one before has no related block; which of them the lines between belong to is a guess.");

    public static DumpDiagnostic SeveralTitles(long offset) =>
        new("ND016", Info, offset, "Different lines stand before the dateline; the first is the title, this one is kept as a paragraph.");

    public static DumpDiagnostic TextAfterBlock(long offset, int lines) =>
        new("ND017", Info, offset, Invariant($"Lines of text after the related block: {lines}; they are kept as paragraphs."));

    public static DumpDiagnostic SecondBlock(long offset) =>
        new("ND018", Warning, offset, "A second related block follows the first; its items are added, the lengths are those of the first.");

    public static DumpDiagnostic LengthDiffers(long offset, long declared, long actual) =>
        new("ND020", Warning, offset, Invariant($"PHP declared {declared} bytes for the related block, {actual} are there: {Math.Abs(declared - actual)} too {(declared > actual ? "few" : "many")}."));

    public static DumpDiagnostic ListCutOff(long offset, int kept) =>
        new("ND021", Error, offset, Invariant($"The related list breaks off here without its ']'; complete items before it, all kept: {kept}."));

    public static DumpDiagnostic ItemLost(long offset, long bytes) =>
        new("ND022", Error, offset, Invariant($"An incomplete related item ({bytes} bytes) could not be read and is lost from the list."));

    public static DumpDiagnostic Unreadable(long offset, long bytes) =>
        new("ND023", Warning, offset, Invariant($"Bytes in the related list that belong to no item and were skipped: {bytes}."));

    public static DumpDiagnostic UnescapedQuotes(long offset, string field) =>
        new("ND024", Warning, offset, $"The field '{field}' has quotes inside that are not escaped; they are kept as text.");

    public static DumpDiagnostic MissingField(long offset, string field) =>
        new("ND025", Info, offset, $"The related item has no '{field}'.");

    public static DumpDiagnostic UnknownField(long offset, string field) =>
        new("ND026", Info, offset, $"The related item has a field '{field}' that is not known and not kept.");

    public static DumpDiagnostic OddValue(long offset, string field) =>
        new("ND027", Warning, offset, $"The value of '{field}' is neither text nor a number and is not kept.");

    public static DumpDiagnostic RepeatedField(long offset, string field) =>
        new("ND028", Warning, offset, $"The field '{field}' occurs twice in one item; the first is kept.");

    public static DumpDiagnostic BadEscape(long offset, string field, EscapeDefects defects) =>
        new("ND029", Warning, offset, defects switch
        {
            EscapeDefects.HalfPair => $"'{field}' has an escape for half of a surrogate pair, which is no character; U+FFFD is stored in its place.",
            EscapeDefects.Unknown => $"'{field}' has an escape that JSON does not know; it is kept as it is written.",
            _ => $"'{field}' has an escape that JSON does not know, which is kept as it is written, and one for half of a surrogate pair, in whose place U+FFFD is stored.",
        });

    public static DumpDiagnostic TooManyItems(long offset, int kept, long beyond) =>
        new("ND030", Error, offset, Invariant($"The related list has {kept + beyond} items; the first {kept} are kept, {beyond} are not."));

    public static DumpDiagnostic NoPageOfId(long offset) =>
        new("ND031", Warning, offset, "The id of the related item is not an article id (1 to 64 of A-Z, a-z, 0-9, '.', '_', '-'), so it gives no page link.");

    public static DumpDiagnostic TicksAgainstPath(long offset, DateTime uploaded) =>
        new("ND032", Warning, offset, Invariant($"The file name says that it was uploaded on {uploaded:yyyy-MM-dd}, its path names another date."));

    public static DumpDiagnostic TicksOutOfRange(long offset) =>
        new("ND033", Info, offset, "The 18 digits in the file name would be a time outside 1990 to 2100; no upload time is taken from them.");

    public static DumpDiagnostic MoreDiagnostics(long offset, long more) =>
        new("ND034", Warning, offset, Invariant($"Further diagnostics that are not listed: {more}."));

    public static DumpDiagnostic IllegalSite(string rule) =>
        new("ND040", Warning, 0, $"The metadata 'site' is not the name of a site ({rule}); the next rule finds the site.");

    public static DumpDiagnostic IllegalId(string source) =>
        new("ND041", Warning, 0, $"The {source} is not an article id (1 to 64 of A-Z, a-z, 0-9, '.', '_', '-'); the article gets its text id.");

    public static DumpDiagnostic IdForSeveral(string source) =>
        new("ND042", Warning, 0, $"The {source} gives one id, but the text has several articles; they get their text ids.");

    public static DumpDiagnostic NoIdInSourceUrl() =>
        new("ND043", Info, 0, "The metadata 'sourceurl' is not an http(s) URL with an article id in it; the next rule finds the id.");

    public static DumpDiagnostic AmbiguousTime(long offset) =>
        new("ND044", Info, offset, "The clocks went back over the time of the dateline, so it happened twice; the earlier instant is taken.");

    public static DumpDiagnostic SkippedTime(long offset) =>
        new("ND045", Info, offset, "The clocks went forward over the time of the dateline, so it never happened; it is moved forward by the gap.");

    private static string Invariant(InvariantText message) => message.ToString();

    /// <summary>Formats an interpolated text culture-invariantly without boxing and format parsing: diagnostics are written on the hot
    /// path.</summary>
    [InterpolatedStringHandler]
    private ref struct InvariantText(int literalLength, int formattedCount)
    {
        private DefaultInterpolatedStringHandler _text = new(literalLength, formattedCount, CultureInfo.InvariantCulture);

        public void AppendLiteral(string value) => _text.AppendLiteral(value);

        public void AppendFormatted<T>(T value, string? format = null) => _text.AppendFormatted(value, format);

        public override string ToString() => _text.ToStringAndClear();
    }
}

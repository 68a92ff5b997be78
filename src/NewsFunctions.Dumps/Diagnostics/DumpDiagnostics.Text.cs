using NewsFunctions.Core.Diagnostics;
using static NewsFunctions.Core.Diagnostics.DiagnosticSeverity;

namespace NewsFunctions.Dumps.Diagnostics;

/// <summary>Lists defects of encodings, line ends and long texts.</summary>
internal static partial class DumpDiagnostics
{
    public static DumpDiagnostic ByteOrderMark(long offset) =>
        new("ND006", Info, offset, "A byte order mark (U+FEFF) is here; it is not part of the text.");

    public static DumpDiagnostic Utf16Text(long offset, string order, bool marked) =>
        new("ND007", Info, offset, $"The text is UTF-16, {order}, {(marked ? "with" : "without")} a byte order mark; offsets count its bytes, the length of a related block counts UTF-8.");

    public static DumpDiagnostic LostCharacters(long offset, long count) =>
        new("ND008", Warning, offset, Invariant($"Replacement characters (U+FFFD) in the text: {count}, the first one here; what stood there was lost before, or was no valid UTF-16."));

    public static DumpDiagnostic ArticleTooLong(long offset, long passedOver) =>
        new("ND009", Error, offset, Invariant($"The article exceeds the maximum length; it ends here, and the {passedOver} bytes up to the next dateline, related block or the end of the text are skipped."));

    public static DumpDiagnostic CutOffCharacter(long offset) =>
        new("ND019", Warning, offset, "The text ends within a character: the rest of its UTF-8 bytes is missing; it reads as U+FFFD.");

    public static DumpDiagnostic OneByteText(long offset, string encoding, long count) =>
        new("ND050", Warning, offset, Invariant($"The article is not UTF-8 but {encoding} and is read so; bytes outside ASCII: {count}, the first one here."));

    public static DumpDiagnostic CarriageReturns(long offset) =>
        new("ND051", Info, offset, "Lines end with CR LF, from here on; they are read like LF.");

    public static DumpDiagnostic LoneCarriageReturns(long offset, long count) =>
        new("ND052", Info, offset, Invariant($"CR without LF, which ends a line, too: {count}, the first one here."));

    public static DumpDiagnostic ControlCharacters(long offset, long count) =>
        new("ND053", Warning, offset, Invariant($"Control characters (such as NUL) in the text: {count}, the first one here; they are kept."));

    public static DumpDiagnostic EncodedTwice(long offset, string original) =>
        new("ND054", Warning, offset, "This line was encoded as UTF-8 more than once, which is undone.") { Original = original };

    public static DumpDiagnostic MoreEncodedTwice(long offset, long count, string original) =>
        new("ND055", Warning, offset, Invariant($"Further lines that were encoded as UTF-8 more than once, which is undone: {count}, the first one here.")) { Original = original };

    public static DumpDiagnostic SurrogatePairs(long offset, long count) =>
        new("ND057", Warning, offset, Invariant($"Characters that are encoded as two surrogates of three bytes each (CESU-8), not as UTF-8: {count}, the first one here; they are read as what they mean."));

    public static DumpDiagnostic NoArticleInStretch(long offset, long bytes) =>
        new("ND056", Error, offset, Invariant($"No article in {bytes} bytes: they have neither a dateline nor a related block and were skipped."));
}

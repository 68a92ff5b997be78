using NewsFunctions.Core.Diagnostics;
using static NewsFunctions.Core.Diagnostics.DiagnosticSeverity;

namespace NewsFunctions.Dumps.Diagnostics;

/// <summary>Lists the defects of containers: gzip, zip, WARC, NDJSON.</summary>
internal static partial class DumpDiagnostics
{
    public static DumpDiagnostic GzipCutOff(long offset, long compressed) =>
        new("ND080", Error, offset, Invariant($"The gzip data break off after {compressed} compressed bytes; the {offset} bytes that could be decompressed are kept."));

    public static DumpDiagnostic GzipDamaged(long offset, long member, long kept) =>
        new("ND081", Error, offset, Invariant($"The gzip data that begin at compressed byte {member} are damaged; {kept} bytes of them could be decompressed and are kept. Reading continues with the next gzip data, if any."));

    public static DumpDiagnostic WrongChecksum(long offset, string what) =>
        new("ND082", Warning, offset, $"The checksum of the {what} that ends here does not match; everything is kept, but some of it may be wrong.");

    public static DumpDiagnostic NotGzip(long offset, long compressed, long count) =>
        new("ND083", Warning, offset, Invariant($"The {count} bytes at compressed byte {compressed} are not gzip data and were skipped."));

    public static DumpDiagnostic PackedTooDeep() =>
        new("ND084", Error, 0, "This is packed (zip, gzip) more than twice; it was not unpacked.");

    public static DumpDiagnostic Stopped(long offset, string why) =>
        new("ND085", Error, offset, $"Reading stops here: {why}. What came before is kept.");

    public static DumpDiagnostic ZipDirectoryDamaged(long at) =>
        new("ND086", Warning, 0, Invariant($"The zip's directory is missing or damaged at byte {at}; its entries were found by their own headers."));

    public static DumpDiagnostic EntryUnreadable(string why) =>
        new("ND087", Error, 0, $"This entry of the zip could not be read: {why}.");

    public static DumpDiagnostic EntryDamaged(long offset, long? size) => size is { } declared
        ? new("ND088", Error, offset, Invariant($"The entry's data are damaged or break off; of {declared} bytes {offset} could be decompressed and are kept."))
        : new("ND088", Error, offset, Invariant($"The entry's data are damaged or break off; {offset} bytes could be decompressed and are kept."));

    public static DumpDiagnostic EntryLonger(long size) =>
        new("ND089", Warning, size, Invariant($"The zip says that the entry has {size} bytes; there are more, and they were not read."));

    public static DumpDiagnostic NameInDoubt(string doubt) =>
        new("ND090", Info, 0, $"The name of this entry {doubt}; the member's name was made from it.");

    public static DumpDiagnostic LineTooLong(long offset, long length) =>
        new("ND091", Error, offset, Invariant($"A line of {length} bytes exceeds the maximum length and was skipped."));

    public static DumpDiagnostic LineNotJson(long offset) =>
        new("ND092", Error, offset, "The line is not a valid JSON object from here on. It was not read.");

    public static DumpDiagnostic LineWithoutText(long offset) =>
        new("ND093", Error, offset, "The line has no member 'text' with a string value. It was not read.");

    public static DumpDiagnostic FieldNotUnderstood(long offset, string field, string expected) =>
        new("ND094", Warning, offset, $"'{field}' is not {expected}; it is not used.");

    public static DumpDiagnostic ExtraTooLong(long offset, long limit) =>
        new("ND095", Warning, offset, Invariant($"The extra fields take more than {limit} bytes; this one and the following ones are not kept with the article."));

    public static DumpDiagnostic NotARecord(long offset, long count) =>
        new("ND096", Warning, offset, Invariant($"Bytes between the WARC records that belong to no record and were skipped: {count}."));

    public static DumpDiagnostic WrongRecordLength(long offset, long declared, long there) => declared < 0
        ? new("ND097", Warning, offset, Invariant($"The record does not declare its length; it ends where the next one begins, after {there} bytes."))
        : new("ND097", Warning, offset, Invariant($"The record declares {declared} bytes but has {there}; these are kept."));

    public static DumpDiagnostic RecordHeader(long offset, string what) =>
        new("ND098", Warning, offset, $"The header of the record is damaged: {what}.");

    public static DumpDiagnostic RecordsWithoutText(long offset, long count, string kinds) =>
        new("ND099", Info, offset, Invariant($"WARC records without an article text that were skipped: {count} ({kinds})."));
}

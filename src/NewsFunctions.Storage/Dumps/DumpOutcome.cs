using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ledger;

namespace NewsFunctions.Storage.Dumps;

/// <summary>How an ingest ended.</summary>
/// <param name="Error">Why it was rejected or failed, else null.</param>
/// <param name="Diagnostics">Defects of the dump as a whole; the row keeps the first ones, about 200, and the counts are of all.</param>
public sealed record DumpOutcome(DumpStatus Status, DumpCounts Counts, string? Error, IReadOnlyList<DumpDiagnostic> Diagnostics);

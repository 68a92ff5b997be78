using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ledger;

namespace NewsFunctions.Storage.Dumps;

/// <summary>Says how an ingest ended.</summary>
/// <param name="Error">The reason if it was rejected or failed, else null.</param>
/// <param name="Diagnostics">Defects of the dump as a whole. The row keeps about the first 200; the counts include all.</param>
public sealed record DumpOutcome(DumpStatus Status, DumpCounts Counts, string? Error, IReadOnlyList<DumpDiagnostic> Diagnostics);

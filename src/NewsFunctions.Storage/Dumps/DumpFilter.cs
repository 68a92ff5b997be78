using NewsFunctions.Core.Ledger;

namespace NewsFunctions.Storage.Dumps;

/// <summary>Which rows of the ledger to list; null means any.</summary>
public sealed record DumpFilter
{
    /// <summary>A blob name, or a prefix of names when it ends in <c>*</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Rows only, so <see cref="DumpStatus.Waiting"/> matches none: a blob that waits has no row.</summary>
    public DumpStatus? Status { get; init; }
}

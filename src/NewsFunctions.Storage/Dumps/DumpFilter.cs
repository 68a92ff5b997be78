using NewsFunctions.Core.Ledger;

namespace NewsFunctions.Storage.Dumps;

/// <summary>Selects rows of the ledger; null means any.</summary>
public sealed record DumpFilter
{
    /// <summary>Gets a blob name, or a prefix of names if it ends in <c>*</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the status of the row. <see cref="DumpStatus.Waiting"/> matches none: a waiting blob has no row.</summary>
    public DumpStatus? Status { get; init; }
}

using Azure;
using Azure.Data.Tables;

namespace TableGroupCommit;

/// <summary>Holds the outcome of one conditional write.</summary>
/// <param name="ETag">The row's new ETag; null if the condition failed.</param>
/// <param name="Present">The row as it was read after the condition failed; null if there is none.</param>
public readonly record struct RowWrite(ETag? ETag, TableEntity? Present)
{
    /// <summary>True if the row was written.</summary>
    public bool IsWritten => ETag is not null;
}

using Azure;
using Azure.Data.Tables;
using LocalFunctionsHost.Workers;

namespace LocalFunctionsHost.Timers;

/// <summary>Says when a timer last ran and will run next, and who runs it now. Each function has one row, changed conditionally.</summary>
internal sealed record TimerStatus
{
    private const string Partition = "timers";
    private const int MaxAttempts = 5;

    public string? Schedule { get; init; }

    /// <summary>Is null before the first run.</summary>
    public DateTimeOffset? Last { get; init; }

    public DateTimeOffset? Next { get; init; }

    public DateTimeOffset? LastUpdated { get; init; }

    public string? Owner { get; init; }

    public DateTimeOffset LeaseUntil { get; init; }

    public ETag Row { get; init; }

    /// <summary>Returns whether another process runs the function now.</summary>
    public bool IsHeld(string self, DateTimeOffset now) =>
        Owner is not null && Owner != self && LeaseUntil > now && !ClaimOwner.IsDead(Owner);

    public static async Task<TimerStatus> ReadAsync(TableClient table, string function, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, function, cancellationToken: cancellationToken);
        return !row.HasValue ? new TimerStatus() : new TimerStatus
        {
            Schedule = row.Value!.GetString(nameof(Schedule)),
            Last = row.Value.GetDateTimeOffset(nameof(Last)),
            Next = row.Value.GetDateTimeOffset(nameof(Next)),
            LastUpdated = row.Value.GetDateTimeOffset(nameof(LastUpdated)),
            Owner = row.Value.GetString(nameof(Owner)),
            LeaseUntil = row.Value.GetDateTimeOffset(nameof(LeaseUntil)) ?? default,
            Row = row.Value.ETag,
        };
    }

    /// <summary>Writes the row if it is as it was read. A write of ours whose answer was lost is no conflict: it is recognized by what it
    /// wrote, and an earlier one by its owner.</summary>
    /// <returns>The new status; null if another process changed the row since it was read.</returns>
    public async Task<TimerStatus?> TryWriteAsync(TableClient table, string function, string self)
    {
        TimerStatus status = this;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                TableEntity row = status.ToRow(function);
                Response response = status.Row == default ? await table.AddEntityAsync(row)
                    : await table.UpdateEntityAsync(row, status.Row, TableUpdateMode.Replace);
                return status with { Row = response.Headers.ETag ?? default };
            }
            catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
            {
                TimerStatus current = await ReadAsync(table, function, CancellationToken.None);
                if (current with { Row = default } == status with { Row = default })
                {
                    return current;
                }
                if (current.Owner != self || attempt == MaxAttempts)
                {
                    return null;
                }
                status = status with { Row = current.Row };
            }
        }
    }

    private TableEntity ToRow(string function) => new(Partition, function)
    {
        [nameof(Schedule)] = Schedule,
        [nameof(Last)] = Last,
        [nameof(Next)] = Next,
        [nameof(LastUpdated)] = LastUpdated,
        [nameof(Owner)] = Owner,
        [nameof(LeaseUntil)] = LeaseUntil == default ? null : LeaseUntil,
    };
}

using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace TableGroupCommit;

/// <summary>Writes single rows of one partition conditionally. Writes that wait while a transaction is in flight go together in the next
/// one: a lone write is sent at once, and of many each costs a fraction of an operation.</summary>
/// <remarks>
/// Every write succeeds or fails by itself. If the condition of one fails, the rows of its transaction are read, each write whose condition
/// fails gets its row as read, and the others are sent again. If the service refuses the content, halving finds the
/// refused row. A row occurs once in a transaction; a second write to it waits for the next.
/// </remarks>
/// <param name="sizeOf">Returns an upper bound of a row's size in a request, in bytes.</param>
public sealed class RowGroup(TableClient table, string partition, Func<TableEntity, long> sizeOf)
{
    // The limits of the service are 100 entities and 4 MiB.
    private const int MaxRows = 100;
    private const long MaxBytes = 3_000_000;

    // The service takes 15 comparisons in a filter, of which one is the partition's.
    private const int RowsPerQuery = 14;

    // Beyond this, other writers interfere too often, and each row is written alone.
    private const int GroupAttempts = 3;
    private const int AloneAttempts = 10;

    private readonly Lock _lock = new();
    private readonly LinkedList<Write> _waiting = [];
    private bool _isWriting;

    /// <summary>Inserts a row. The condition is that there is none.</summary>
    /// <exception cref="RequestFailedException">The service is unavailable or refuses the row.</exception>
    public Task<RowWrite> AddAsync(TableEntity row, CancellationToken cancellationToken) =>
        WriteAsync(new Write(new TableTransactionAction(TableTransactionActionType.Add, row), sizeOf(row), cancellationToken));

    /// <summary>Replaces a row. The condition is that it still has this ETag.</summary>
    /// <inheritdoc cref="AddAsync"/>
    public Task<RowWrite> ReplaceAsync(TableEntity row, ETag etag, CancellationToken cancellationToken) =>
        WriteAsync(new Write(new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, etag), sizeOf(row), cancellationToken));

    private Task<RowWrite> WriteAsync(Write write)
    {
        write.Token.ThrowIfCancellationRequested();
        lock (_lock)
        {
            _waiting.AddLast(write);
            if (!_isWriting)
            {
                _isWriting = true;
                // Fair: callers that are about to write run first, and go with the first group.
                _ = Task.Factory.StartNew(WriteWaitingAsync, CancellationToken.None, TaskCreationOptions.PreferFairness, TaskScheduler.Default);
            }
        }

        // The caller may give up. The transaction, which has rows of others, goes on.
        return write.Outcome.WaitAsync(write.Token);
    }

    private async Task WriteWaitingAsync()
    {
        while (TakeGroup() is { Count: > 0 } group)
        {
            try
            {
                await WriteGroupAsync(group);
            }
            catch (Exception e)
            {
                foreach (Write write in group)
                {
                    write.Fail(e);
                }
            }
        }
    }

    private List<Write> TakeGroup()
    {
        List<Write> group = [];
        HashSet<string> rows = [];
        long bytes = 0;
        lock (_lock)
        {
            for (LinkedListNode<Write>? node = _waiting.First; node is not null && group.Count < MaxRows;)
            {
                (Write write, LinkedListNode<Write>? next) = (node.Value, node.Next);
                if (write.Token.IsCancellationRequested)
                {
                    _waiting.Remove(node);
                }
                else if (rows.Add(write.RowKey))
                {
                    if (group.Count > 0 && bytes + write.Bytes > MaxBytes)
                    {
                        break;
                    }

                    bytes += write.Bytes;
                    group.Add(write);
                    _waiting.Remove(node);
                }

                node = next;
            }

            _isWriting = group.Count > 0;
        }

        return group;
    }

    private async Task WriteGroupAsync(IReadOnlyList<Write> group)
    {
        IReadOnlyList<Write> left = group;
        for (int attempt = 1; left.Count > 1 && attempt <= GroupAttempts; attempt++)
        {
            try
            {
                Response<IReadOnlyList<Response>> responses = await table.SubmitTransactionAsync(left.Select(write => write.Action));
                for (int i = 0; i < left.Count; i++)
                {
                    left[i].Succeed(responses.Value[i]);
                }

                return;
            }
            catch (RequestFailedException e) when (IsConflict(e))
            {
                left = await EndConflictsAsync(left);
            }
            catch (RequestFailedException e) when (e.Status is 400 or 413)
            {
                await WriteGroupAsync([.. left.Take(left.Count / 2)]);
                left = [.. left.Skip(left.Count / 2)];
                attempt = 0;
            }
        }

        foreach (Write write in left)
        {
            await WriteAloneAsync(write);
        }
    }

    /// <summary>Answers the writes whose condition cannot hold any more.</summary>
    /// <returns>The writes to send again.</returns>
    private async Task<List<Write>> EndConflictsAsync(IReadOnlyList<Write> group)
    {
        Dictionary<string, TableEntity> present = [];
        foreach (Write[] some in group.Chunk(RowsPerQuery))
        {
            string rows = string.Join(" or ", some.Select(write => TableClient.CreateQueryFilter($"RowKey eq {write.RowKey}")));
            await foreach (TableEntity row in table.QueryAsync<TableEntity>(
                string.Create(CultureInfo.InvariantCulture, $"{TableClient.CreateQueryFilter($"PartitionKey eq {partition}")} and ({rows})")))
            {
                present[row.RowKey] = row;
            }
        }

        List<Write> left = [];
        foreach (Write write in group)
        {
            TableEntity? row = present.GetValueOrDefault(write.RowKey);
            if (write.IsPossible(row))
            {
                left.Add(write);
            }
            else
            {
                write.Conflict(row);
            }
        }

        return left;
    }

    private async Task WriteAloneAsync(Write write)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                var row = (TableEntity)write.Action.Entity;
                write.Succeed(write.Action.ActionType == TableTransactionActionType.Add
                    ? await table.AddEntityAsync(row)
                    : await table.UpdateEntityAsync(row, write.Action.ETag, TableUpdateMode.Replace));
                return;
            }
            catch (RequestFailedException e) when (IsConflict(e))
            {
                NullableResponse<TableEntity> found = await table.GetEntityIfExistsAsync<TableEntity>(partition, write.RowKey);
                TableEntity? present = found.HasValue ? found.Value : null;
                if (!write.IsPossible(present))
                {
                    write.Conflict(present);
                    return;
                }

                // The condition holds, so nobody else has the row: this is no conflict.
                if (attempt == AloneAttempts)
                {
                    write.Fail(e);
                    return;
                }
            }
            catch (RequestFailedException e)
            {
                write.Fail(e);
                return;
            }
        }
    }

    private static bool IsConflict(RequestFailedException failure) => failure.Status is 404 or 409 or 412;

    private sealed class Write(TableTransactionAction action, long bytes, CancellationToken token)
    {
        private readonly TaskCompletionSource<RowWrite> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TableTransactionAction Action => action;

        public string RowKey => action.Entity.RowKey;

        public long Bytes => bytes;

        public CancellationToken Token => token;

        public Task<RowWrite> Outcome => _outcome.Task;

        /// <summary>Returns whether the condition holds for a row as it was read.</summary>
        public bool IsPossible(TableEntity? present) =>
            action.ActionType == TableTransactionActionType.Add ? present is null : present is not null && present.ETag == action.ETag;

        public void Succeed(Response response) => _outcome.TrySetResult(new RowWrite(response.Headers.ETag, Present: null));

        public void Conflict(TableEntity? present) => _outcome.TrySetResult(new RowWrite(ETag: null, present));

        public void Fail(Exception failure) => _outcome.TrySetException(failure);
    }
}

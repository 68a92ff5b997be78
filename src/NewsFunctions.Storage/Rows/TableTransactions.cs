using Azure;
using Azure.Data.Tables;

namespace NewsFunctions.Storage.Rows;

/// <summary>Cuts entities of one partition into transactions of at most 100 entities and 3 MB.</summary>
internal static class TableTransactions
{
    /// <summary>Cuts without splitting a group, so that its rows change together. Only a group that is itself too large is
    /// cut, in order: the entity that makes the others visible must come last.</summary>
    public static IEnumerable<IReadOnlyList<T>> Cut<T>(IEnumerable<T> groups, Func<T, int> entities, Func<T, long> bytes)
    {
        List<T> transaction = [];
        int count = 0;
        long size = 0;
        foreach (T group in groups)
        {
            int groupCount = entities(group);
            long groupSize = bytes(group);
            if (transaction.Count > 0
                && (count + groupCount > EntitySize.TransactionEntities || size + groupSize > EntitySize.TransactionBytes))
            {
                yield return transaction;
                transaction = [];
                count = 0;
                size = 0;
            }

            transaction.Add(group);
            count += groupCount;
            size += groupSize;
        }

        if (transaction.Count > 0)
        {
            yield return transaction;
        }
    }

    public static IEnumerable<IReadOnlyList<TableTransactionAction>> Cut(IEnumerable<TableTransactionAction> actions) =>
        Cut(actions, _ => 1, action => EntitySize.OnWire((TableEntity)action.Entity));

    /// <summary>Writes all actions, in as many transactions as needed.</summary>
    public static async Task SubmitAllAsync(
        this TableClient table,
        IEnumerable<TableTransactionAction> actions,
        CancellationToken cancellationToken)
    {
        foreach (IReadOnlyList<TableTransactionAction> transaction in Cut(actions))
        {
            await table.SubmitTransactionAsync(transaction, cancellationToken);
        }
    }

    /// <summary>Writes everything that the service accepts. If it refuses the content of a transaction, halving finds the cause.</summary>
    /// <returns>The actions that it refuses even alone.</returns>
    public static async Task<IReadOnlyList<TableTransactionAction>> SubmitAllTakenAsync(
        this TableClient table,
        IEnumerable<TableTransactionAction> actions,
        CancellationToken cancellationToken)
    {
        List<TableTransactionAction> refused = [];
        Stack<IReadOnlyList<TableTransactionAction>> left = new(Cut(actions).Reverse());
        while (left.TryPop(out IReadOnlyList<TableTransactionAction>? transaction))
        {
            try
            {
                await table.SubmitTransactionAsync(transaction, cancellationToken);
            }
            catch (RequestFailedException e) when (IsRefusal(e))
            {
                if (transaction.Count == 1)
                {
                    refused.Add(transaction[0]);
                    continue;
                }

                left.Push([.. transaction.Skip(transaction.Count / 2)]);
                left.Push([.. transaction.Take(transaction.Count / 2)]);
            }
        }

        return refused;
    }

    /// <summary>Merges into rows whatever their version. Rows that are gone are skipped.</summary>
    public static async Task SubmitPresentAsync(
        this TableClient table, IReadOnlyList<TableTransactionAction> merges, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(merges, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            if (merges.Count > 1)
            {
                await table.SubmitPresentAsync([.. merges.Take(merges.Count / 2)], cancellationToken);
                await table.SubmitPresentAsync([.. merges.Skip(merges.Count / 2)], cancellationToken);
            }
        }
    }

    /// <summary>Deletes rows of one partition, whatever their version. Missing rows are no failure.</summary>
    public static async Task DeleteAllAsync(this TableClient table, IEnumerable<TableEntity> rows, CancellationToken cancellationToken)
    {
        foreach (TableEntity[] transaction in rows.Chunk(EntitySize.TransactionEntities))
        {
            try
            {
                await table.SubmitTransactionAsync(
                    transaction.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)), cancellationToken);
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                // One of them is gone, which fails the transaction. One at a time, that does not matter.
                foreach (TableEntity row in transaction)
                {
                    await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken);
                }
            }
        }
    }

    /// <summary>Returns whether the service refuses the content of the request, however often it is sent.</summary>
    public static bool IsRefusal(RequestFailedException failure) => failure.Status is 400 or 413;

    public static TableTransactionAction UpsertMerge(TableEntity entity) => new(TableTransactionActionType.UpsertMerge, Checked(entity));

    public static TableTransactionAction UpsertReplace(TableEntity entity) => new(TableTransactionActionType.UpsertReplace, Checked(entity));

    public static TableTransactionAction Add(TableEntity entity) => new(TableTransactionActionType.Add, Checked(entity));

    public static TableTransactionAction UpdateMerge(TableEntity entity, string etag) =>
        new(TableTransactionActionType.UpdateMerge, Checked(entity), new ETag(etag));

    public static TableTransactionAction UpdateReplace(TableEntity entity, string etag) =>
        new(TableTransactionActionType.UpdateReplace, Checked(entity), new ETag(etag));

    /// <exception cref="RowTooLargeException">Azure would refuse the entity, but Azurite would not.</exception>
    public static TableEntity Checked(TableEntity entity)
    {
        long size = EntitySize.Stored(entity);
        return size <= EntitySize.MaxEntitySize
            ? entity
            : throw new RowTooLargeException($"Row '{entity.PartitionKey}' '{entity.RowKey}' has {size} bytes; a table entity has at most 1 MiB.");
    }
}

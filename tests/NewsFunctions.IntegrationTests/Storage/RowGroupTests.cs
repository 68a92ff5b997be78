using System.Globalization;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using NewsFunctions.Storage.Rows;
using TableGroupCommit;

namespace NewsFunctions.IntegrationTests.Storage;

/// <summary>Writes of single rows that share transactions.</summary>
public sealed class RowGroupTests(AzuriteFixture azurite)
{
    private const string Partition = "p";

    private readonly string _connection = azurite.NewAccount();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Waiting_inserts_share_one_transaction_and_learn_their_etags()
    {
        HeldPolicy held = new();
        (TestArchive archive, RowGroup group) = await CreateAsync(held);
        Task<RowWrite>[] writes = await BehindOneAsync(group, held, [.. Enumerable.Range(0, 20).Select(i => Row(i, "new"))]);

        held.Open();
        RowWrite[] written = await Task.WhenAll(writes);

        Assert.Equal(["POST Dumps", "POST Dumps"], archive.Counter.TableRequests);
        IReadOnlyList<TableEntity> rows = await TestArchive.RowsAsync(archive.Clients.Dumps);
        Assert.Equal(rows.ToDictionary(row => row.RowKey, row => row.ETag), Enumerable.Range(0, 20).Select(Key).Append("first").Zip(written).ToDictionary(
            pair => pair.First, pair => pair.Second.ETag!.Value));
    }

    [Fact]
    public async Task Failed_conditions_are_answered_with_the_rows_and_fail_nobody_else()
    {
        HeldPolicy held = new();
        (TestArchive archive, RowGroup group) = await CreateAsync(held);
        TestArchive other = new(_connection);
        await other.Clients.Dumps.AddEntityAsync(Row(3, "theirs"), Token);
        Response stale = await other.Clients.Dumps.AddEntityAsync(Row(5, "before"), Token);
        await other.Clients.Dumps.UpsertEntityAsync(Row(5, "theirs"), TableUpdateMode.Replace, Token);
        Task<RowWrite>[] inserts = await BehindOneAsync(group, held, [.. Enumerable.Range(0, 5).Select(i => Row(i, "ours"))]);
        Task<RowWrite> replaced = group.ReplaceAsync(Row(5, "ours"), stale.Headers.ETag!.Value, Token);
        Task<RowWrite> missing = group.ReplaceAsync(Row(6, "ours"), stale.Headers.ETag!.Value, Token);

        held.Open();
        RowWrite[] inserted = await Task.WhenAll(inserts);

        Assert.Equal([true, true, true, false, true, true], inserted.Select(write => write.IsWritten));
        Assert.Equal((false, "theirs"), (inserted[3].IsWritten, inserted[3].Present!.GetString("Text")));
        Assert.Equal((false, "theirs"), ((await replaced).IsWritten, (await replaced).Present!.GetString("Text")));
        Assert.Equal(new RowWrite(null, null), await missing);
        Assert.Equal(
            ["0000 ours", "0001 ours", "0002 ours", "0003 theirs", "0004 ours", "0005 theirs", "first first"],
            (await TestArchive.RowsAsync(other.Clients.Dumps)).Select(row => $"{row.RowKey} {row.GetString("Text")}"));

        // The held one, the failed transaction, its rows, the rest of it.
        Assert.Equal(["POST Dumps", "POST Dumps", "GET Dumps", "POST Dumps"], archive.Counter.TableRequests);
    }

    [Fact]
    public async Task After_a_lost_answer_each_write_finds_its_own_row()
    {
        HeldPolicy held = new();
        LostAnswerPolicy lost = new();
        (TestArchive archive, RowGroup group) = await CreateAsync(held, lost);
        Task<RowWrite>[] writes = await BehindOneAsync(group, held, [.. Enumerable.Range(0, 8).Select(i => Row(i, "ours"))]);

        held.Open();
        RowWrite[] written = await Task.WhenAll(writes);

        Assert.True(lost.HasLost);
        Assert.All(written[..8], write => Assert.Equal((false, "ours"), (write.IsWritten, write.Present!.GetString("Text"))));

        // The first, the transaction and its repetition, one query.
        Assert.Equal(4, archive.Counter.Tables);
    }

    [Fact]
    public async Task Refused_row_fails_alone()
    {
        HeldPolicy held = new();
        (TestArchive archive, RowGroup group) = await CreateAsync(held, new RefusingPolicy("unwelcome"));
        Task<RowWrite>[] writes = await BehindOneAsync(group, held, [.. Enumerable.Range(0, 8).Select(i => Row(i, i == 6 ? "unwelcome" : "welcome"))]);

        held.Open();

        Assert.Equal(400, (await Assert.ThrowsAsync<RequestFailedException>(() => writes[6])).Status);
        RowWrite[] written = await Task.WhenAll(writes.Where((_, i) => i != 6));
        Assert.All(written, write => Assert.True(write.IsWritten));
        Assert.Equal(8, (await TestArchive.RowsAsync(archive.Clients.Dumps)).Count);
    }

    [Fact]
    public async Task Two_writes_of_one_row_go_one_after_the_other()
    {
        HeldPolicy held = new();
        (TestArchive archive, RowGroup group) = await CreateAsync(held);
        Task<RowWrite>[] writes = await BehindOneAsync(group, held, [Row(1, "one"), Row(1, "two"), Row(2, "three")]);

        held.Open();
        RowWrite[] written = await Task.WhenAll(writes);

        Assert.Equal([true, false, true], written[..3].Select(write => write.IsWritten));
        Assert.Equal("one", written[1].Present!.GetString("Text"));
        Assert.Equal(3, (await TestArchive.RowsAsync(archive.Clients.Dumps)).Count);
    }

    [Fact]
    public async Task Cancelled_write_leaves_the_group_to_the_others()
    {
        HeldPolicy held = new();
        (TestArchive archive, RowGroup group) = await CreateAsync(held);
        Task<RowWrite>[] writes = await BehindOneAsync(group, held, [Row(1, "one"), Row(2, "two")]);
        using CancellationTokenSource stopped = new();
        Task<RowWrite> third = group.AddAsync(Row(3, "three"), stopped.Token);

        await stopped.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        held.Open();

        Assert.All(await Task.WhenAll(writes), write => Assert.True(write.IsWritten));
        Assert.Equal(["0001", "0002", "first"], (await TestArchive.RowsAsync(archive.Clients.Dumps)).Select(row => row.RowKey));
    }

    [Fact]
    public async Task Unavailable_storage_fails_every_write_of_the_group()
    {
        HeldPolicy held = new();
        SteppedFailure broken = new();
        (_, RowGroup group) = await CreateAsync(held, broken);
        Task<RowWrite>[] writes = await BehindOneAsync(group, held, [Row(1, "one"), Row(2, "two")]);

        broken.IsBroken = true;
        held.Open();

        foreach (Task<RowWrite> write in writes)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => write);
        }

        broken.IsBroken = false;
        Assert.True((await group.AddAsync(Row(4, "later"), Token)).IsWritten);
    }

    private static string Key(int number) => number.ToString("0000", CultureInfo.InvariantCulture);

    private static TableEntity Row(int number, string text) => new(Partition, Key(number)) { ["Text"] = text };

    private async Task<(TestArchive Archive, RowGroup Group)> CreateAsync(params HttpPipelinePolicy[] policies)
    {
        await TestArchive.CreateAsync(_connection);
        TestArchive archive = new(_connection, options =>
        {
            foreach (HttpPipelinePolicy policy in policies)
            {
                options.AddPolicy(policy, HttpPipelinePosition.PerCall);
            }
        });
        return (archive, new RowGroup(archive.Clients.Dumps, Partition, EntitySize.OnWire));
    }

    /// <summary>Inserts rows while the request of another insert is held.</summary>
    /// <returns>The writes, that of the held one last.</returns>
    private static async Task<Task<RowWrite>[]> BehindOneAsync(RowGroup group, HeldPolicy held, IReadOnlyList<TableEntity> rows)
    {
        Task<RowWrite> first = group.AddAsync(new TableEntity(Partition, "first") { ["Text"] = "first" }, Token);
        await held.ArrivedAsync(1);
        return [.. rows.Select(row => group.AddAsync(row, Token)), first];
    }

    /// <summary>Answers the first transaction with 500 after it was carried out.</summary>
    private sealed class LostAnswerPolicy : HttpPipelinePolicy
    {
        public bool HasLost { get; private set; }

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            await ProcessNextAsync(message, pipeline);
            if (!HasLost && message.Request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal))
            {
                HasLost = true;
                await ProcessNextAsync(message, pipeline);
            }
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            throw new NotSupportedException("The stores are asynchronous.");
    }

    private sealed class SteppedFailure : HttpPipelineSynchronousPolicy
    {
        public bool IsBroken { get; set; }

        public override void OnSendingRequest(HttpMessage message)
        {
            if (IsBroken)
            {
                throw new InvalidOperationException("Nobody answers.");
            }
        }
    }
}

using System.Globalization;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using NewsFunctions.Archive.Ingest;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Links;
using NewsFunctions.IntegrationTests.Storage;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.IntegrationTests.Ingest;

/// <summary>Batches of small dumps that share transactions (decision 0032).</summary>
public sealed class GroupCommitTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fourteen_dumps_that_wait_cost_less_than_an_operation_each()
    {
        await using HeldGroups together = await HoldAsync();
        var operations = together.Process.Get<OperationCounter>();
        IngestCounter[] counters = together.Write([.. Enumerable.Range(0, 14).Select(number => Batch(number))]);

        await together.OpenAsync();

        // Two dumps alone cost seven each (1, 2, 1 and 3). The 14 have 42 rows of articles, 28 of the list, 252 of images, 84 of videos and
        // 336 of pages; one query verifies all heads.
        Assert.Equal(["ArticleList 3", "Articles 6", "LinkShards 3", "Links 14"], Tables(operations));
        Assert.All(counters, counter => Assert.Equal(new DumpCounts(1, 12, 24, 0) { Damage = Damage.None }, counter.Counts with { Damage = Damage.None }));
    }

    [Fact]
    public async Task Group_stands_as_if_each_dump_was_ingested_alone()
    {
        // Three dumps share an article, the fourth shares its links with all of them.
        DumpBatch[] batches = [Batch(1), Batch(2, article: 1), Batch(3, article: 1, text: "Another version"), Batch(4, items: 1)];
        await using HeldGroups together = await HoldAsync();
        IngestCounter[] counters = together.Write(batches);
        await together.OpenAsync();

        await using Archive alone = await Archive.CreateAsync(azurite);
        foreach (DumpBatch batch in together.All)
        {
            await alone.Get<CommitWriter>().WriteAsync([batch with { Counter = Counter() }], Token);
        }

        Assert.Equal(await HeldGroups.RowsAsync(alone.Connection), await HeldGroups.RowsAsync(together.Process.Connection));
        Assert.All(counters, counter => Assert.Equal(1, counter.Counts.Articles));
    }

    [Fact]
    public async Task Links_never_stand_before_references_of_their_group()
    {
        int kills = 0;
        for (bool isKilled = true; isKilled; kills++)
        {
            SteppedPolicy death = SteppedPolicy.Killing(6 + (2 * kills), after: false);
            await using HeldGroups together = await HoldAsync(death);
            together.Write([.. Enumerable.Range(0, 14).Select(number => Batch(number, items: 1 + (number % 2)))]);
            isKilled = await Record.ExceptionAsync(together.OpenAsync) is KilledException;

            IReadOnlyList<string[]> rows = await together.LinkRowsAsync();
            ILookup<string, string> references = rows.Where(row => row[0] == "R").ToLookup(row => row[1], row => row[2]);
            Assert.All(rows.Where(row => row[0] == "L"), link => Assert.Superset(
                together.Waiting.Where(batch => Links(batch).Contains(link[1])).Select(batch => batch.Articles[0].Article.Id.Value).ToHashSet(),
                references[link[1]].ToHashSet()));
        }

        Assert.InRange(kills, 5, 20);
    }

    [Fact]
    public async Task Repeated_group_costs_one_failed_transaction_not_one_each()
    {
        DumpBatch[] batches = [.. Enumerable.Range(0, 14).Select(number => Batch(number))];
        await using HeldGroups first = await HoldAsync();
        first.Write(batches);
        await first.OpenAsync();

        await using HeldGroups again = await HoldAsync(beside: first.Process);
        var operations = again.Process.Get<OperationCounter>();
        again.Write(batches);
        await again.OpenAsync();

        // Three inserts fail, and each costs one query and one transaction more.
        Assert.Equal(["ArticleList 3", "Articles 12", "LinkShards 3", "Links 14"], Tables(operations));
    }

    [Fact]
    public async Task Article_that_storage_refuses_leaves_the_others()
    {
        await using HeldGroups together = await HoldAsync(new RefusingPolicy("20160311-000000000000000a"));
        IngestCounter[] counters = together.Write([.. Enumerable.Range(8, 4).Select(number => Batch(number))]);

        await together.OpenAsync();

        Assert.Equal([1, 1, 0, 1], counters.Select(counter => counter.Counts.Articles));
        Assert.Equal(["ND110"], counters[2].Diagnostics.Select(diagnostic => diagnostic.Code));
        Assert.All(counters.Where((_, i) => i != 2), counter => Assert.Empty(counter.Diagnostics));
        Assert.Equal(5, (await together.Process.Articles.CountAsync(Archive.Site, 100, Token)).Count);
    }

    [Fact]
    public async Task Failure_of_one_dump_fails_no_other()
    {
        await using HeldGroups together = await HoldAsync(new ThrowingPolicy("20160311-000000000000000a"));
        together.Write([.. Enumerable.Range(8, 4).Select(number => Batch(number))]);

        await Assert.ThrowsAsync<InvalidOperationException>(together.OpenAsync);

        Assert.Equal([false, false, false, false, true, false], together.Writes.Select(write => write.IsFaulted));
        Assert.Equal(5, (await together.Process.Articles.CountAsync(Archive.Site, 100, Token)).Count);
    }

    [Fact]
    public async Task Stopped_ingest_takes_nothing_from_the_others()
    {
        await using HeldGroups together = await HoldAsync();
        using CancellationTokenSource waiting = new();
        Task stopped = together.Process.Get<BatchGroups>().WriteAsync(Batch(20), waiting.Token);
        IngestCounter[] counters = together.Write([Batch(1), Batch(2)]);

        await waiting.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        await together.OpenAsync();

        Assert.All(counters, counter => Assert.Equal(1, counter.Counts.Articles));
        Assert.Equal(4, (await together.Process.Articles.CountAsync(Archive.Site, 100, Token)).Count);
    }

    [Fact]
    public async Task Large_batch_waits_for_no_group()
    {
        await using HeldGroups together = await HoldAsync();
        ReadArticle[] many = [.. Enumerable.Range(100, 60).SelectMany(number => Batch(number).Articles)];

        Task large = together.Process.Get<BatchGroups>().WriteAsync(new DumpBatch(Made.Dump("large.txt"), many, Counter()), Token);
        await together.ArrivedAsync();
        await together.OpenAsync();
        await large;

        Assert.Equal(62, (await together.Process.Articles.CountAsync(Archive.Site, 100, Token)).Count);
    }

    private static DumpBatch Batch(int number, int? article = null, string text = "Text", int? items = null)
    {
        int id = article ?? number;
        ReadArticle found = Made.Found(
            string.Create(CultureInfo.InvariantCulture, $"20160311-{id:x16}"),
            $"{text} {id}",
            new DateTimeOffset(2016, 3, 11, 0, 0, 0, TimeSpan.Zero).AddSeconds(id),
            Made.Noon.AddMinutes(number),
            [.. Enumerable.Range(0, 12).Select(item => Item(((items ?? number) * 12) + item))]);
        DumpBlob dump = Made.Dump($"{number}.txt");
        return new DumpBatch(
            dump,
            [found with { Article = found.Article with { Site = Archive.Site }, Provenance = found.Provenance with { DumpName = dump.Name, DumpId = dump.Id.ToString() } }],
            Counter());
    }

    private static RelatedItem Item(int number)
    {
        LinkKind kind = number % 12 < 9 ? LinkKind.Image : LinkKind.Video;
        return new RelatedItem
        {
            Id = (1_790_000 + number).ToString(CultureInfo.InvariantCulture),
            Sort = "1",
            ContentTypeId = "21",
            Pic = string.Create(CultureInfo.InvariantCulture, $"/2016/03/07/picture_{number}.{(kind == LinkKind.Image ? "jpg" : "mp4")}"),
            Title = $"Item {number}",
            Kind = kind,
            UploadedAt = null,
        };
    }

    private static IEnumerable<string> Links(DumpBatch batch) =>
        batch.Articles.SelectMany(found => ArticleLinks.Of(found.Article)).Select(mention => mention.Id.Value);

    private static IngestCounter Counter() => new(
        new DumpEntry
        {
            Id = Made.Dump("any").Id,
            Name = "any",
            Status = DumpStatus.Running,
            Size = 1,
            ETag = "e",
            LastModified = Made.Noon,
            StartedAt = null,
            FinishedAt = null,
            Counts = DumpCounts.None,
            Progress = null,
            Error = null,
            Diagnostics = [],
        },
        []);

    private static IEnumerable<string> Tables(OperationCounter operations) => operations.TableRequests
        .GroupBy(request => request.Split(' ')[1])
        .Select(table => string.Create(CultureInfo.InvariantCulture, $"{table.Key} {table.Count()}"))
        .Order(StringComparer.Ordinal);

    /// <summary>Begins two groups of one dump each, whose first requests are held: all that is written now waits for the next group.</summary>
    /// <param name="then">Sees the requests that are not held.</param>
    private async Task<HeldGroups> HoldAsync(HttpPipelinePolicy? then = null, Archive? beside = null)
    {
        Archive setup = await Archive.CreateAsync(azurite, beside: beside);
        HeldPolicy held = new(message => message.Request.Uri.Path.Contains("$batch", StringComparison.Ordinal), then);
        var groups = new HeldGroups(setup.Beside(held), held);
        foreach (int number in (int[])[1_000, 1_001])
        {
            groups.Begin(Batch(number));
            await held.ArrivedAsync(1);
        }

        return groups;
    }

    /// <summary>Throws what no code handles, for requests whose body names a key.</summary>
    private sealed class ThrowingPolicy(string key) : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message)
        {
            using MemoryStream body = new();
            message.Request.Content?.WriteTo(body, CancellationToken.None);
            if (Uri.UnescapeDataString(Encoding.UTF8.GetString(body.ToArray())).Contains(key, StringComparison.Ordinal))
            {
                throw new InvalidOperationException("It broke.");
            }
        }
    }
}

using Azure.Data.Tables;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Tests.Storage.Articles;

public sealed class ArticlePlanTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void New_article_writes_provenance_then_version_then_head()
    {
        ArticlePlan plan = ArticlePlan.For([Found("aaaaaaaaaaaaaaaa", Noon)], ArticleSnapshot.None);

        Assert.Equal(
            [
                (TableTransactionActionType.Add, "7|aaaaaaaaaaaaaaaa|0000000000000001"),
                (TableTransactionActionType.Add, "7|aaaaaaaaaaaaaaaa"),
                (TableTransactionActionType.Add, "7"),
            ],
            plan.Actions.Select(action => (action.ActionType, action.Entity.RowKey)));
    }

    [Fact]
    public void The_crawl_date_outweighs_the_upload_time()
    {
        ReadArticle crawledLate = Found("aaaaaaaaaaaaaaaa", Noon.AddDays(-9), crawledAt: Noon.AddDays(2));
        ReadArticle uploadedLate = Found("bbbbbbbbbbbbbbbb", Noon.AddDays(1));

        Assert.Equal("aaaaaaaaaaaaaaaa", Current(ArticlePlan.For([crawledLate, uploadedLate], ArticleSnapshot.None)));
    }

    [Fact]
    public void Tie_goes_to_the_greater_content_hash_in_any_order()
    {
        ReadArticle one = Found("aaaaaaaaaaaaaaaa", Noon);
        ReadArticle other = Found("bbbbbbbbbbbbbbbb", Noon);

        Assert.Equal("bbbbbbbbbbbbbbbb", Current(ArticlePlan.For([one, other], ArticleSnapshot.None)));
        Assert.Equal("bbbbbbbbbbbbbbbb", Current(ArticlePlan.For([other, one], ArticleSnapshot.None)));
    }

    [Fact]
    public void Older_version_keeps_the_head_and_the_list_rows_of_both()
    {
        ArticleSnapshot snapshot = Snapshot(Found("bbbbbbbbbbbbbbbb", Noon));

        ArticlePlan plan = ArticlePlan.For([Found("aaaaaaaaaaaaaaaa", Noon.AddDays(-1), publishedAt: Noon.AddDays(-5))], snapshot);

        Assert.Equal(TableTransactionActionType.UpdateMerge, Assert.Single(plan.Actions, action => action.Entity.RowKey == "7").ActionType);
        Assert.Equal(snapshot.Head!.ListKey, plan.ListState.ListKey);
        Assert.Equal(2, plan.ListState.VersionKeys.Count);
    }

    [Fact]
    public void Newer_version_replaces_only_the_head_that_was_read()
    {
        ArticlePlan plan = ArticlePlan.For([Found("bbbbbbbbbbbbbbbb", Noon)], Snapshot(Found("aaaaaaaaaaaaaaaa", Noon.AddDays(-1))));

        TableTransactionAction head = Assert.Single(plan.Actions, action => action.Entity.RowKey == "7");
        Assert.Equal((TableTransactionActionType.UpdateReplace, "head-etag"), (head.ActionType, head.ETag.ToString()));
    }

    [Fact]
    public void A_text_found_again_later_makes_its_version_current_again()
    {
        ArticleSnapshot snapshot = Snapshot(Found("bbbbbbbbbbbbbbbb", Noon));

        Assert.Equal("aaaaaaaaaaaaaaaa", Current(ArticlePlan.For([Found("aaaaaaaaaaaaaaaa", Noon.AddDays(1))], snapshot)));
    }

    [Fact]
    public void Text_twice_in_a_dump_is_one_row_with_both_positions()
    {
        ReadArticle found = Found("aaaaaaaaaaaaaaaa", Noon);
        ReadArticle again = found with { Provenance = found.Provenance with { Offset = 500 } };

        ArticlePlan plan = ArticlePlan.For([again, found], ArticleSnapshot.None);

        Assert.Equal(3, plan.Actions.DistinctBy(action => action.Entity.RowKey).Count());
        Assert.Equal(3, plan.Actions.Count);
        Assert.Equal([0, 500], Places(plan).Places.Select(place => place.Offset));
    }

    [Fact]
    public void Position_from_a_later_batch_is_added_to_the_existing_ones()
    {
        ReadArticle found = Found("aaaaaaaaaaaaaaaa", Noon);
        ReadArticle again = found with { Provenance = found.Provenance with { Member = "b.txt" } };
        ArticleSnapshot snapshot = Snapshot(found);

        ArticlePlan plan = ArticlePlan.For([again], snapshot);

        TableTransactionAction row = plan.Actions[0];
        Assert.Equal((TableTransactionActionType.UpdateReplace, "place-etag"), (row.ActionType, row.ETag.ToString()));
        Assert.Equal(["", "b.txt"], Places(plan).Places.Select(place => place.Member));
        Assert.DoesNotContain(ArticlePlan.For([found], snapshot).Actions, action => TableKeys.Parts(action.Entity.RowKey).Length == 3);
    }

    [Fact]
    public void Endlessly_repeated_text_keeps_a_hundred_positions_in_any_order()
    {
        ReadArticle found = Found("aaaaaaaaaaaaaaaa", Noon);
        ReadArticle[] many = [.. Enumerable.Range(0, 1000).Select(i => found with { Provenance = found.Provenance with { Offset = 7L * i } })];

        PlaceList places = Places(ArticlePlan.For([.. many.Reverse()], ArticleSnapshot.None));

        Assert.True(places.HasMore);
        Assert.Equal(many.Take(100).Select(one => one.Provenance), places.Places);
        PlaceList halves = PlaceList.Of(many[500..].Select(one => one.Provenance)).With(PlaceList.Of(many[..500].Select(one => one.Provenance)));
        Assert.Equal(places, halves);
    }

    [Theory]
    [InlineData("20160311-0123456789abcdef")]
    [InlineData("7")]
    public void Older_text_is_written_only_while_the_head_is_unchanged(string text)
    {
        ArticleId id = ArticleId.Parse(text);
        ReadArticle current = Found("bbbbbbbbbbbbbbbb", Noon).As(id);

        ArticlePlan plan = ArticlePlan.For([Found("aaaaaaaaaaaaaaaa", Noon.AddDays(-1)).As(id)], Snapshot(current));

        TableTransactionAction head = Assert.Single(plan.Actions, action => action.Entity.RowKey == text);
        Assert.Equal((TableTransactionActionType.UpdateMerge, "head-etag"), (head.ActionType, head.ETag.ToString()));
    }

    [Fact]
    public void Text_replaces_a_tombstone_that_does_not_block_it()
    {
        ArticleSnapshot tombstone = ArticleSnapshot.None with { TombstoneETag = "tombstone-etag", RemovedTexts = new HashSet<string> { "bbbbbbbbbbbbbbbb" } };

        ArticlePlan plan = ArticlePlan.For([Found("aaaaaaaaaaaaaaaa", Noon)], tombstone);

        TableTransactionAction head = plan.Actions[^1];
        Assert.Equal((TableTransactionActionType.UpdateReplace, "tombstone-etag"), (head.ActionType, head.ETag.ToString()));
        Assert.Equal(["bbbbbbbbbbbbbbbb"], ArticleHeadEntity.RemovedTexts((TableEntity)head.Entity));
        Assert.Equal((false, true), (tombstone.Refuses("aaaaaaaaaaaaaaaa"), tombstone.Refuses("bbbbbbbbbbbbbbbb")));
        Assert.True((tombstone with { IsRemoved = true }).Refuses("aaaaaaaaaaaaaaaa"));
    }

    [Fact]
    public void A_version_over_900_kilobytes_is_a_blob_and_a_small_row()
    {
        ReadArticle found = Found("aaaaaaaaaaaaaaaa", Noon);
        ReadArticle large = found with { Article = found.Article with { Paragraphs = [new string('x', 460_000)] } };

        ArticlePlan plan = ArticlePlan.For([large], ArticleSnapshot.None);

        Assert.Equal("example/7/aaaaaaaaaaaaaaaa-0000000000000001.json", Assert.Single(plan.Blobs).Key);
        Assert.True(plan.Bytes < 10_000);
    }

    private static PlaceList Places(ArticlePlan plan) =>
        ProvenanceEntity.FromEntity(Assert.Single(plan.Actions.Select(action => (TableEntity)action.Entity), row => TableKeys.Parts(row.RowKey).Length == 3));

    private static string Current(ArticlePlan plan) => TableKeys.Parts(plan.ListState.Rank.Value)[1];

    private static ArticleSnapshot Snapshot(ReadArticle found)
    {
        Rank rank = Rank.Of(found);
        string listKey = TableKeys.ArticleListRow(found.Article.PublishedAt, found.Article.Id);
        return new ArticleSnapshot
        {
            Head = new("head-etag", rank, listKey, SummaryColumns.Of(found)),
            Versions = new Dictionary<string, ArticleSnapshot.VersionRow> { [found.Article.ContentHash] = new("version-etag", rank, listKey) },
            Provenances = new Dictionary<(string, string), ArticleSnapshot.ProvenanceRow>
            {
                [(found.Article.ContentHash, ProvenanceEntity.DumpHash(found.Provenance))] = new("place-etag", PlaceList.Of([found.Provenance])),
            },
        };
    }

    private static ReadArticle Found(string hash, DateTimeOffset uploadedAt, DateTimeOffset? crawledAt = null, DateTimeOffset? publishedAt = null) => new(
        new Article
        {
            Site = "example",
            Id = ArticleId.Parse("7"),
            Title = "A title",
            Section = null,
            PublishedAt = publishedAt,
            Signature = null,
            Paragraphs = ["Text."],
            Related = [],
            DeclaredLength = null,
            ActualLength = null,
            Damage = Damage.None,
            Language = null,
            Extra = null,
            Diagnostics = [],
            ContentHash = hash,
        },
        new Provenance
        {
            DumpName = "a.txt",
            DumpId = "20260301120000-0000000000000001",
            Member = "",
            Offset = 0,
            Length = 5,
            UploadedAt = uploadedAt,
            CrawledAt = crawledAt,
        },
        ArticleId.Parse($"undated-{hash}"));
}

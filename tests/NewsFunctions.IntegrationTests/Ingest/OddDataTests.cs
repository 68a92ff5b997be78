using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using NewsFunctions.Archive.Ingest;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Dumps.Reading;
using NewsFunctions.IntegrationTests.Storage;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Queues;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.IntegrationTests.Ingest;

/// <summary>
/// Tests articles that no publisher writes but that a file can contain. None of them may stop an ingest.
/// </summary>
public sealed class OddDataTests(AzuriteFixture azurite)
{
    private const string TextId = "20260301-0123456789abcdef";
    private static readonly string Long = new('ن', 60_000);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Odd => new(Oddities.Keys);

    private static readonly Dictionary<string, Func<ReadArticle, ReadArticle>> Oddities = new()
    {
        ["names and texts of 60,000 characters"] = found => found with
        {
            Article = found.Article with
            {
                Title = Long,
                Section = Long,
                Signature = Long,
                Language = "en",
                Related = [Item(pic: "/2016/03/07/" + Long[..20_000] + ".jpg", title: Long), Item(pic: "/2016/03/07/" + Long + ".jpg", title: Long)],
            },
            Provenance = found.Provenance with { Member = Long },
        },
        ["NUL and other control characters"] = found => found with
        {
            Article = found.Article with
            {
                Title = "a\0b\u0001\u001f\ufffe",
                Section = "\0",
                Signature = "\0\u0008",
                Paragraphs = ["\0", "\u0007 bell"],
                Related = [Item(pic: "/2016/03/07/\0\u0001.jpg", title: "\0")],
                Diagnostics = [new DumpDiagnostic("ND001", DiagnosticSeverity.Info, 0, "\0") { Original = "\0\u0002" }],
            },
            Provenance = found.Provenance with { Member = "\0\u0001.txt" },
        },
        ["10,000 diagnostics"] = found => found with
        {
            Article = found.Article with
            {
                Diagnostics = [.. Enumerable.Range(0, 10_000).Select(i => new DumpDiagnostic("ND001", DiagnosticSeverity.Warning, i, new string('x', 150)))],
            },
        },
        ["60 MB"] = found => found with { Article = found.Article with { Paragraphs = [new string('x', 60_000_000)] } },
        ["fields nested a hundred deep"] = found => found with
        {
            Article = found.Article with
            {
                Extra = JsonElement.Parse($"{{\"a\":{new string('[', 100)}{new string(']', 100)}}}", new JsonDocumentOptions { MaxDepth = 200 }),
            },
        },
    };

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task An_odd_article_is_stored_within_the_limits_and_read_back(string oddity)
    {
        await using Archive archive = await Archive.CreateAsync(azurite);
        ReadArticle found = Oddities[oddity](Made.Found(TextId, "text", Made.Noon));

        DumpOutcome outcome = await IngestAsync(archive, [found, Made.Found("20260301-aaaaaaaaaaaaaaaa", "another", Made.Noon)]);

        Assert.Equal((DumpStatus.Ingested, 2), (outcome.Status, outcome.Counts.Articles));
        StoredArticle stored = (await archive.Articles.GetAsync("example", found.Article.Id, Token))!;
        Assert.Equal(found.Article.Title, stored.Article.Title);
        Assert.Equal(found.Article.Paragraphs, stored.Article.Paragraphs);
        Assert.Equal(found.Article.Related, stored.Article.Related);
        Assert.Equal(found.Article.Diagnostics, stored.Article.Diagnostics);
        Assert.Equal(found.Article.Extra?.GetRawText(), stored.Article.Extra?.GetRawText());
        Assert.Equal(found.Provenance, Assert.Single(stored.Provenance));
        foreach (string table in new[] { "Articles", "ArticleList", "Links", "Dumps" })
        {
            List<TableEntity> rows = await new TableClient(archive.Connection, table).QueryAsync<TableEntity>(cancellationToken: Token).ToListAsync(Token);
            Assert.All(rows, row =>
            {
                Assert.InRange(EntitySize.Stored(row), 1, EntitySize.MaxEntitySize);
                Assert.All(row.Select(property => property.Value).OfType<string>(), text => Assert.InRange(text.Length, 0, 32_768));
            });
        }
    }

    [Fact]
    public async Task Link_that_tables_refuse_is_a_diagnostic_and_stays_in_the_article()
    {
        const string Pic = "/2016/03/07/refused.jpg";
        await using Archive archive = await Archive.CreateAsync(azurite);
        await using Archive refusing = archive.Beside(new RefusingPolicy($"L|{LinkId.ForMedia(LinkKind.Image, Pic)}"));
        ReadArticle found = Made.Found(TextId, "text", Made.Noon);
        found = found with { Article = found.Article with { Related = [Item(pic: Pic, title: "A"), Item(pic: "/2016/03/07/taken.jpg", title: "B")] } };

        DumpOutcome outcome = await IngestAsync(refusing, [found]);

        DumpDiagnostic diagnostic = Assert.Single(outcome.Diagnostics);
        Assert.Equal(("ND111", 0L), (diagnostic.Code, diagnostic.Offset));
        Assert.Equal(1, outcome.Counts.Diagnostics);
        Assert.Equal("/2016/03/07/taken.jpg", Assert.Single((await archive.Links.ListAsync(new LinkFilter { Site = "example", Kind = LinkKind.Image }, 10, null, Token)).Items).Path);
        Assert.Equal(2, (await archive.Articles.GetAsync("example", found.Article.Id, Token))!.Article.Related.Count);
    }

    [Fact]
    public async Task Row_that_the_storage_rejects_is_a_diagnostic_others_are_stored()
    {
        await using Archive archive = await Archive.CreateAsync(azurite);
        await using Archive refusing = archive.Beside(new RefusingPolicy("text that is refused"));
        ReadArticle refused = Made.Found("800501", "text that is refused", Made.Noon);
        ReadArticle[] found = [refused, .. Enumerable.Range(0, 20).Select(i => Made.Found($"8005{i + 10}", $"text {i}", Made.Noon))];

        DumpOutcome outcome = await IngestAsync(refusing, found);

        Assert.Equal((DumpStatus.Ingested, 20, 1), (outcome.Status, outcome.Counts.Articles, outcome.Counts.Diagnostics));
        Assert.Equal("ND110", Assert.Single(outcome.Diagnostics).Code);
        Assert.Equal(20, (await archive.Articles.CountAsync("example", 100, Token)).Count);
        Assert.Null(await archive.Articles.GetAsync("example", refused.Article.Id, Token));
        Assert.Null(await archive.Articles.GetAsync("example", refused.TextId, Token));
    }

    private static async Task<DumpOutcome> IngestAsync(Archive archive, IReadOnlyList<ReadArticle> found)
    {
        await archive.UploadAsync("odd.txt", "What it holds comes from the test.");
        var ingest = new DumpIngest(
            archive.Blobs,
            archive.Ledger,
            archive.Get<IngestLinks>(),
            archive.Get<IngestQueue>(),
            archive.Get<BatchGroups>(),
            archive.Get<LargeIngests>(),
            (_, _, _, _) => new[]
            {
                new ReadRecord
                {
                    Member = "",
                    Articles = [.. found.Select(one => new ReadArticle(one.Article, one.Provenance, one.TextId))],
                    Diagnostics = [],
                    Bytes = 1,
                    Next = new DumpPosition { Offset = 1 },
                },
            }.ToAsyncEnumerable(),
            IngestLimits.Default,
            archive.Time,
            NullLogger<DumpIngest>.Instance);
        return (await ingest.IngestAsync("odd.txt", Token))!;
    }

    private static RelatedItem Item(string pic, string title) => new()
    {
        Id = "12",
        Sort = "1",
        ContentTypeId = "21",
        Pic = pic,
        Title = title,
        Kind = LinkKind.Image,
        UploadedAt = null,
    };
}

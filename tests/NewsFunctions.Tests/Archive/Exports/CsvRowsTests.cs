using System.Text;
using NewsFunctions.Archive.Exports;
using NewsFunctions.Archive.Exports.Rows;
using Sylvan.Data.Csv;

namespace NewsFunctions.Tests.Archive.Exports;

public sealed class CsvRowsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task File_follows_RFC_4180_and_Excel()
    {
        using var output = new MemoryStream();

        await CsvRows.WriteAsync(Rows(MadeRows.Check("Gone, \"for good\"\nand ever")), ExportTables.Checks.Columns, bom: true, output, Token);

        Assert.Equal(
            "\uFEFFsite,linkId,kind,checkedAt,verdict,reason,location,durationMilliseconds,rulesVersion,vantage,rejudgementOf,rejudgedAt,judgement,judgedBy,judgedUntil\r\n"
            + "example,p1,page,2026-03-01T12:00:00+00:00,Gone,\"Gone, \"\"for good\"\"\nand ever\",https://a.example/1,12.346,5,frankfurt,"
            + "2026-03-01T12:00:00+00:00,2026-03-02T12:00:00+00:00,,,\r\n",
            Encoding.UTF8.GetString(output.ToArray()));
    }

    [Theory]
    [InlineData("A, B and \"C\"")]
    [InlineData("two\r\nlines")]
    [InlineData("پل جدید، امروز باز شد")]
    [InlineData("\u202Eجسر \u200Fجديد\u202C (2016)")]
    [InlineData("# no comment")]
    [InlineData(" blanks around ")]
    [InlineData("🌉")]
    [InlineData("")]
    public async Task Title_round_trips(string title)
    {
        CsvDataReader read = await WrittenAsync(MadeRows.Article(title));

        Assert.True(await read.ReadAsync(Token));
        Assert.Equal(title, read.GetString(read.GetOrdinal("title")));
        Assert.Equal("2016-03-11T16:23:23+03:30", read.GetString(read.GetOrdinal("publishedAt")));
        Assert.False(await read.ReadAsync(Token));
    }

    [Fact]
    public async Task Formulas_become_text_and_numbers_stay_numbers()
    {
        CsvDataReader read = await WrittenAsync(MadeRows.Article("=HYPERLINK(\"http://evil.example\")") with { DamageScore = -0.5 });

        Assert.True(await read.ReadAsync(Token));
        Assert.Equal("'=HYPERLINK(\"http://evil.example\")", read.GetString(read.GetOrdinal("title")));
        Assert.Equal(-0.5, read.GetDouble(read.GetOrdinal("damageScore")));
    }

    [Fact]
    public async Task Longest_texts_fit_into_a_row()
    {
        string longest = new('"', 32_000);
        CsvDataReader read = await WrittenAsync(MadeRows.Article(longest) with { Signature = longest, DumpName = longest });

        Assert.True(await read.ReadAsync(Token));
        Assert.Equal((longest, longest), (read.GetString(read.GetOrdinal("title")), read.GetString(read.GetOrdinal("dumpName"))));
    }

    [Fact]
    public async Task Without_a_byte_order_mark_the_file_starts_with_the_header()
    {
        using var output = new MemoryStream();

        Assert.Equal(0, await CsvRows.WriteAsync(Rows<ArticleRow>(), ExportTables.Articles.Columns, bom: false, output, Token));

        Assert.StartsWith("site,id,title,", Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_fail_early_send_nothing()
    {
        using var output = new MemoryStream();

        await Assert.ThrowsAsync<IOException>(() => CsvRows.WriteAsync(BrokenAsync(rows: 10), ExportTables.Checks.Columns, bom: true, output, Token));
        await Assert.ThrowsAsync<IOException>(() => NdjsonRows.WriteAsync(BrokenAsync(rows: 10), ExportTables.Checks.Json, output, Token));

        Assert.Equal(0, output.Length);
    }

    [Fact]
    public async Task Rows_are_streamed()
    {
        using var csv = new MemoryStream();
        using var ndjson = new MemoryStream();

        await Assert.ThrowsAsync<IOException>(() => CsvRows.WriteAsync(BrokenAsync(rows: 5000), ExportTables.Checks.Columns, bom: true, csv, Token));
        await Assert.ThrowsAsync<IOException>(() => NdjsonRows.WriteAsync(BrokenAsync(rows: 5000), ExportTables.Checks.Json, ndjson, Token));

        Assert.All(new[] { csv, ndjson }, output => Assert.True(output.Length > 500_000, $"Only {output.Length} bytes were sent."));
    }

    private static async IAsyncEnumerable<CheckRow> BrokenAsync(int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            yield return MadeRows.Check("Gone.");
        }

        await Task.CompletedTask;
        throw new IOException("The storage is gone.");
    }

    private static async Task<CsvDataReader> WrittenAsync(ArticleRow row)
    {
        var output = new MemoryStream();
        Assert.Equal(1, await CsvRows.WriteAsync(Rows(row), ExportTables.Articles.Columns, bom: true, output, Token));
        return await CsvDataReader.CreateAsync(
            new StreamReader(new MemoryStream(output.ToArray())), new CsvDataReaderOptions { MaxBufferSize = 4_000_000, Comment = '\0' });
    }

    private static IAsyncEnumerable<TRow> Rows<TRow>(params TRow[] rows) => rows.ToAsyncEnumerable();
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using NewsFunctions.Archive.Exports;

namespace NewsFunctions.Tests.Archive.Exports;

/// <summary>Checks that both formats have the same columns and that docs/exports.md explains them.</summary>
public sealed partial class ExportTableTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<ExportWhat> All => [.. Enum.GetValues<ExportWhat>()];

    [Theory]
    [MemberData(nameof(All))]
    public async Task CSV_cells_have_the_values_of_the_JSON(ExportWhat what)
    {
        (IReadOnlyList<(string Name, string Type)> columns, IReadOnlyList<string?> cells, string json) = await RowAsync(what);
        JsonElement row = JsonDocument.Parse(json).RootElement;

        Assert.Equal(row.EnumerateObject().Select(member => member.Name), columns.Select(column => column.Name));
        Assert.All(columns.Zip(cells), column => Assert.Equal(Text(row.GetProperty(column.First.Name)), column.Second));
        Assert.Equal(1, json.Count(c => c == '\n'));
        Assert.EndsWith("\n", json, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Documentation_explains_each_column_in_order(ExportWhat what)
    {
        (IReadOnlyList<(string Name, string Type)> columns, _, _) = await RowAsync(what);

        Match[] documented = DocumentedColumns(what);

        Assert.Equal(columns, documented.Select(row => (row.Groups["name"].Value, row.Groups["type"].Value)));
        Assert.All(documented, row => Assert.True(Fits(row.Groups["example"].Value, row.Groups["type"].Value), row.Value));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Documentation_names_the_filters(ExportWhat what) => Assert.Contains(
        $"| {ExportNames.Of(what)} | ", Repository.Read("docs", "exports.md").Split('\n').Single(line =>
            line.Contains($" | {string.Join(", ", ExportQuery.FiltersOf(what).Select(filter => $"`{filter}`"))} | ", StringComparison.Ordinal)), StringComparison.Ordinal);

    private static Task<(IReadOnlyList<(string Name, string Type)> Columns, IReadOnlyList<string?> Cells, string Json)> RowAsync(ExportWhat what) => what switch
    {
        ExportWhat.Articles => RowAsync(ExportTables.Articles, MadeRows.Article("A title\nof two lines")),
        ExportWhat.Links => RowAsync(ExportTables.Links, MadeRows.Link()),
        ExportWhat.Checks => RowAsync(ExportTables.Checks, MadeRows.Check("Gone.")),
        ExportWhat.Survival => RowAsync(ExportTables.Survival, MadeRows.Life()),
        _ => RowAsync(ExportTables.Fixes, MadeRows.Fix()),
    };

    private static async Task<(IReadOnlyList<(string Name, string Type)> Columns, IReadOnlyList<string?> Cells, string Json)> RowAsync<TRow>(
        ExportTable<TRow> table, TRow row)
    {
        using var output = new MemoryStream();
        await NdjsonRows.WriteAsync(new[] { row }.ToAsyncEnumerable(), table.Json, output, Token);
        return (
            [.. table.Columns.Select(column => (column.Name, column.Type))],
            [.. table.Columns.Select(column => column.Cell(row))],
            Encoding.UTF8.GetString(output.ToArray()));
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Select(item => item.GetString())),
        JsonValueKind.Null => null,
        _ => value.GetRawText(),
    };

    private static bool Fits(string example, string type) => type switch
    {
        "time" => DateTimeOffset.TryParse(example, CultureInfo.InvariantCulture, out _) && example.Contains('T', StringComparison.Ordinal),
        "integer" => int.TryParse(example, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        "number" => double.TryParse(example, CultureInfo.InvariantCulture, out _),
        "boolean" => bool.TryParse(example, out _),
        "word" => example.All(char.IsAsciiLetter),
        _ => example.Length > 0,
    };

    private static Match[] DocumentedColumns(ExportWhat what)
    {
        string page = Repository.Read("docs", "exports.md");
        int start = page.IndexOf($"\n## {ExportNames.Of(what)}\n", StringComparison.Ordinal);
        int end = page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return [.. Column().Matches(end < 0 ? page[start..] : page[start..end]).Cast<Match>()];
    }

    [GeneratedRegex(@"^\| `(?<name>\w+)` \| (?<type>\w+) \| \S.{8,} \| `(?<example>[^`]+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Column();
}

using NewsFunctions.Core.Ledger;
using NewsFunctions.Dumps.Parsing;
using NewsFunctions.Dumps.Reading;
using NewsFunctions.Dumps.Texts;

namespace NewsFunctions.Tests.Dumps.Reading;

/// <summary>Compares the output of <c>news parse --json</c> for every scenario of TestData and every sample with the
/// expected files. <c>NEWS_REWRITE_GOLDENS=1</c> rewrites the expected files; review the difference before committing
/// it.</summary>
public sealed class GoldenDumpTests
{
    private const string Switch = "NEWS_REWRITE_GOLDENS";

    public static TheoryData<string> Scenarios { get; } =
        [.. Directory.EnumerateDirectories(Goldens()).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Samples { get; } =
        [.. Directory.EnumerateFiles(SampleDumps()).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void A_dump_is_read_as_expected(string scenario)
    {
        string folder = Path.Combine(Goldens(), scenario);
        string expected = Path.Combine(folder, "expected.json");

        string actual = Parse(Path.Combine(folder, "input.txt"), "input.txt") + "\n";

        if (Environment.GetEnvironmentVariable(Switch) == "1")
        {
            Assert.True(Environment.GetEnvironmentVariable("CI") is null or "", $"{Switch} is refused in CI: goldens are reviewed before they are committed.");
            File.WriteAllText(expected, actual);
        }

        Assert.Equal(File.ReadAllText(expected), actual);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_sample_is_ingested(string name)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(SampleDumps(), name));

        ReadRecord read = new ArticleReader(ReadText.Sites()).Read(ReadText.Blob(name), ReadText.Record(bytes));

        Assert.False(read.Rejected);
        Assert.All(read.Articles, a => Assert.NotNull(a.Article.PublishedAt));
        Assert.All(read.Articles.SelectMany(a => a.Article.Related), i => Assert.NotNull(i.UploadedAt));
    }

    private static string Parse(string file, string name)
    {
        DumpRecord record = TextRecords.Of(File.ReadAllBytes(file), 0, TextSource.Whole, DumpPosition.Start);
        ReadRecord read = new ArticleReader(ReadText.Sites()).Read(ReadText.Blob(name), record);
        return ParsedDumpJson.From([read]).ToJson(indented: true);
    }

    private static string Goldens() => Repository.PathOf("tests", "NewsFunctions.Tests", "TestData", "Dumps");

    private static string SampleDumps() => Repository.PathOf("samples", "dumps");
}

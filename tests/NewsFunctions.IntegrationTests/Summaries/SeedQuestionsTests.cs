using NewsFunctions.Archive.Summaries;

namespace NewsFunctions.IntegrationTests.Summaries;

/// <summary>
/// Asks the real dump and the samples the questions of docs/questions.md. Also tests that the document and the tests
/// have the same questions.
/// </summary>
public sealed class SeedQuestionsTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_question_about_the_seed_has_the_answer_that_its_rows_give()
    {
        await using Archive archive = await Archive.CreateAsync(azurite);
        await archive.UploadAsync(Seed.Name, Seed.Read(), new Dictionary<string, string> { ["site"] = "alalam" });
        await archive.IngestAsync(Seed.Name);
        await archive.Get<Summarizing>().MakeAsync(Token);

        AskedArchive asked = await AskedArchive.ReadAsync(archive.Get<IServiceProvider>());

        Assert.Equal((1, 24), (asked.Articles.Count, asked.Links.Count));
        await Assert.AllAsync(ArchiveQuestions.All, question => question.Value(asked));
    }

    [Fact]
    public void Document_and_tests_have_the_same_questions()
    {
        string[] documented =
        [
            .. Repository.Read("docs", "questions.md").Split('\n')
                .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains("? ", StringComparison.Ordinal))
                .Select(line => line[2..(line.IndexOf('?', StringComparison.Ordinal) + 1)]),
        ];

        Assert.All(ArchiveQuestions.All.Keys, question => Assert.Contains(question, documented));
    }
}
